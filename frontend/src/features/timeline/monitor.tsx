import { Clapperboard } from 'lucide-react';
import { useMemo } from 'react';
import { useJobWords } from '@/live/clip-work';
import { Picture } from '@/live/media';
import { previewOf, useWork } from '@/live/work';
import { AlternateBadge, bareName } from '@/ui/badge';
import { cn } from '@/ui/cn';
import { StatusDot, statusColours, statusLabels } from '@/ui/status';
import { useStage } from '@/workspace/stage';
import type { SceneData } from './geometry';

function ratioOf(aspectRatio: string): number {
  const [width = 16, height = 9] = aspectRatio.split(':').map(Number);
  const ratio = width / (height || 1);
  return Number.isFinite(ratio) && ratio > 0.2 && ratio < 5 ? ratio : 16 / 9;
}

/** The clip that is under the playhead; of several tracks the highest, as an editor would see it. */
export function shownAt(scenes: readonly SceneData[], frame: number) {
  const scene = scenes.find(({ start, length }) => frame >= start && frame < start + length);
  const clips = scene?.clips.filter(({ timelineStart, length }) => frame >= timelineStart && frame < timelineStart + length) ?? [];
  const clip = clips.toSorted((left, right) => right.track - left.track)[0];
  return { scene, clip };
}

interface MonitorProps {
  scenes: readonly SceneData[];
  aspectRatio: string;
}

/** The board under the playhead, in the shape of the project's picture. */
export function Monitor({ scenes, aspectRatio }: MonitorProps) {
  const playhead = useStage((stage) => stage.playhead);
  const { scene, clip } = useMemo(() => shownAt(scenes, playhead), [scenes, playhead]);
  const shown = clip ? clip.videoDigest || clip.imageDigest : '';
  const clipId = clip?.id ?? '';
  const preview = useWork((work) => previewOf(work, clipId));
  const jobWords = useJobWords(useMemo(() => [clipId], [clipId]));
  const isEmpty = shown === '' && preview === null;
  const colour = clip ? statusColours[clip.status] : 'var(--color-line)';
  return (
    <section aria-label="Under the playhead" className="@container-size grid min-h-0 min-w-0 flex-1 place-items-center p-4">
      <div
        className="relative flex flex-col overflow-hidden rounded-lg border border-line bg-panel"
        style={{
          aspectRatio: ratioOf(aspectRatio),
          width: `min(100cqw, ${100 * ratioOf(aspectRatio)}cqh)`,
          background: `radial-gradient(120% 120% at 50% 0%, color-mix(in oklab, ${colour} 16%, var(--color-panel)), var(--color-well))`,
        }}
      >
        {!isEmpty && (
          <>
            {preview === null ? (
              <Picture digest={shown} size={1280} alt={`What ${clip?.name || 'the clip'} shows`} className="absolute inset-0 size-full object-contain" />
            ) : (
              <img src={preview} alt={`${clip?.name || 'The clip'}, so far`} className="absolute inset-0 size-full object-contain" />
            )}
            <span aria-hidden className="absolute inset-0 bg-linear-to-b from-black/60 via-transparent to-black/60" />
          </>
        )}
        {clip ? (
          <>
            <header className="relative flex items-center gap-2 px-4 pt-3 text-xs text-muted">
              <span className="truncate">{bareName(scene?.name ?? '', scene?.badge ?? '')}</span>
              <AlternateBadge badge={scene?.badge ?? ''} />
              {jobWords && <span className="truncate text-generating">{jobWords}</span>}
              <span className="ml-auto flex items-center gap-1.5">
                <StatusDot status={clip.status} />
                {statusLabels[clip.status]}
              </span>
            </header>
            <div className={cn('relative flex min-h-0 flex-1 flex-col gap-2 px-6 text-center', isEmpty ? 'justify-center' : 'justify-end pb-3')}>
              <h2 className="flex items-center justify-center gap-2 text-lg font-semibold">
                <span className="truncate">{bareName(clip.name, clip.badge) || 'Unnamed clip'}</span>
                <AlternateBadge badge={clip.badge} />
              </h2>
              {clip.imagePrompt && isEmpty && <p className="mx-auto line-clamp-3 max-w-prose text-muted">{clip.imagePrompt}</p>}
            </div>
            {clip.lyrics && <p className="relative line-clamp-2 px-6 pb-4 text-center text-[15px]">{clip.lyrics}</p>}
          </>
        ) : (
          <div className="grid flex-1 place-items-center text-faint">
            <span className="flex flex-col items-center gap-2">
              <Clapperboard aria-hidden className="size-6" />
              {scene ? 'A gap' : 'Nothing under the playhead'}
            </span>
          </div>
        )}
      </div>
    </section>
  );
}
