import { Workflow as Icon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { Moment } from '@/ui/moment';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { WorkerFit } from '@/ui/worker-fit';
import { DetailActions } from './detail-actions';
import { GraphSummary } from './graph-summary';
import { workflowQuery } from './operations';
import { ParameterTable } from './parameter-table';
import { categoryLabels, describeMemory, groupsOf, sourceLabels, type Workflow } from './words';

const card = 'rounded-xl border border-line bg-panel p-5';

// An answer that there is none names no type, and still has to be asked for again when it is restored.
const context = { additionalTypenames: ['Workflow'] };

interface WorkflowDetailProps {
  id: string;
  /** The ids of all workflows. */
  taken: ReadonlySet<string>;
  onRemoved: () => void;
  onSaved: (id: string) => void;
}

export function WorkflowDetail({ id, ...rest }: WorkflowDetailProps) {
  const [{ data, error, fetching }, refetch] = useQuery({ query: workflowQuery, variables: { id }, context, requestPolicy: 'cache-and-network' });
  if (data?.workflow) return <Detail workflow={data.workflow} actions={<DetailActions workflow={data.workflow} {...rest} />} />;
  if (error) return <ErrorNotice message={describeFailure(error)} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (fetching || !data) return <Loading label="Fetching the workflow" />;
  return <Empty icon={Icon} title="There is no such workflow" text="Its file was removed, or cannot be read any more. Choose another one." />;
}

function Detail({ workflow, actions }: { workflow: Workflow; actions: ReactNode }) {
  const { name, category, version, file, source, saved, description, parameters } = workflow;
  return (
    <article aria-label={name} className="flex flex-col gap-4">
      <header className={card}>
        <div className="flex flex-wrap items-start gap-2">
          <h2 className="mr-auto text-lg font-semibold">{name}</h2>
          {actions}
        </div>
        <p className="text-xs text-faint">
          {categoryLabels[category]}, {source === 'FILE' ? file : sourceLabels[source]}, version <code className="font-mono">{version}</code>
          {saved && (
            <>
              , saved by {saved.by.name} <Moment at={saved.at} />
            </>
          )}
        </p>
        {description && <p className="mt-3 whitespace-pre-line text-muted">{description}</p>}
        <Needed workflow={workflow} />
      </header>
      <section aria-label="Parameters" className={card}>
        <h3 className="mb-3 font-semibold">Parameters</h3>
        {parameters.length === 0 && <p className="text-muted">There is nothing to choose.</p>}
        {groupsOf(parameters).map(([group, found]) => (
          <ParameterTable key={group} group={group} parameters={found} />
        ))}
      </section>
      <section aria-label="Workers that can run it" className={card}>
        <h3 className="mb-3 font-semibold">Workers</h3>
        <WorkerFit workers={workflow.workers} />
      </section>
      <section aria-label="Graph" className={card}>
        <h3 className="mb-3 font-semibold">Graph</h3>
        <GraphSummary workflow={workflow} />
      </section>
    </article>
  );
}

/** What a worker must have before anything is chosen. */
function Needed({ workflow: { needs } }: { workflow: Workflow }) {
  const rows = [
    ['Graphics memory', needs.vram > 0 ? `${describeMemory(needs.vram)} or more` : 'none that is known of'],
    ['Models', needs.models.map((model) => `${model.folder}/${model.name}`).join(', ') || 'none'],
    ['Nodes', needs.nodes.join(', ')],
  ] as const;
  return (
    <dl aria-label="Needs" className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[12.5px]">
      {rows.map(([term, text]) => (
        <div key={term} className="contents">
          <dt className="text-faint">{term}</dt>
          <dd className="min-w-0 break-words">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
