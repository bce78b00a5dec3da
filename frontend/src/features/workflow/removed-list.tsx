import { Undo2 } from 'lucide-react';
import { useCommand } from '@/api/command';
import type { WorkflowsQuery } from '@/gql/graphql';
import { Button } from '@/ui/button';
import { toast } from '@/ui/toast';
import { restoreWorkflow } from './operations';

type Removal = WorkflowsQuery['workflowRemovals'][number];

/** Workflows that were removed from the library, each with the way back. */
export function RemovedList({ removals }: { removals: readonly Removal[] }) {
  const send = useCommand();
  async function restore({ id, name, saved }: Removal) {
    const outcome = await send(restoreWorkflow, { id, expectedVersion: saved.revision });
    toast(outcome.ok ? `${name} is back.` : outcome.error.message, outcome.ok ? 'good' : 'danger');
  }
  const workflows = removals.filter(({ isPreset }) => !isPreset);
  if (workflows.length === 0) return null;
  return (
    <section aria-label="Removed workflows" className="mt-4">
      <h2 className="mb-1.5 text-[12px] font-medium text-faint">Removed</h2>
      <ul className="flex flex-col gap-1.5">
        {workflows.map((removal) => (
          <li key={removal.id} className="flex items-center gap-2 rounded-lg border border-line px-3 py-1.5 text-muted">
            <span className="min-w-0 flex-1 truncate">{removal.name}</span>
            <Button size="small" icon={Undo2} aria-label={`Restore ${removal.name}`} onClick={() => void restore(removal)}>
              Restore
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
