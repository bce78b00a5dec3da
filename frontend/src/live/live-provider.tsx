import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { create } from 'zustand';
import { wasSentHere } from '@/api/command';
import { projectChangedSubscription } from '@/live/operations';
import { followProject, type ProjectChange } from '@/live/project-feed';
import { follow } from '@/live/socket';
import { colourOf } from '@/ui/avatar';

type Listener = (change: ProjectChange) => void;

const Listeners = createContext<Set<Listener>>(new Set());

/** Ids that somebody else just changed, with the colour of that person. */
export const useFlashes = create<{ flashes: ReadonlyMap<string, string> }>(() => ({ flashes: new Map() }));

const flashMilliseconds = 1400;

/** Lights up what changed for a moment. */
export function flash(ids: readonly string[], colour: string): void {
  useFlashes.setState(({ flashes }) => ({ flashes: new Map([...flashes, ...ids.map((id) => [id, colour] as const)]) }));
  setTimeout(() => {
    useFlashes.setState(({ flashes }) => ({ flashes: new Map([...flashes].filter(([id]) => !ids.includes(id))) }));
  }, flashMilliseconds);
}

interface LiveProviderProps {
  projectId: string;
  /** The position of the first answer; undefined until there is one. */
  position: number | undefined;
  children: ReactNode;
}

/** Follows the project's commits and tells them to everything below. */
export function LiveProvider({ projectId, position, children }: LiveProviderProps) {
  const listeners = useMemo(() => new Set<Listener>(), []);
  const after = useRef(position);
  const isReady = position !== undefined;
  useEffect(() => {
    after.current = position;
  }, [position]);
  useEffect(() => {
    if (!isReady || after.current === undefined) return;
    return followProject(
      (variables, onData) => follow(projectChangedSubscription, variables, onData),
      projectId,
      after.current,
      (change) => {
        if (!wasSentHere(change.command)) flash(change.changed, colourOf(change.actor.id));
        for (const listener of listeners) listener(change);
      },
    );
  }, [projectId, isReady, listeners]);
  return <Listeners value={listeners}>{children}</Listeners>;
}

export function useProjectChanges(onChange: Listener): void {
  const listeners = use(Listeners);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    const listener: Listener = (change) => latest.current(change);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listeners]);
}

interface Refetching {
  /** A request is under way: what it brings may be older than the change. */
  isFetching: boolean;
  refetch: () => void;
  concerns?: (change: ProjectChange) => boolean;
}

/** Asks again after changes, never twice at once, and once more when one arrived in between. */
export function useRefetchOnChange({ isFetching, refetch, concerns = () => true }: Refetching): void {
  const [wanted, setWanted] = useState(0);
  const done = useRef(0);
  useProjectChanges((change) => {
    if (concerns(change)) setWanted((count) => count + 1);
  });
  useEffect(() => {
    if (isFetching || wanted === done.current) return;
    const timer = setTimeout(() => {
      done.current = wanted;
      refetch();
    }, 40);
    return () => clearTimeout(timer);
  }, [isFetching, wanted, refetch]);
}
