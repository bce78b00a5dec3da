import type { JobFilter, JobSelection, JobStatus } from '@/gql/graphql';
import { countOf, stages, type JobData, type QueueData } from './words';

export type Deed = 'cancel' | 'retry' | 'pause' | 'resume' | 'priority' | 'delete';

const pending: readonly JobStatus[] = [...stages.waiting.statuses, ...stages.paused.statuses];
const ended: readonly JobStatus[] = [...stages.succeeded.statuses, ...stages.failed.statuses, ...stages.canceled.statuses];

/** The statuses in which a job can be told so. */
export const fitting: Record<Deed, readonly JobStatus[]> = {
  cancel: [...pending, ...stages.active.statuses.filter((status) => status !== 'CANCELING')],
  retry: ended,
  pause: stages.waiting.statuses,
  resume: stages.paused.statuses,
  priority: pending,
  delete: ended,
};

/** Jobs that something is done to: some by their ids, or all that a filter shows. */
export interface Chosen {
  readonly jobs: readonly JobData[];
  readonly all: JobSelection | null;
}

/** All that a filter shows in the words of a selection, where a selection can say it. */
export function allOf(filter: JobFilter): JobSelection | null {
  const { projectId, batchId, statuses, clipId, kinds, workerIds, search, isBlocked, withCleared } = filter;
  if (clipId || kinds || workerIds || search || isBlocked !== null && isBlocked !== undefined || withCleared) return null;
  if (!projectId && !batchId) return null;
  return { ...(batchId ? { batchId } : { projectId }), ...(statuses && { statuses }) };
}

/** What is sent for a deed: only jobs that it fits; null where there is none. */
export function aboutOf({ jobs, all }: Chosen, deed: Deed): JobSelection | null {
  if (all) {
    const statuses = fitting[deed].filter((status) => all.statuses?.includes(status) ?? true);
    return statuses.length > 0 ? { ...all, statuses } : null;
  }
  const jobIds = jobs.filter(({ status }) => fitting[deed].includes(status)).map(({ id }) => id);
  return jobIds.length > 0 ? { jobIds } : null;
}

/** How many of the chosen jobs have one of these statuses. */
export function countChosen({ jobs, all }: Chosen, statuses: readonly JobStatus[], counters: QueueData['counters']): number {
  if (all) return countOf(counters, statuses.filter((status) => all.statuses?.includes(status) ?? true));
  return jobs.filter(({ status }) => statuses.includes(status)).length;
}
