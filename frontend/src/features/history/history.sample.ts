import type { Entry } from './activity-item';

/** An entry for tests; each is made a minute after the one before, on the first of March at noon. */
export function anEntry(position: number, rest: Partial<Entry> = {}): Entry {
  return {
    __typename: 'Activity',
    position,
    at: new Date(2026, 2, 1, 12, position).toISOString(),
    sentence: `moved 'Clip ${position}' to 00:00:01:00`,
    note: '',
    undoes: null,
    isUndone: false,
    isStep: true,
    actor: { __typename: 'User', id: 'user-ada', name: 'Ada' },
    things: [{ __typename: 'ActivityThing', id: `clip-${position}`, aggregate: 'CLIP', name: `Clip ${position}`, sentences: ['moved to 00:00:01:00'] }],
    ...rest,
  };
}

/** A page of the activity as the server sends it, newest first. */
export function aPage(entries: readonly Entry[], endCursor: string | null = null) {
  const edges = entries.map((node) => ({ __typename: 'ActivityEdge', cursor: String(node.position), node }));
  return { project: { __typename: 'Project', id: 'project-1', activity: { edges, pageInfo: { hasNextPage: endCursor !== null, endCursor } } } };
}
