import { Film, Images } from 'lucide-react';
import { memo, useMemo, type MouseEvent, type PointerEvent } from 'react';
import { useJobWords, WorkBar } from '@/live/clip-work';
import { useFlashes } from '@/live/live-provider';
import { Picture } from '@/live/media';
import { previewOf, useWork } from '@/live/work';
import { secondsOf, type Rate } from '@/time/frame-rate';
import { formatLength, formatPlace, type TimeUnit } from '@/time/timecode';
import { AlternateBadge, bareName } from '@/ui/badge';
import { cn } from '@/ui/cn';
import { statusColours, statusLabels } from '@/ui/status';
import { transitionLabels } from '@/ui/transition';
import { isCutIn, useClipboard } from '@/workspace/clipboard';
import { attend, select, type Selection } from '@/workspace/stage';
import { useGesture, type GestureKind } from './gesture';
import { gutter, shownStrips, stripHeight, widthOf, type ClipData, type Lane, type Scale } from './geometry';

export interface Onlooker {
  readonly name: string;
  readonly colour: string;
}

interface ClipBlockProps {
  clip: ClipData;
  lane: Lane;
  lanes: readonly Lane[];
  scale: Scale;
  unit: TimeUnit;
  startFrame: number;
  selectedId: string | null;
  isMarked: boolean;
  onlooker: Onlooker | undefined;
  mayEdit: boolean;
  isTaken: (clipId: string) => boolean;
  /** Selects; whether the clip may be pulled along. */
  onPick: (event: PointerEvent, found: Selection) => boolean;
  onPull: (event: PointerEvent, clip: ClipData, kind: GestureKind) => void;
}

/** Below that a clip has no room for its code beside its length. */
const codeWidth = 150;
const handle = 'absolute inset-y-0 z-10 w-2 touch-none cursor-ew-resize opacity-0 transition-opacity group-hover:opacity-100 bg-white/15';

