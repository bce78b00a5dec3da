import { useEffect } from 'react';
import { useClient } from 'urql';
import { create } from 'zustand';
import { graphql } from '@/gql';
import type { JobProgressSubscription, ProjectWorkQuery } from '@/gql/graphql';
import { follow } from '@/live/socket';

const projectWorkQuery = graphql(`
  query ProjectWork($projectId: ID!) {
    projectQueue(projectId: $projectId) {
      projectId
      clips {
        clipId
        waiting
        active
        failed
        activeJobIds
      }
    }
  }
`);

const workChangedSubscription = graphql(`
  subscription WorkChanged {
    queueChanged {
      position
    }
  }
`);

export const jobProgressSubscription = graphql(`
  subscription JobProgress($projectId: ID!) {
    jobProgress(projectId: $projectId) {
      jobId
      attemptId
      fraction
      ahead
      node
      step
      steps
      message
      previewUrl
    }
  }
`);

export type ClipJobs = NonNullable<ProjectWorkQuery['projectQueue']>['clips'][number];
export type JobProgress = JobProgressSubscription['jobProgress'][number];

interface Work {
  /** What the queue has to do for clips of the open project, by their ids. */
  readonly clips: ReadonlyMap<string, ClipJobs>;
  readonly progress: ReadonlyMap<string, JobProgress>;
}

const nothing: Work = { clips: new Map(), progress: new Map() };

export const useWork = create<Work>(() => nothing);

/** Several clips change at once where a batch is big; the server need not be asked for each. */
const pauseMilliseconds = 700;

/** Keeps what is generated for the clips of a project, for all who show it; of one project at a time, or of none. */
export function useFollowingWork(projectId: string | null): void {
  const client = useClient();
  const isActive = useWork(({ clips }) => [...clips.values()].some(({ active }) => active > 0));
  useEffect(() => {
    if (projectId === null) return undefined;
    const about = projectId;
    let isOver = false;
    let isAsking = false;
    let isWanted = false;
    async function ask() {
      if (isAsking) {
        isWanted = true;
        return;
      }
      isAsking = true;
      const { data } = await client.query(projectWorkQuery, { projectId: about }, { requestPolicy: 'network-only' }).toPromise();
      if (isOver) return;
      if (data?.projectQueue) useWork.setState(({ progress }) => after(data.projectQueue?.clips ?? [], progress));
      setTimeout(() => {
        isAsking = false;
        if (isWanted && !isOver) void ask();
        isWanted = false;
      }, pauseMilliseconds);
    }
    const stop = follow(workChangedSubscription, {}, () => void ask());
    return () => {
      isOver = true;
      stop();
      useWork.setState(nothing);
    };
  }, [client, projectId]);
  useEffect(() => {
    if (!isActive || projectId === null) return undefined;
    return follow(jobProgressSubscription, { projectId }, ({ jobProgress }) =>
      useWork.setState(({ progress }) => ({ progress: new Map([...progress, ...jobProgress.map((one) => [one.jobId, one] as const)]) })),
    );
  }, [projectId, isActive]);
}

/** What is known after an answer: how far jobs are that ended is forgotten. */
export function after(clips: readonly ClipJobs[], progress: Work['progress']): Work {
  const running = new Set(clips.flatMap(({ activeJobIds }) => activeJobIds));
  return { clips: new Map(clips.map((one) => [one.clipId, one])), progress: new Map([...progress].filter(([id]) => running.has(id))) };
}

export function useClipJobs(clipId: string): ClipJobs | undefined {
  return useWork(({ clips }) => clips.get(clipId));
}

/** How far the jobs at work for these clips are, in the order of their ids; those not heard of are left out. */
export function progressOf({ clips, progress }: Work, clipId: string): readonly JobProgress[] {
  return (clips.get(clipId)?.activeJobIds ?? []).flatMap((id) => progress.get(id) ?? []);
}

/** From 0 to 1, the mean of the jobs at work. */
export function fractionOf(work: Work, clipId: string): number {
  const jobs = work.clips.get(clipId)?.active ?? 0;
  return jobs === 0 ? 0 : progressOf(work, clipId).reduce((sum, { fraction }) => sum + fraction, 0) / jobs;
}

/** The newest picture of what is being made for a clip. */
export function previewOf(work: Work, clipId: string): string | null {
  return progressOf(work, clipId).findLast(({ previewUrl }) => previewUrl)?.previewUrl ?? null;
}

/** "2 jobs at work, 1 waits, 1 failed"; empty where there is nothing to say. */
export function describeJobs(jobs: ClipJobs | undefined): string {
  if (!jobs) return '';
  const words = [
    jobs.active > 0 && `${jobs.active.toLocaleString('en')} ${jobs.active === 1 ? 'job' : 'jobs'} at work`,
    jobs.waiting > 0 && `${jobs.waiting.toLocaleString('en')} ${jobs.waiting === 1 ? 'waits' : 'wait'}`,
    jobs.failed > 0 && `${jobs.failed.toLocaleString('en')} failed`,
  ];
  return words.filter(Boolean).join(', ');
}

/** The jobs of several clips as if they were one's. */
export function summed(clips: Work['clips'], ids: readonly string[]): ClipJobs | undefined {
  const found = ids.flatMap((id) => clips.get(id) ?? []);
  if (found.length === 0) return undefined;
  return found.reduce((all, one) => ({
    ...all,
    waiting: all.waiting + one.waiting,
    active: all.active + one.active,
    failed: all.failed + one.failed,
    activeJobIds: [...all.activeJobIds, ...one.activeJobIds],
  }));
}
