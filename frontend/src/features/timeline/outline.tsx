import { ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useJobWords, WorkBar } from '@/live/clip-work';
import { useFlashes } from '@/live/live-provider';
import { Picture } from '@/live/media';
import type { Rate } from '@/time/frame-rate';
import { formatLength } from '@/time/timecode';
import { AlternateBadge, bareName } from '@/ui/badge';
import { IconButton } from '@/ui/button';
import { cn } from '@/ui/cn';
import { StatusDot } from '@/ui/status';
import { usePreferences } from '@/workspace/preferences';
import { movePlayhead, select, useStage } from '@/workspace/stage';
import type { ClipData, SceneData } from './geometry';

/** The scenes as a list, each with its clips, for finding one's way. */
export function Outline({ scenes, rate }: { scenes: readonly SceneData[]; rate: Rate }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  if (scenes.length === 0) return <p className="px-4 py-3 text-faint">No scenes yet.</p>;
  function toggle(id: string) {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  }
  return (
    <ol className="flex flex-col gap-0.5 p-1.5">
      {scenes.map((scene, index) => (
        <li key={scene.id}>
          <SceneRow {...{ scene, index, rate }} isOpen={opened.has(scene.id)} onToggle={() => toggle(scene.id)} />
          {opened.has(scene.id) && <Clips {...{ scene }} />}
        </li>
      ))}
    </ol>
  );
}

interface SceneRowProps {
  scene: SceneData;
  index: number;
  rate: Rate;
  isOpen: boolean;
  onToggle: () => void;
}

function SceneRow({ scene, index, rate, isOpen, onToggle }: SceneRowProps) {
  const unit = usePreferences((preferences) => preferences.unit);
  const isFlashing = useFlashes(({ flashes }) => flashes.has(scene.id));
  const isSelected = useStage((stage) => stage.selection?.id === scene.id);
  const clipIds = useMemo(() => scene.clips.map(({ id }) => id), [scene.clips]);
  const jobWords = useJobWords(clipIds);
  const name = bareName(scene.name, scene.badge);
  return (
    <div className={cn('flex items-center rounded-md pl-1 hover:bg-raised', isSelected && 'bg-hover', isFlashing && 'animate-flash')}>
      <IconButton
        icon={ChevronRight}
        label={`${isOpen ? 'Hide' : 'Show'} the clips of ${name || 'this scene'}`}
        aria-expanded={isOpen}
        disabled={scene.clips.length === 0}
        className={cn('size-5 shrink-0 [&_svg]:size-3.5 [&_svg]:transition-transform', isOpen && '[&_svg]:rotate-90')}
        onClick={onToggle}
      />
      <button
        type="button"
        aria-current={isSelected}
        onClick={() => {
          select('scene', scene.id);
          movePlayhead(scene.start);
        }}
        className="flex min-w-0 flex-1 items-center gap-2 py-1.5 pr-2.5 pl-1 text-left"
      >
        <span className="tabular w-4 shrink-0 text-right text-[11px] text-faint">{index + 1}</span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1.5">
            <span className="truncate font-medium">{name}</span>
            <AlternateBadge badge={scene.badge} />
          </span>
          <span className="block text-[11px] text-faint">
            {scene.code && <span className="tabular pr-1.5 text-muted">{scene.code}</span>}
            {scene.clipCount} {scene.clipCount === 1 ? 'clip' : 'clips'}
            {scene.alternates.length > 0 && `, ${scene.alternates.length + 1} versions`}
          </span>
          {jobWords && <span className="block truncate text-[11px] text-generating">{jobWords}</span>}
          <WorkBar clipIds={clipIds} className="mt-0.5 rounded-full" />
        </span>
        <span className="tabular shrink-0 self-start pt-0.5 text-[10.5px] text-faint">{formatLength(scene.length, rate, unit)}</span>
      </button>
    </div>
  );
}

function Clips({ scene }: { scene: SceneData }) {
  return (
    <ul aria-label={`Clips of ${bareName(scene.name, scene.badge) || 'this scene'}`} className="mb-1 flex flex-col gap-0.5 pl-6">
      {scene.clips.map((clip) => (
        <li key={clip.id}>
          <ClipRow clip={clip} />
        </li>
      ))}
    </ul>
  );
}

function ClipRow({ clip }: { clip: ClipData }) {
  const isSelected = useStage((stage) => stage.selection?.id === clip.id);
  const clipIds = useMemo(() => [clip.id], [clip.id]);
  const jobWords = useJobWords(clipIds);
  return (
    <button
      type="button"
      aria-current={isSelected}
      onClick={() => {
        select('clip', clip.id);
        movePlayhead(clip.timelineStart);
      }}
      className={cn('flex w-full items-center gap-2 rounded-md px-1.5 py-1 text-left [contain-intrinsic-height:2rem] [content-visibility:auto] hover:bg-raised', isSelected && 'bg-hover')}
    >
      <span className="relative block h-6 w-10 shrink-0 overflow-hidden rounded bg-well">
        <Picture digest={clip.videoDigest || clip.imageDigest} size={320} alt="" className="size-full object-cover" />
        <WorkBar {...{ clipIds }} className="absolute inset-x-0 bottom-0" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5 text-[12px] leading-4">
          <span className="truncate">{bareName(clip.name, clip.badge) || 'Unnamed clip'}</span>
          <AlternateBadge badge={clip.badge} />
        </span>
        {jobWords && <span className="block truncate text-[11px] leading-3.5 text-generating">{jobWords}</span>}
      </span>
      <StatusDot status={clip.status} />
    </button>
  );
}