/** One clip with the strips of its other versions below it. */
export const ClipBlock = memo(function ClipBlock(props: ClipBlockProps) {
  const { clip, lane, lanes, scale, unit, startFrame, selectedId, isMarked, onlooker, mayEdit, isTaken, onPick, onPull } = props;
  const isCut = useClipboard(({ clipboard }) => isCutIn(clipboard, clip.id));
  const gesture = useGesture((state) => (state.gesture?.clipId === clip.id ? state.gesture : null));
  const flash = useFlashes((state) => state.flashes.get(clip.id));
  const { start, length, track } = gesture ?? { start: clip.timelineStart, length: clip.length, track: clip.track };
  const shown = gesture ? (lanes.find((candidate) => candidate.track === track) ?? lane) : lane;
  const isPulled = gesture?.settlesAt === null;
  const width = Math.max(3, widthOf(length, scale) - 1);
  const colour = statusColours[clip.status];
  const clipIds = useMemo(() => [clip.id], [clip.id]);
  const jobWords = useJobWords(clipIds);
  const preview = useWork((work) => previewOf(work, clip.id));
  const shownDigest = clip.videoDigest || clip.imageDigest;
  const isUnchosen = shownDigest === '' && clip.takeCount > 0;
  const label = [
    clip.name || 'Unnamed clip',
    clip.badge,
    clip.code,
    `track ${clip.track + 1}`,
    `from ${formatPlace(clip.timelineStart, scale.rate, startFrame, unit)}`,
    `lasts ${formatLength(clip.length, scale.rate, unit)}`,
    statusLabels[clip.status],
    clip.transition.kind === 'CUT' ? '' : `comes in by a ${transitionLabels[clip.transition.kind].toLowerCase()}`,
    shownDigest ? 'shows a take' : '',
    isUnchosen ? describeTakes(clip.takeCount) : '',
    jobWords,
    isCut ? 'cut' : '',
    onlooker ? `selected by ${onlooker.name}` : '',
  ];
  return (
    <div
      className={cn('absolute top-0 left-0', isPulled && 'z-30')}
      style={{ transform: `translate(${gutter + widthOf(start, scale)}px, ${shown.top}px)`, width }}
    >
      <div
        role="option"
        tabIndex={selectedId === clip.id ? 0 : -1}
        aria-selected={isMarked}
        aria-label={label.filter(Boolean).join(', ')}
        data-clip={clip.id}
        onPointerDown={press}
        onMouseDown={keepFocus}
        onFocus={() => attend('clip', clip.id)}
        onKeyDown={() => {}}
        style={
          {
            height: lane.clipHeight,
            '--flash': flash,
            background: `linear-gradient(to bottom, color-mix(in oklab, ${colour} ${clip.mediaUrl ? 34 : 20}%, var(--color-raised)), color-mix(in oklab, ${colour} ${clip.mediaUrl ? 20 : 9}%, var(--color-panel)))`,
            borderColor: `color-mix(in oklab, ${colour} 45%, var(--color-line))`,
            ...(onlooker && { boxShadow: `0 0 0 2px ${onlooker.colour}` }),
          } as React.CSSProperties
        }
        className={cn(
          'group relative touch-pan-x overflow-hidden rounded-[5px] border text-left select-none',
          mayEdit ? 'cursor-grab' : 'cursor-default',
          flash && 'animate-flash',
          isMarked && 'outline-2 outline-accent',
          isMarked && selectedId !== clip.id && 'outline-accent/60',
          isCut && 'border-dashed opacity-55',
          isPulled && 'cursor-grabbing opacity-90 shadow-pop',
          isPulled && isTaken(clip.id) && 'outline-2 outline-danger',
          clip.status === 'OMITTED' && 'opacity-50',
        )}
      >
        {(preview ?? shownDigest) !== '' && (
          <>
            {preview === null ? (
              <Picture digest={shownDigest} size={320} alt="" className="pointer-events-none absolute inset-0 size-full object-cover opacity-70" />
            ) : (
              <img src={preview} alt="" draggable={false} className="pointer-events-none absolute inset-0 size-full object-cover opacity-60" />
            )}
            <span aria-hidden className="pointer-events-none absolute inset-0 bg-linear-to-b from-black/70 via-black/25 to-black/70" />
          </>
        )}
        <span aria-hidden className="absolute inset-x-0 top-0 h-[3px]" style={{ background: colour }} />
        {clip.transition.kind !== 'CUT' && <TransitionMark width={Math.min(width, Math.max(6, widthOf(clip.transition.length, scale)))} />}
        {width > 22 && (
          <span className="pointer-events-none relative flex h-full flex-col overflow-hidden px-1.5 pt-[7px] pb-1">
            <span className="flex items-center gap-1 text-[11.5px] leading-4 font-medium">
              <span className="truncate">{bareName(clip.name, clip.badge) || 'Unnamed'}</span>
              <AlternateBadge badge={clip.badge} />
              {isUnchosen && (
                <span title={describeTakes(clip.takeCount)} className="ml-auto flex shrink-0 items-center gap-0.5 text-[10.5px] text-accent">
                  <Images aria-hidden className="size-3" />
                  {clip.takeCount}
                </span>
              )}
              {(clip.videoDigest || clip.mediaUrl) && width > 70 && <Film aria-hidden className="ml-auto size-3 shrink-0 text-muted" />}
            </span>
            <span className="truncate text-[11px] leading-4 text-muted">{clip.lyrics || clip.imagePrompt || (width > codeWidth ? '' : clip.code)}</span>
            <span className="tabular mt-auto flex gap-2 overflow-hidden text-[10px] leading-3 text-faint">
              <span className="truncate">{isPulled ? formatPlace(start, scale.rate, startFrame, unit) : lengthLabel(length, width, scale.rate, unit)}</span>
              {width > codeWidth && <span className="ml-auto shrink-0 text-muted">{clip.code}</span>}
            </span>
          </span>
        )}
        <WorkBar clipIds={clipIds} className="pointer-events-none absolute inset-x-0 bottom-0" />
        {mayEdit && width > 14 && (
          <>
            <span aria-hidden data-edge="start" className={cn(handle, 'left-0')} onPointerDown={(event) => pullEdge(event, 'trim-start')} />
            <span aria-hidden data-edge="end" className={cn(handle, 'right-0')} onPointerDown={(event) => pullEdge(event, 'trim-end')} />
          </>
        )}
      </div>
      {!isPulled && <Strips clip={clip} selectedId={selectedId} width={width} />}
    </div>
  );

  function press(event: PointerEvent) {
    if (event.button === 0 && onPick(event, { kind: 'clip', id: clip.id })) onPull(event, clip, 'move');
  }

  function pullEdge(event: PointerEvent, kind: GestureKind) {
    event.stopPropagation();
    if (event.button !== 0) return;
    select('clip', clip.id);
    onPull(event, clip, kind);
  }
});

