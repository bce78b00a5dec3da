import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { useProjectChanges } from '@/live/live-provider';
import { timelineQuery } from './operations';

const pause = 40;
const pauseAfterError = 2000;

export function useTimelineQuery(projectId: string) {
  return useQuery({ query: timelineQuery, variables: { projectId } });
}

/** The timeline as it was after a commit, which never changes; asks for nothing while there is none. */
export function usePastTimelineQuery(projectId: string, position: number | null) {
  const variables = { projectId, at: { position: position ?? 0 } };
  return useQuery({ query: timelineQuery, variables, pause: position === null, requestPolicy: 'cache-first' });
}

/** Asks for the timeline again until it contains the last commit heard of. */
export function useFreshTimeline([{ data, error, fetching, stale }, refetch]: ReturnType<typeof useTimelineQuery>): void {
  const [wanted, setWanted] = useState(0);
  const position = data?.timeline?.position ?? 0;
  useProjectChanges((change) => setWanted((present) => Math.max(present, change.position)));
  useEffect(() => {
    if (fetching || stale || wanted <= position) return;
    const timer = setTimeout(() => refetch({ requestPolicy: 'network-only' }), error ? pauseAfterError : pause);
    return () => clearTimeout(timer);
  }, [fetching, stale, wanted, position, error, refetch]);
}
