import { useEffect, useMemo, useState } from 'react';
import { follow } from '@/live/socket';
import { jobProgressSubscription, type JobProgress } from '@/live/work';
import { stageOf, type JobData } from './words';

export type ProgressData = JobProgress;

/** How far the attempts of these jobs are, by the ids of the jobs, live. */
export function useProgress(jobs: readonly JobData[]): ReadonlyMap<string, ProgressData> {
  const [found, setFound] = useState<ReadonlyMap<string, ProgressData>>(new Map());
  const projects = useMemo(() => [...new Set(jobs.filter(({ status }) => stageOf(status) === 'active').map(({ projectId }) => projectId))].toSorted().join(' '), [jobs]);
  useEffect(() => {
    if (projects === '') return undefined;
    const stops = projects.split(' ').map((projectId) =>
      follow(jobProgressSubscription, { projectId }, ({ jobProgress }) => setFound((now) => new Map([...now, ...jobProgress.map((one) => [one.jobId, one] as const)]))),
    );
    return () => {
      for (const stop of stops) stop();
      setFound(new Map());
    };
  }, [projects]);
  return found;
}
