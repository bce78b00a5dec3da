import { Link, useParams } from '@tanstack/react-router';
import { Clapperboard } from 'lucide-react';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { projectQuery } from '@/features/project/operations';
import { useTimelineQuery } from '@/features/timeline/use-timeline';
import { LiveProvider } from '@/live/live-provider';
import { MediaProvider } from '@/live/media';
import { PageBar } from '@/routes/page-bar';
import { DeletedBranch } from '@/routes/project/deleted-branch';
import { DeletedProject } from '@/routes/project/deleted-project';
import { Desk } from '@/routes/project/desk';
import { useMoment } from '@/routes/project/use-moment';
import { usePast } from '@/routes/project/use-past';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { ShownMoment } from '@/workspace/moment';
import { resetStage } from '@/workspace/stage';

export function ProjectRoute() {
  const { projectId } = useParams({ from: '/member/projects/$projectId' });
  return <OpenProject key={projectId} projectId={projectId} />;
}

function OpenProject({ projectId }: { projectId: string }) {
  const timelineState = useTimelineQuery(projectId);
  const projectState = useQuery({ query: projectQuery, variables: { id: projectId } });
  const [moment, see] = useMoment();
  const past = usePast(projectId, moment);
  useEffect(() => resetStage, []);
  const [{ data, error }, refetchTimeline] = timelineState;
  const [{ data: projectData, error: projectError }, refetchProject] = projectState;
  const timeline = data?.timeline;
  const project = projectData?.project;
  if (timeline && project) {
    if (project.branch?.isDeleted) return <DeletedBranch project={project} onRestored={retry} />;
    if (project.state === 'DELETED') return <DeletedProject project={project} onRestored={retry} />;
    return (
      <LiveProvider projectId={projectId} position={timeline.position}>
        <ShownMoment value={moment}>
          <MediaProvider projectId={projectId}>
            <Desk {...{ project, timeline, timelineState, projectState, past, see }} />
          </MediaProvider>
        </ShownMoment>
      </LiveProvider>
    );
  }
  const failure = error ?? projectError;
  const isMissing = projectData?.project === null;
  function retry() {
    refetchTimeline({ requestPolicy: 'network-only' });
    refetchProject({ requestPolicy: 'network-only' });
  }
  return (
    <div className="flex h-full flex-col">
      <PageBar />
      {isMissing && (
        <Empty icon={Clapperboard} title="There is no such project" text="It was deleted, or you are not one of its members.">
          <Link to="/" className="text-accent underline-offset-4 hover:underline">
            Go to your projects
          </Link>
        </Empty>
      )}
      {!isMissing && failure && <ErrorNotice className="m-8" message={describeFailure(failure)} onRetry={retry} />}
      {!isMissing && !failure && <Loading label="Opening the project" />}
    </div>
  );
}
