import { Plus, RefreshCw, Server } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ActionButton } from '@/actions/action-button';
import { useActions, type Action } from '@/actions/registry';
import { TextField } from '@/ui/field';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { useWorkers } from './use-workers';
import { WorkerCard } from './worker-card';
import { WorkerDialog } from './worker-dialog';
import { isFound, type WorkerData } from './words';

/** The machines that run jobs, live. */
export function WorkerPage({ isAdministrator }: { isAdministrator: boolean }) {
  const { workers, failure, again } = useWorkers();
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<WorkerData | 'new' | null>(null);
  const actions = useMemo<readonly Action[]>(
    () => [
      ...(isAdministrator ? [{ id: 'register-worker', label: 'Register a worker', group: 'Workers' as const, icon: Plus, shortcuts: ['n'], run: () => setEdited('new') }] : []),
      { id: 'refresh-workers', label: 'Look again', group: 'Workers', icon: RefreshCw, shortcuts: ['r'], run: again },
    ],
    [isAdministrator, again],
  );
  useActions(actions);
  if (!workers) {
    if (failure) return <ErrorNotice message={failure} onRetry={again} className="m-8" />;
    return <Loading label="Fetching the workers" />;
  }
  const found = workers.filter((worker) => isFound(worker, search));
  return (
    <div className="mx-auto w-full max-w-6xl p-4 sm:p-8">
      <div className="mb-5 flex flex-wrap items-center gap-2">
        <h1 className="mr-auto text-xl font-semibold">Workers</h1>
        <TextField label="Search workers" isLabelHidden type="search" placeholder="Name, tag, model or node" onChange={(event) => setSearch(event.currentTarget.value)} fieldClassName="w-64" />
        <ActionButton action="refresh-workers" />
        <ActionButton action="register-worker" tone="accent" />
      </div>
      {failure && <ErrorNotice className="mb-4" message={failure} onRetry={again} />}
      {workers.length === 0 && (
        <Empty icon={Server} title="There are no workers yet" text={isAdministrator ? 'Register a ComfyUI server or an agent: what is generated runs there.' : 'An administrator registers the machines that generate.'} />
      )}
      {workers.length > 0 && found.length === 0 && <p className="text-muted">No worker has anything of that name.</p>}
      <ul aria-label="Workers" className="grid items-start gap-4 md:grid-cols-2">
        {found.map((worker) => (
          <WorkerCard key={worker.id} {...{ worker, isAdministrator }} onEdit={() => setEdited(worker)} onDone={again} />
        ))}
      </ul>
      {edited && <WorkerDialog worker={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onDone={again} />}
    </div>
  );
}
