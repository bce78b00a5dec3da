import { FileUp, Workflow as Icon } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActionButton } from '@/actions/action-button';
import { useActions, type Action } from '@/actions/registry';
import { describeFailure } from '@/api/command';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { ImportWorkflowDialog } from './import-workflow-dialog';
import { workflowsQuery } from './operations';
import { RemovedList } from './removed-list';
import { WorkflowDetail } from './workflow-detail';
import { WorkflowList, type Listed } from './workflow-list';

interface WorkflowPageProps {
  selected: string | null;
  linkOf: (workflow: Listed) => ReactNode;
  onSelect: (id: string | null) => void;
}

// A removal answers with no workflow, and the list has to be asked for again all the same.
const context = { additionalTypenames: ['Workflow', 'WorkflowRemovalSuccess'] };

export function WorkflowPage({ selected, linkOf, onSelect }: WorkflowPageProps) {
  const [isImporting, setIsImporting] = useState(false);
  const actions = useMemo<readonly Action[]>(
    () => [{ id: 'import-workflow', label: 'Import a graph', group: 'Workflow', icon: FileUp, shortcuts: ['i'], run: () => setIsImporting(true) }],
    [],
  );
  useActions(actions);
  // A file that came into the folder meanwhile is there when the page is opened again.
  const [{ data, error }, refetch] = useQuery({ query: workflowsQuery, context, requestPolicy: 'cache-and-network' });
  if (!data) {
    if (error) return <ErrorNotice message={describeFailure(error)} onRetry={() => refetch({ requestPolicy: 'network-only' })} className="m-8" />;
    return <Loading label="Fetching workflows" />;
  }
  const { workflows, workflowFaults, workflowRemovals } = data;
  const taken = new Set(workflows.map(({ id }) => id));
  return (
    <div className="mx-auto w-full max-w-6xl p-4 sm:p-8">
      <div className="mb-6 flex flex-wrap items-center gap-2">
        <h1 className="mr-auto text-xl font-semibold">Workflows</h1>
        <ActionButton action="import-workflow" tone="accent" />
      </div>
      {workflowFaults.map(({ file, message }) => (
        <ErrorNotice key={file} className="mb-3" message={`${file} is not used. ${message}`} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      ))}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
        <div>
          <WorkflowList {...{ workflows, selected, linkOf }} />
          <RemovedList removals={workflowRemovals} />
        </div>
        {selected === null ? (
          <Empty icon={Icon} title="Choose a workflow" text="It is shown here with all that may be chosen, what a worker needs for it, and its graph." />
        ) : (
          <WorkflowDetail key={selected} id={selected} {...{ taken }} onRemoved={() => onSelect(null)} onSaved={onSelect} />
        )}
      </div>
      <ImportWorkflowDialog isOpen={isImporting} {...{ taken }} onClose={() => setIsImporting(false)} onSaved={onSelect} />
    </div>
  );
}
