import { Check, CircleAlert } from 'lucide-react';

export interface FittedWorker {
  readonly workerId: string;
  readonly name: string;
  readonly canRun: boolean;
  readonly lacks: readonly string[];
}

const shownLacks = 6;

/** "the model 'vae/ae.sft', the node 'VHS' and 3 more" */
export function lacksText(lacks: readonly string[]): string {
  const told = lacks.slice(0, shownLacks).join(', ');
  return lacks.length > shownLacks ? `${told} and ${(lacks.length - shownLacks).toLocaleString('en')} more` : told;
}

/** Which workers can run a workflow, and what the others lack for it. */
export function WorkerFit({ workers }: { workers: readonly FittedWorker[] }) {
  if (workers.length === 0) return <p className="text-muted">No worker is registered yet: what is enqueued waits until there is one.</p>;
  return (
    <ul aria-label="Workers" className="flex flex-col gap-1 text-[12.5px]">
      {workers.map(({ workerId, name, canRun, lacks }) => (
        <li key={workerId} className="flex gap-2">
          {canRun ? <Check aria-hidden className="mt-0.5 size-3.5 shrink-0 text-good" /> : <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-accent" />}
          <span className="min-w-0 break-words">
            <span className="font-medium">{name}</span> {canRun ? 'can run it' : <span className="text-muted">lacks {lacksText(lacks)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
