import { useMemo } from 'react';
import { useCommand, type Outcome } from '@/api/command';
import type { BudgetInput, JobSelection, JobStatus } from '@/gql/graphql';
import { toast } from '@/ui/toast';
import { cancelJobs, clearJobs, deleteJobs, pauseJobs, pauseProjectJobs, pauseQueue, reprioritiseJobs, resumeJobs, resumeProjectJobs, resumeQueue, retryJobs, setBatchBudget, setProjectBudget } from './operations';
import { counted } from './words';

/** Says what was done, or returns the sentence why it was not. */
function told<Value>(outcome: Outcome<Value>, sentence: (value: Value) => string): string | null {
  if (!outcome.ok) return outcome.error.message;
  toast(sentence(outcome.value));
  return null;
}

/** What can be done to jobs and to the queue. Each returns a sentence where it was refused. */
export function useDeeds() {
  const send = useCommand();
  return useMemo(() => {
    const done = (word: string) => ({ changed }: { changed: readonly string[] }) => (changed.length === 0 ? 'There was nothing to change.' : `${counted(changed.length, 'job')} ${word}.`);
    return {
      cancel: async (about: JobSelection, reason: string) => told(await send(cancelJobs, { about, reason }), done('canceled')),
      retry: async (about: JobSelection) => told(await send(retryJobs, { about, reason: '' }), done('queued again')),
      pause: async (about: JobSelection) => told(await send(pauseJobs, { about, reason: '' }), done('paused')),
      resume: async (about: JobSelection) => told(await send(resumeJobs, { about }), done('back in line')),
      remove: async (about: JobSelection) => told(await send(deleteJobs, { about }), done('deleted')),
      reprioritise: async (about: JobSelection, priority: number) => told(await send(reprioritiseJobs, { about, priority }), done('reprioritised')),
      clear: async (projectId: string, statuses: readonly JobStatus[], label: string) => {
        for (const status of statuses) {
          const outcome = await send(clearJobs, { projectId, status });
          if (!outcome.ok) return outcome.error.message;
        }
        toast(`${label} cleared.`);
        return null;
      },
      pauseQueue: async (reason: string) => told(await send(pauseQueue, { reason }), () => 'The queue is paused. What runs goes on.'),
      resumeQueue: async () => told(await send(resumeQueue, {}), () => 'The queue goes on.'),
      pauseProject: async (projectId: string, reason: string) => told(await send(pauseProjectJobs, { projectId, reason }), () => 'No job of this project begins. What runs goes on.'),
      resumeProject: async (projectId: string) => told(await send(resumeProjectJobs, { projectId }), () => 'The jobs of this project go on.'),
      budgetProject: async (projectId: string, budget: BudgetInput) => told(await send(setProjectBudget, { projectId, budget }), () => 'The budget of the project is set.'),
      budgetBatch: async (batchId: string, budget: BudgetInput) => told(await send(setBatchBudget, { batchId, budget }), () => 'The budget of the batch is set.'),
    };
  }, [send]);
}

export type Deeds = ReturnType<typeof useDeeds>;

export function complain(refusal: string | null): void {
  if (refusal !== null) toast(refusal, 'danger');
}
