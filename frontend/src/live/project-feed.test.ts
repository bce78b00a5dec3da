import { expect, test } from 'vitest';
import type { ProjectChangedSubscription } from '@/gql/graphql';
import { followProject, type Follow } from './project-feed';

const commit = (position: number): ProjectChangedSubscription => ({
  __typename: 'Subscription',
  projectChanged: {
    __typename: 'ProjectChange',
    position,
    command: `command-${position}`,
    at: '2026-01-01T00:00:00Z',
    note: '',
    changed: [],
    actor: { __typename: 'User', id: 'user-1', name: 'Ada' },
    events: [],
  },
});

/** A server that keeps commits and can be cut off from its reader. */
function aServer(last: number) {
  let read: Parameters<Follow>[0] | null = null;
  let deliver: Parameters<Follow>[1] = () => {};
  const follow: Follow = (variables, onData) => {
    read = variables;
    deliver = onData;
    return () => {
      read = null;
    };
  };
  return {
    follow,
    /** What a new connection asks for, as it is written on the wire. */
    reconnect() {
      const { after } = JSON.parse(JSON.stringify(read)) as { after: number };
      for (let position = after + 1; position <= last; position += 1) deliver(commit(position));
      return after;
    },
    send: (position: number) => {
      last = Math.max(last, position);
      deliver(commit(position));
    },
    miss: (position: number) => {
      last = Math.max(last, position);
    },
    isRead: () => read !== null,
  };
}

test('after a lost connection the feed goes on from the last commit seen', () => {
  const server = aServer(7);
  const seen: number[] = [];
  followProject(server.follow, 'project-1', 7, ({ position }) => seen.push(position));
  server.send(8);
  server.miss(9);
  server.miss(10);
  expect(server.reconnect()).toBe(8);
  expect(seen).toEqual([8, 9, 10]);
});

test('what arrives twice is told once', () => {
  const server = aServer(0);
  const seen: number[] = [];
  followProject(server.follow, 'project-1', 0, ({ position }) => seen.push(position));
  server.send(1);
  server.send(1);
  server.send(2);
  server.send(1);
  expect(seen).toEqual([1, 2]);
});

test('stopping lets the subscription go', () => {
  const server = aServer(0);
  const stop = followProject(server.follow, 'project-1', 0, () => {});
  stop();
  expect(server.isRead()).toBe(false);
});
