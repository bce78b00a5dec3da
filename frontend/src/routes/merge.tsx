import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { GitMerge } from 'lucide-react';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { nameOf, type Branches } from '@/features/branch/branches';
import { MergeView } from '@/features/branch/merge-view';
import { branchesQuery } from '@/features/branch/operations';
import { ConnectionBanner } from '@/live/connection-banner';
import { LiveProvider } from '@/live/live-provider';
import { PageBar } from '@/routes/page-bar';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { toast } from '@/ui/toast';

/** Merging one line of work into another, looked at before it is done. */
export function MergeRoute() {
  const { projectId: targetId } = useParams({ from: '/member/projects/$projectId/merge' });
  const { from: sourceId } = useSearch({ from: '/member/projects/$projectId/merge' });
  const [{ data, error }, refetch] = useQuery({ query: branchesQuery, variables: { projectId: targetId } });
  const project = data?.project;
  useEffect(() => {
    document.title = 'Merge · Emergent Storyboard';
    return () => {
      document.title = 'Emergent Storyboard';
    };
  }, []);
  return (
    <div className="flex h-full flex-col">
      <PageBar>
        <span aria-hidden className="text-line-strong">
          /
        </span>
        <Link to="/projects/$projectId" params={{ projectId: targetId }} className="min-w-0 truncate font-semibold underline-offset-4 hover:underline">
          {project?.name ?? 'The project'}
        </Link>
        <span className="flex-1" />
      </PageBar>
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-4xl px-5 pt-6">
          {project && sourceId && <Merge key={`${sourceId} ${targetId}`} {...{ project, sourceId, targetId }} />}
          {error && !project && <ErrorNotice message={describeFailure(error)} onRetry={() => refetch({ requestPolicy: 'network-only' })} />}
          {!data && !error && <Loading label="Opening the branches" />}
          {(project === null || (project && !sourceId)) && <Empty icon={GitMerge} title="There is nothing to merge here" text="The address is mistyped, or the branch is not shared with you." />}
        </div>
      </main>
    </div>
  );
}

function Merge({ project, sourceId, targetId }: { project: Branches; sourceId: string; targetId: string }) {
  const navigate = useNavigate();
  const source = { id: sourceId, name: nameOf(project, sourceId) };
  const target = { id: targetId, name: nameOf(project, targetId) };
  function onMerged() {
    toast(`${source.name} is merged into ${target.name}.`);
    void navigate({ to: '/projects/$projectId', params: { projectId: targetId } });
  }
  return (
    <LiveProvider projectId={targetId} position={project.position}>
      <ConnectionBanner />
      <MergeView
        {...{ source, target, onMerged }}
        mayEdit={project.viewerRole === 'OWNER' || project.viewerRole === 'EDITOR'}
        onSwap={() => void navigate({ to: '/projects/$projectId/merge', params: { projectId: sourceId }, search: { from: targetId } })}
      />
    </LiveProvider>
  );
}
