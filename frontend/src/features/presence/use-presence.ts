import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { useSession } from '@/api/session';
import type { PresenceSubscription } from '@/gql/graphql';
import { follow } from '@/live/socket';
import { useStage } from '@/workspace/stage';
import { announcePresence, presenceSubscription } from './operations';

export type PresentPerson = PresenceSubscription['presence'][number];

const firstPauseSeconds = 5;
const settleMilliseconds = 300;

/** Tells the others where this person is: at once when the selection changes, else as often as needed to stay known. */
export function useAnnouncing(projectId: string): void {
  const client = useClient();
  const selection = useStage((stage) => stage.selection?.id ?? null);
  useEffect(() => {
    let isOver = false;
    let timer = setTimeout(() => void announce(), settleMilliseconds);

    async function announce() {
      const playhead = useStage.getState().playhead;
      const { data } = await client.mutation(announcePresence, { input: { projectId, selection, playhead } }).toPromise();
      const answer = data?.announcePresence;
      const lasting = answer?.__typename === 'PresenceSuccess' ? answer.expiresInSeconds : firstPauseSeconds * 2;
      if (!isOver) timer = setTimeout(() => void announce(), (lasting / 2) * 1000);
    }

    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, projectId, selection]);
}

/** Everybody else who has the project open, each once, the latest first. */
export function othersAmong(present: readonly PresentPerson[], ownId: string | undefined): readonly PresentPerson[] {
  const byUser = new Map<string, PresentPerson>();
  const ordered = [...present].sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
  for (const person of ordered) if (person.user.id !== ownId) byUser.set(person.user.id, person);
  return [...byUser.values()].reverse();
}

export function useOthers(projectId: string): readonly PresentPerson[] {
  const ownId = useSession((state) => state.account?.id);
  const [present, setPresent] = useState<readonly PresentPerson[]>([]);
  useEffect(() => follow(presenceSubscription, { projectId }, ({ presence }) => setPresent(presence)), [projectId]);
  return othersAmong(present, ownId);
}
