import { useFlashes } from '@/live/live-provider';
import type { Rate } from '@/time/frame-rate';
import { formatLength } from '@/time/timecode';
import { AlternateBadge, bareName } from '@/ui/badge';
import { cn } from '@/ui/cn';
import { usePreferences } from '@/workspace/preferences';
import { movePlayhead, select, useStage } from '@/workspace/stage';
import type { SceneData } from './geometry';

/** The scenes as a list, for finding one's way. */
export function Outline({ scenes, rate }: { scenes: readonly SceneData[]; rate: Rate }) {
  const unit = usePreferences((preferences) => preferences.unit);
  const flashes = useFlashes((state) => state.flashes);
  const selected = useStage((stage) => stage.selection?.id);
  if (scenes.length === 0) return <p className="px-4 py-3 text-faint">No scenes yet.</p>;
  return (
    <ol className="flex flex-col gap-0.5 p-1.5">
      {scenes.map((scene, index) => (
        <li key={scene.id}>
          <button
            type="button"
            aria-current={selected === scene.id}
            onClick={() => {
              select('scene', scene.id);
              movePlayhead(scene.start);
            }}
            className={cn(
              'flex w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left hover:bg-raised',
              selected === scene.id && 'bg-hover',
              flashes.has(scene.id) && 'animate-flash',
            )}
          >
            <span className="tabular w-4 shrink-0 text-right text-[11px] text-faint">{index + 1}</span>
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-1.5">
                <span className="truncate font-medium">{bareName(scene.name, scene.badge)}</span>
                <AlternateBadge badge={scene.badge} />
              </span>
              <span className="block text-[11px] text-faint">
                {scene.code && <span className="tabular pr-1.5 text-muted">{scene.code}</span>}
                {scene.clipCount} {scene.clipCount === 1 ? 'clip' : 'clips'}
                {scene.alternates.length > 0 && `, ${scene.alternates.length + 1} versions`}
              </span>
            </span>
            <span className="tabular shrink-0 text-[10.5px] text-faint">{formatLength(scene.length, rate, unit)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
