import { ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionIcon } from '@/actions/action-button';
import type { Rate } from '@/time/frame-rate';
import { formatPlace, type TimeUnit } from '@/time/timecode';
import { Select } from '@/ui/field';
import { clampZoom, usePreferences, zoomRange } from '@/workspace/preferences';
import { useStage } from '@/workspace/stage';

const units = [
  { value: 'timecode', label: 'Timecode' },
  { value: 'seconds', label: 'Seconds' },
  { value: 'frames', label: 'Frames' },
];

function Clock({ rate, startFrame, unit }: { rate: Rate; startFrame: number; unit: TimeUnit }) {
  const playhead = useStage((stage) => stage.playhead);
  const speed = useStage((stage) => stage.speed);
  return (
    <output aria-label="Playhead position" className="tabular flex min-w-28 items-center gap-2 text-[15px] text-accent">
      {formatPlace(playhead, rate, startFrame, unit)}
      {speed !== 0 && speed !== 1 && <span className="text-xs text-muted">{speed}×</span>}
    </output>
  );
}

interface ToolbarProps {
  rate: Rate;
  startFrame: number;
  /** Behind the clock. */
  children?: ReactNode;
}

/** Between the picture and the tracks: transport, clock, and how time is shown. */
export function Toolbar({ rate, startFrame, children }: ToolbarProps) {
  const { zoom, unit, isSnapping } = usePreferences();
  const isPlaying = useStage((stage) => stage.speed !== 0);
  return (
    <div role="toolbar" aria-label="Timeline" className="relative flex h-11 shrink-0 items-center gap-1 overflow-x-auto border-y bg-panel px-3">
      <ActionIcon action="go-start" />
      <ActionIcon action="play" isPressed={isPlaying} />
      <ActionIcon action="go-end" />
      <Clock rate={rate} startFrame={startFrame} unit={unit} />
      {children}
      <span className="mx-1 h-5 w-px shrink-0 bg-line" />
      <ActionIcon action="add-scene" />
      <ActionIcon action="add-clip" />
      <ActionIcon action="make-alternate" />
      <ActionIcon action="duplicate" />
      <ActionIcon action="delete" />
      <span className="flex-1" />
      <ActionIcon action="snapping" isPressed={isSnapping} />
      <Select
        label="Unit"
        isLabelHidden
        fieldClassName="shrink-0"
        className="h-7 w-32 text-[12.5px]"
        options={units}
        value={unit}
        onValue={(value) => usePreferences.setState({ unit: value as TimeUnit })}
      />
      <ZoomOut aria-hidden className="ml-2 size-4 shrink-0 text-faint" />
      <input
        type="range"
        aria-label="Zoom in pixels per second"
        min={zoomRange.least}
        max={zoomRange.most}
        step={1}
        value={zoom}
        onChange={(event) => usePreferences.setState({ zoom: clampZoom(event.currentTarget.valueAsNumber) })}
        className="w-28 shrink-0 accent-accent"
      />
      <ZoomIn aria-hidden className="size-4 shrink-0 text-faint" />
    </div>
  );
}
