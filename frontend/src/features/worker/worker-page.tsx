import { Plus, RefreshCw, Server } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { ActionButton } from '@/actions/action-button';
import { useActions, type Action } from '@/actions/registry';
import { describeFailure } from '@/api/command';
import { TextField } from '@/ui/field';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { workersQuery } from './operations';
import { WorkerCard } from './worker-card';
import { WorkerDialog } from './worker-dialog';
import { isFound, type WorkerData } from './words';

const everyMilliseconds = 5000;
// An empty list names no type, and still has to be asked for again when a worker is registered.
const context = { additionalTypenames: ['Worker'] };

/** The machines that run jobs. How they stand is looked at every few seconds while the page is seen. */
export function WorkerPage({ isAdministrator }: { isAdministrator: boolean }) {
  const [{ data, error }, refetch] = useQuery({ query: workersQuery, context });
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<WorkerData | 'new' | null>(null);
  const again = useMemo(() => () => refetch({ requestPolicy: 'network-only' }), [refetch]);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), everyMilliseconds);
    return () => clearInterval(timer);
  }, [again]);
  const actions = useMemo<readonly Action[]>(
    () => [
      ...(isAdministrator ? [{ id: 'register-worker', label: 'Register a worker', group: 'Workers' as const, icon: Plus, shortcuts: ['n'], run: () => setEdited('new') }] : []),
      { id: 'refresh-workers', label: 'Look again', group: 'Workers', icon: RefreshCw, shortcuts: ['r'], run: again },
    ],
    [isAdministrator, again],
  );
  useActions(actions);
  if (!data) {
    if (error) return <ErrorNotice message={describeFailure(error)} onRetry={again} className="m-8" />;
    return <Loading label="Fetching the workers" />;
  }
  const found = data.workers.filter((worker) => isFound(worker, search));
  return (
    <div className="mx-auto w-full max-w-6xl p-4 sm:p-8">
      <div className="mb-5 flex flex-wrap items-center gap-2">
        <h1 className="mr-auto text-xl font-semibold">Workers</h1>
        <TextField label="Search workers" isLabelHidden type="search" placeholder="Name, tag, model or node" onChange={(event) => setSearch(event.currentTarget.value)} fieldClassName="w-64" />
        <ActionButton action="refresh-workers" />
        <ActionButton action="register-worker" tone="accent" />
      </div>
      {error && <ErrorNotice className="mb-4" message={describeFailure(error)} onRetry={again} />}
      {data.workers.length === 0 && (
        <Empty icon={Server} title="There are no workers yet" text={isAdministrator ? 'Register a ComfyUI server or an agent: what is generated runs there.' : 'An administrator registers the machines that generate.'} />
      )}
      {data.workers.length > 0 && found.length === 0 && <p className="text-muted">No worker has anything of that name.</p>}
      <ul aria-label="Workers" className="grid items-start gap-4 md:grid-cols-2">
        {found.map((worker) => (
          <WorkerCard key={worker.id} {...{ worker, isAdministrator }} onEdit={() => setEdited(worker)} onDone={again} />
        ))}
      </ul>
      {edited && <WorkerDialog worker={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onDone={again} />}
    </div>
  );
}
