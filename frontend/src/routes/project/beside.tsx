import { Link } from '@tanstack/react-router';
import { Clapperboard } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { graphql } from '@/gql';
import { ConnectionBanner } from '@/live/connection-banner';
import { LiveProvider } from '@/live/live-provider';
import { MediaProvider } from '@/live/media';
import { PageBar } from '@/routes/page-bar';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';

const besideQuery = graphql(`
  query Beside($projectId: ID!) {
    project(id: $projectId) {
      id
      name
      position
      state
      viewerRole
    }
  }
`);

interface BesideProps {
  projectId: string;
  title: string;
  children: (mayEdit: boolean) => ReactNode;
}

/** A page of a project beside its desk. */
export function Beside({ projectId, title, children }: BesideProps) {
  const [{ data, error }, refetch] = useQuery({ query: besideQuery, variables: { projectId }, requestPolicy: 'cache-and-network' });
  const project = data?.project;
  useEffect(() => {
    document.title = `${title} · Emergent Storyboard`;
    return () => {
      document.title = 'Emergent Storyboard';
    };
  }, [title]);
  return (
    <div className="flex h-full flex-col">
      <PageBar>
        <span aria-hidden className="text-line-strong">
          /
        </span>
        <Link to="/projects/$projectId" params={{ projectId }} className="min-w-0 truncate font-semibold underline-offset-4 hover:underline">
          {project?.name ?? 'The project'}
        </Link>
        <span className="flex-1" />
      </PageBar>
      <main className="flex min-h-0 flex-1 flex-col">
        {project && (
          <LiveProvider projectId={projectId} position={project.position}>
            <ConnectionBanner />
            <MediaProvider projectId={projectId}>{children(project.state === 'ACTIVE' && (project.viewerRole === 'OWNER' || project.viewerRole === 'EDITOR'))}</MediaProvider>
          </LiveProvider>
        )}
        {error && !project && <ErrorNotice className="m-6" message={describeFailure(error)} onRetry={() => refetch({ requestPolicy: 'network-only' })} />}
        {!data && !error && <Loading label="Opening the project" />}
        {project === null && <Empty icon={Clapperboard} title="There is no such project" text="It was deleted, or you are not one of its members." />}
      </main>
    </div>
  );
}