/** What there is to choose from while the clip shows nothing. */
function describeTakes(count: number): string {
  return count === 1 ? '1 take, not selected' : `${count.toLocaleString('en')} takes, none selected`;
}

/** A wedge over the frames in which the clip comes in. */
function TransitionMark({ width }: { width: number }) {
  return <span aria-hidden data-transition className="pointer-events-none absolute inset-y-0 left-0 bg-ink/20 [clip-path:polygon(0_0,100%_0,0_100%)]" style={{ width }} />;
}

/** A press with a key changes the selection by itself; the focus would select only what it comes to. */
export function keepFocus(event: MouseEvent): void {
  if (event.shiftKey || event.ctrlKey || event.metaKey) event.preventDefault();
}

/** A timecode needs room; where there is little, seconds say as much. */
function lengthLabel(length: number, width: number, rate: Rate, unit: TimeUnit): string {
  if (unit === 'timecode' && width < 84) return `${secondsOf(length, rate).toFixed(1)} s`;
  return formatLength(length, rate, unit);
}

interface StripsProps {
  clip: ClipData;
  selectedId: string | null;
  width: number;
}

function Strips({ clip, selectedId, width }: StripsProps) {
  const hidden = clip.alternates.length - shownStrips;
  return clip.alternates.slice(0, shownStrips).map((alternate, index) => (
    <Strip
      key={alternate.id}
      id={alternate.id}
      kind="clip"
      badge={alternate.badge}
      name={alternate.name}
      note={index === shownStrips - 1 && hidden > 0 ? `+${hidden}` : ''}
      isSelected={selectedId === alternate.id}
      isNarrow={width < 60}
    />
  ));
}

interface StripProps {
  id: string;
  kind: 'clip' | 'scene';
  badge: string;
  name: string;
  note?: string;
  isSelected: boolean;
  isNarrow: boolean;
}

/** A version that the timeline does not play, stacked below the one that it does. */
export function Strip({ id, kind, badge, name, note = '', isSelected, isNarrow }: StripProps) {
  return (
    <button
      type="button"
      {...{ [`data-${kind}`]: id }}
      tabIndex={-1}
      aria-label={`${badge || 'Original'} of this ${kind}: ${name}`}
      onClick={() => select(kind, id)}
      style={{ height: stripHeight - 3, marginTop: 3 }}
      className={cn(
        'flex w-full items-center gap-1 overflow-hidden rounded-[4px] border border-line bg-well px-1 text-[10.5px] text-faint hover:border-violet/50 hover:text-muted',
        isSelected && 'border-transparent text-ink outline-2 outline-accent',
      )}
    >
      {badge ? <AlternateBadge badge={badge} className="leading-3" /> : <span className="rounded-[3px] bg-hover px-1 text-[10px] leading-3 font-semibold">0</span>}
      {!isNarrow && <span className="truncate">{bareName(name, badge)}</span>}
      {note && <span className="ml-auto">{note}</span>}
    </button>
  );
}
