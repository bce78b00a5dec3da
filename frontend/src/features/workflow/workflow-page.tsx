import { Workflow as Icon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { workflowsQuery } from './operations';
import { WorkflowDetail } from './workflow-detail';
import { WorkflowList, type Listed } from './workflow-list';

interface WorkflowPageProps {
  selected: string | null;
  linkOf: (workflow: Listed) => ReactNode;
  actions?: ReactNode;
  detailActions?: ReactNode;
}

export function WorkflowPage({ selected, linkOf, actions, detailActions }: WorkflowPageProps) {
  // A file that came into the folder meanwhile is there when the page is opened again.
  const [{ data, error }, refetch] = useQuery({ query: workflowsQuery, requestPolicy: 'cache-and-network' });
  if (!data) {
    if (error) return <ErrorNotice message={describeFailure(error)} onRetry={() => refetch({ requestPolicy: 'network-only' })} className="m-8" />;
    return <Loading label="Fetching workflows" />;
  }
  const { workflows, workflowFaults } = data;
  return (
    <div className="mx-auto w-full max-w-6xl p-4 sm:p-8">
      <div className="mb-6 flex flex-wrap items-center gap-2">
        <h1 className="mr-auto text-xl font-semibold">Workflows</h1>
        {actions}
      </div>
      {workflowFaults.map(({ file, message }) => (
        <ErrorNotice key={file} className="mb-3" message={`${file} is not used. ${message}`} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      ))}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
        <WorkflowList {...{ workflows, selected, linkOf }} />
        {selected === null ? (
          <Empty icon={Icon} title="Choose a workflow" text="It is shown here with all that may be chosen, what a worker needs for it, and its graph." />
        ) : (
          <WorkflowDetail key={selected} id={selected} actions={detailActions} />
        )}
      </div>
    </div>
  );
}
