import { expect, test } from 'vitest';
import { othersAmong, type PresentPerson } from './use-presence';

const person = (id: string, at: string, selection: string | null = null, sessionId = `${id} ${at}`): PresentPerson => ({
  __typename: 'Presence',
  sessionId,
  selection,
  playhead: null,
  at,
  user: { __typename: 'User', id, name: id },
});

test('everybody else is there once, with what they did last', () => {
  const present = [
    person('ada', '2026-01-01T00:00:00Z'),
    person('grace', '2026-01-01T00:00:03Z', 'clip-2'),
    person('grace', '2026-01-01T00:00:01Z', 'clip-1'),
    person('mary', '2026-01-01T00:00:05Z'),
  ];
  expect(othersAmong(present, 'ada').map(({ user, selection }) => [user.id, selection])).toEqual([['mary', null], ['grace', 'clip-2']]);
});
