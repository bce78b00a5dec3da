import { BetweenHorizontalStart } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { UseQueryResponse } from 'urql';
import { ActionButton, menuEntry } from '@/actions/action-button';
import { actionsOf, useActions, useRegistry } from '@/actions/registry';
import { useCommand } from '@/api/command';
import { useExport } from '@/features/interchange/use-export';
import { useAnnouncing, useOthers } from '@/features/presence/use-presence';
import type { ProjectDetails } from '@/features/project/settings-dialog';
import { reorderScene } from '@/features/scene/operations';
import type { TimelineData } from '@/features/timeline/geometry';
import { Monitor } from '@/features/timeline/monitor';
import { Outline } from '@/features/timeline/outline';
import { TimelineView } from '@/features/timeline/timeline-view';
import { Toolbar } from '@/features/timeline/toolbar';
import { usePlayback } from '@/features/timeline/use-playback';
import { useFreshTimeline, type useTimelineQuery } from '@/features/timeline/use-timeline';
import type { ProjectQuery, ProjectQueryVariables } from '@/gql/graphql';
import { ConnectionBanner } from '@/live/connection-banner';
import { useRefetchOnChange } from '@/live/live-provider';
import { Layers } from '@/routes/project/layers';
import { playbackActions } from '@/routes/project/playback-actions';
import { ProjectBar } from '@/routes/project/project-bar';
import { SidePanel } from '@/routes/project/side-panel';
import { complain } from '@/routes/project/use-apply';
import { useClipboardActions } from '@/routes/project/use-clipboard-actions';
import { useEditActions } from '@/routes/project/use-edit-actions';
import { selectedVersions } from '@/routes/project/use-versions';
import { deskActions, viewActions, type Layer } from '@/routes/project/view-actions';
import { rates } from '@/time/frame-rate';
import { colourOf } from '@/ui/avatar';
import { ErrorBoundary } from '@/ui/error-boundary';
import { Empty } from '@/ui/notice';
import { usePreferences } from '@/workspace/preferences';
import { useStage } from '@/workspace/stage';

interface DeskProps {
  project: ProjectDetails;
  timeline: TimelineData;
  timelineState: ReturnType<typeof useTimelineQuery>;
  projectState: UseQueryResponse<ProjectQuery, ProjectQueryVariables>;
}

/** The open project: its board, its timeline and its panels. */
export function Desk({ project, timeline, timelineState, projectState }: DeskProps) {
  const [layer, setLayer] = useState<Layer | null>(null);
  const isOutlineOpen = usePreferences((preferences) => preferences.isOutlineOpen);
  const mayEdit = project.state === 'ACTIVE' && (project.viewerRole === 'OWNER' || project.viewerRole === 'EDITOR');
  const rate = rates[timeline.frameRate];
  const others = useOthers(project.id);
  const onlookers = useMemo(() => {
    const selecting = others.flatMap(({ selection, user }) =>
      selection ? [[selection, { name: user.name, colour: colourOf(user.id) }] as const] : [],
    );
    return new Map(selecting);
  }, [others]);

  useFreshTimeline(timelineState);
  useFreshProject(projectState);
  useAnnouncing(project.id);
  usePlayback(rate, timeline.length);
  useTitle(project.name);
  useDeskActions({ project, timeline, mayEdit, show: setLayer });
  const onReorderScene = useReordering();

  return (
    <div className="flex h-full flex-col">
      <ProjectBar project={project} others={others} />
      <ConnectionBanner />
      <div className="flex min-h-0 flex-1">
        <main className="flex min-w-0 flex-1 flex-col">
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
              <Monitor scenes={timeline.scenes} aspectRatio={project.settings.aspectRatio} />
            )}
          </div>
          <ErrorBoundary what="The timeline">
            <div className="flex h-[52%] min-h-60 flex-col">
              <Toolbar rate={rate} startFrame={timeline.startFrame} />
              <Tracks {...{ timeline, mayEdit, onlookers, onReorderScene }} />
            </div>
          </ErrorBoundary>
        </main>
        <SidePanel timeline={timeline} mayEdit={mayEdit} />
      </div>
      <Layers {...{ layer, project, timeline, mayEdit }} onClose={() => setLayer(null)} />
    </div>
  );
}

function useFreshProject([{ fetching, stale }, refetch]: DeskProps['projectState']): void {
  useRefetchOnChange({ isFetching: fetching || stale, refetch: () => refetch({ requestPolicy: 'network-only' }) });
}

function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · Emergent Storyboard`;
    return () => {
      document.title = 'Emergent Storyboard';
    };
  }, [name]);
}

interface DeskActions extends Pick<DeskProps, 'project' | 'timeline'> {
  mayEdit: boolean;
  show: (layer: Layer) => void;
}

function useDeskActions({ project, timeline, mayEdit, show }: DeskActions): void {
  const exportAs = useExport(project.id);
  const editing = useEditActions(timeline, mayEdit);
  const carrying = useClipboardActions(timeline, mayEdit);
  const { nominal } = rates[timeline.frameRate];
  const actions = useMemo(
    () => [
      ...editing,
      ...carrying,
      ...playbackActions({ length: timeline.length, nominal }),
      ...viewActions(timeline),
      ...deskActions({ show, exportAs: (format) => void exportAs(format), mayEdit, hasVersions: () => selectedVersions(timeline.scenes, useStage.getState().selection).length > 1 }),
    ],
    [editing, carrying, timeline, nominal, exportAs, mayEdit, show],
  );
  useActions(actions);
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
  ['make-alternate', 'compare', 'scene-earlier', 'scene-later'],
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
