import { useEffect, useMemo, useState } from 'react';
import type { UseQueryResponse } from 'urql';
import { useActions } from '@/actions/registry';
import { BranchSwitcher } from '@/features/branch/branch-switcher';
import { HistoryBar } from '@/features/history/history-bar';
import { useMusic } from '@/features/music/use-music';
import { PastBanner } from '@/features/history/past-banner';
import { useAnnouncing, useOthers } from '@/features/presence/use-presence';
import type { ProjectDetails } from '@/features/project/settings-dialog';
import type { TimelineData } from '@/features/timeline/geometry';
import { usePlayback } from '@/features/timeline/use-playback';
import { useFreshTimeline, type useTimelineQuery } from '@/features/timeline/use-timeline';
import type { ProjectQuery, ProjectQueryVariables } from '@/gql/graphql';
import { ConnectionBanner } from '@/live/connection-banner';
import { useRefetchOnChange } from '@/live/live-provider';
import { useFollowingWork } from '@/live/work';
import { Board } from '@/routes/project/board';
import { HistoryLayers } from '@/routes/project/history-layers';
import { Layers } from '@/routes/project/layers';
import { NotThere } from '@/routes/project/not-there';
import { muteAction, playbackActions } from '@/routes/project/playback-actions';
import { ProjectBar } from '@/routes/project/project-bar';
import { SidePanel } from '@/routes/project/side-panel';
import { useClipboardActions } from '@/routes/project/use-clipboard-actions';
import { useEditActions } from '@/routes/project/use-edit-actions';
import { useHistory } from '@/routes/project/use-history';
import type { Past } from '@/routes/project/use-past';
import { useTakeActions } from '@/routes/project/use-take-actions';
import { selectedVersions } from '@/routes/project/use-versions';
import { deskActions, viewActions, type Layer } from '@/routes/project/view-actions';
import { rates } from '@/time/frame-rate';
import { colourOf } from '@/ui/avatar';
import { usePreferences } from '@/workspace/preferences';
import { useStage } from '@/workspace/stage';

interface DeskProps {
  project: ProjectDetails;
  timeline: TimelineData;
  timelineState: ReturnType<typeof useTimelineQuery>;
  projectState: UseQueryResponse<ProjectQuery, ProjectQueryVariables>;
  /** Shown instead of the present, where it is not null; nothing can be changed then. */
  past: Past | null;
  see: (position: number | null) => void;
}

/** The open project: its board, its timeline and its panels. */
export function Desk({ project: present, timeline: presentTimeline, timelineState, projectState, past, see }: DeskProps) {
  const [layer, setLayer] = useState<Layer | null>(null);
  const isHistoryBarOpen = usePreferences((preferences) => preferences.isHistoryBarOpen);
  const isEditor = present.state === 'ACTIVE' && (present.viewerRole === 'OWNER' || present.viewerRole === 'EDITOR');
  const mayEdit = isEditor && past === null;
  const project = past?.project ?? present;
  const timeline = past?.timeline ?? presentTimeline;
  const isThere = past?.project && past.timeline && past.failure === null;
  const momentAt = past && !past.isLoading ? past.project?.changedAt : undefined;
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
  useFollowingWork(past === null ? project.id : null);
  const music = project.music ?? null;
  const end = Math.max(timeline.length, music ? music.offset + music.length : 0);
  usePlayback(rate, end, useMusic(music, rate));
  useTitle(present.name);
  useDeskActions({ timeline, end, hasMusic: music !== null, mayEdit, isPast: past !== null, show: setLayer });
  const moment = past?.position ?? null;
  const { undoing, restore, branching, layer: historyLayer, close, entryDeeds, branchDeeds } = useHistory({ project: present, isEditor, moment, momentAt, see });

  return (
    <div className="flex h-full flex-col">
      <ProjectBar project={project} others={others}>
        <BranchSwitcher projectId={present.id} branch={present.branch ?? null} mayEdit={mayEdit} deeds={branchDeeds} />
      </ProjectBar>
      {past?.failure === null && <PastBanner at={momentAt} isLoading={past.isLoading} />}
      <ConnectionBanner />
      <div className="flex min-h-0 flex-1">
        <main className="flex min-w-0 flex-1 flex-col">
          {past && !isThere ? <NotThere past={past} onNow={() => see(null)} /> : <Board {...{ timeline, mayEdit, onlookers, music }} aspectRatio={project.settings.aspectRatio} />}
        </main>
        <SidePanel
          {...{ timeline, mayEdit }}
          onRestore={(id, position, fields) => restore({ id, position, ...(fields && { fields }) })}
          history={{ people: present.members.map(({ user }) => user), ...entryDeeds }}
        />
      </div>
      {(isHistoryBarOpen || past) && (
        <HistoryBar projectId={present.id} shownAt={momentAt} onSee={see} onClose={past ? undefined : () => usePreferences.setState({ isHistoryBarOpen: false })} />
      )}
      <Layers {...{ layer, project, timeline, mayEdit }} onClose={() => setLayer(null)} />
      <HistoryLayers layer={historyLayer} project={present} {...{ isEditor, undoing, branching, restore, see }} onClose={close} />
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

interface DeskActions extends Pick<DeskProps, 'timeline'> {
  end: number;
  hasMusic: boolean;
  mayEdit: boolean;
  isPast: boolean;
  show: (layer: Layer) => void;
}

function useDeskActions({ timeline, end, hasMusic, mayEdit, isPast, show }: DeskActions): void {
  const editing = useEditActions(timeline, mayEdit);
  const carrying = useClipboardActions(timeline, mayEdit);
  const taking = useTakeActions(timeline.projectId);
  const isMuted = usePreferences((preferences) => preferences.isMuted);
  const { nominal } = rates[timeline.frameRate];
  const actions = useMemo(
    () => [
      ...editing,
      ...carrying,
      ...taking,
      ...playbackActions({ end, length: timeline.length, nominal }),
      muteAction(isMuted, hasMusic),
      ...viewActions(timeline),
      ...deskActions({ show, mayEdit, isPast, hasVersions: () => selectedVersions(timeline.scenes, useStage.getState().selection).length > 1 }),
    ],
    [editing, carrying, taking, timeline, end, hasMusic, isMuted, nominal, mayEdit, isPast, show],
  );
  useActions(actions);
}
