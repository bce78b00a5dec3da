import { useCallback, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { follow } from '@/live/socket';
import { workersChangedSubscription, workersQuery } from './operations';
import type { WorkerData } from './words';

// An empty list names no type, and still has to be asked for again when a worker is registered.
const context = { additionalTypenames: ['Worker'] };

/** The workers as they stand, live; what was asked for stands in until the first word arrives. */
export function useWorkers() {
  const [{ data, error }, refetch] = useQuery({ query: workersQuery, context });
  const [live, setLive] = useState<readonly WorkerData[] | null>(null);
  useEffect(() => follow(workersChangedSubscription, {}, ({ workersChanged }) => setLive(workersChanged)), []);
  const again = useCallback(() => {
    // What is asked for now is newer than the last word that came.
    setLive(null);
    refetch({ requestPolicy: 'network-only' });
  }, [refetch]);
  return { workers: live ?? data?.workers ?? null, failure: error ? describeFailure(error) : null, again };
}
