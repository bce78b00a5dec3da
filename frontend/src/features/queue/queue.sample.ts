import type { JobRowFragment } from '@/gql/graphql';

/** A job to look at in tests; what is not given is as for one that has just been enqueued. */
export function aJob(id: string, rest: Partial<JobRowFragment> = {}): JobRowFragment {
  return {
    __typename: 'Job',
    id,
    version: 1,
    projectId: 'project-1',
    clipId: null,
    batchId: 'batch-1',
    name: `Shot ${id}`,
    workflow: 'text-to-image',
    kind: 'image',
    status: 'QUEUED',
    reason: 'waits for its turn',
    blocked: null,
    waitsFor: null,
    forecast: null,
    priority: 0,
    workerId: null,
    enqueuedAt: '2026-01-01T00:00:00Z',
    startedAt: null,
    endedAt: null,
    retryAt: null,
    attempts: 0,
    seconds: 0,
    cost: 0,
    ...rest,
  };
}
