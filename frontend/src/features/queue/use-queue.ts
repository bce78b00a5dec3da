import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { follow } from '@/live/socket';
import { queueChangedSubscription, queueQuery } from './operations';
import type { QueueData } from './words';

/** How the queue stands, live; what was asked for stands in until the first word arrives. */
export function useQueue() {
  const [{ data, error }, refetch] = useQuery({ query: queueQuery });
  const [live, setLive] = useState<QueueData | null>(null);
  useEffect(() => follow(queueChangedSubscription, {}, ({ queueChanged }) => setLive(queueChanged)), []);
  const again = () => refetch({ requestPolicy: 'network-only' });
  return { queue: live ?? data?.queue ?? null, failure: error ? describeFailure(error) : null, again };
}
