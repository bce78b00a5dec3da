import { BetweenHorizontalStart } from 'lucide-react';
import { useMemo } from 'react';
import { ActionButton, menuEntry } from '@/actions/action-button';
import { actionsOf, useRegistry } from '@/actions/registry';
import { useCommand } from '@/api/command';
import { Volume } from '@/features/music/volume';
import { reorderScene } from '@/features/scene/operations';
import type { Onlooker } from '@/features/timeline/clip-block';
import type { TimelineData } from '@/features/timeline/geometry';
import { Monitor } from '@/features/timeline/monitor';
import { Outline } from '@/features/timeline/outline';
import { TimelineView } from '@/features/timeline/timeline-view';
import { Toolbar } from '@/features/timeline/toolbar';
import type { ProjectMusicFragment } from '@/gql/graphql';
import { DropOnClips } from '@/routes/project/drop-on-clips';
import { complain } from '@/routes/project/use-apply';
import { rates } from '@/time/frame-rate';
import { ErrorBoundary } from '@/ui/error-boundary';
import { Empty } from '@/ui/notice';
import { usePreferences } from '@/workspace/preferences';
import { useStage } from '@/workspace/stage';

interface BoardProps {
  timeline: TimelineData;
  aspectRatio: string;
  mayEdit: boolean;
  onlookers: ReadonlyMap<string, Onlooker>;
  music: ProjectMusicFragment | null;
}

/** The scenes, the picture under the playhead and the tracks. */
export function Board({ timeline, aspectRatio, mayEdit, onlookers, music }: BoardProps) {
  const isOutlineOpen = usePreferences((preferences) => preferences.isOutlineOpen);
  const onReorderScene = useReordering();
  const rate = rates[timeline.frameRate];
  return (
    <>
      <div className="flex min-h-0 flex-1">
        {isOutlineOpen && (
          <nav aria-label="Scenes" className="hidden w-60 shrink-0 overflow-y-auto border-r bg-panel md:block">
            <h2 className="sticky top-0 z-10 flex h-9 items-center border-b bg-panel px-4 font-semibold">Scenes</h2>
            <Outline scenes={timeline.scenes} rate={rate} />
          </nav>
        )}
        {timeline.scenes.length === 0 ? (
          <Blank mayEdit={mayEdit} />
        ) : (
          <Monitor scenes={timeline.scenes} aspectRatio={aspectRatio} />
        )}
      </div>
      <ErrorBoundary what="The timeline">
        <div className="flex h-[52%] min-h-60 flex-col">
          <Toolbar rate={rate} startFrame={timeline.startFrame}>
            {music && <Volume />}
          </Toolbar>
          <DropOnClips projectId={timeline.projectId} isDisabled={!mayEdit}>
            <Tracks {...{ timeline, mayEdit, onlookers, music, onReorderScene }} />
          </DropOnClips>
        </div>
      </ErrorBoundary>
    </>
  );
}

function useReordering() {
  const send = useCommand();
  return useMemo(() => {
    async function reorder(sceneId: string, afterSceneId: string | null) {
      const outcome = await send(reorderScene, { sceneId, afterSceneId });
      if (!outcome.ok) complain(outcome.error);
    }
    return (sceneId: string, afterSceneId: string | null) => void reorder(sceneId, afterSceneId);
  }, [send]);
}

const menuIds = [
  ['add-clip', 'add-scene', 'paste'],
  ['cut', 'copy', 'duplicate'],
  ['generate', 'takes', 'make-alternate', 'compare', 'scene-earlier', 'scene-later'],
  ['delete'],
];

function Tracks(props: Omit<Parameters<typeof TimelineView>[0], 'menu'>) {
  const registry = useRegistry((state) => state.registry);
  // What an action may do hangs on the selection, so the menu is made again when that changes.
  const selection = useStage((stage) => stage.selection);
  const menu = useMemo(() => {
    const actions = actionsOf(registry);
    const offered = selection ? menuIds : menuIds.slice(0, 1);
    return offered.map((group) => group.flatMap((id) => actions.filter((action) => action.id === id)).map(menuEntry));
  }, [registry, selection]);
  return <TimelineView {...props} menu={menu} />;
}

function Blank({ mayEdit }: { mayEdit: boolean }) {
  const text = mayEdit ? 'Add the first scene, or import an edit and go on from there.' : 'Nobody has added a scene yet.';
  return (
    <div className="grid flex-1 place-items-center overflow-y-auto">
      <Empty icon={BetweenHorizontalStart} title="An empty timeline" text={text}>
        {mayEdit && (
          <>
            <ActionButton action="add-scene" tone="accent" />
            <ActionButton action="import" />
          </>
        )}
      </Empty>
    </div>
  );
}
