import { expect, test } from 'vitest';
import { kept, meant, moved, noMarks, pressed, toggled } from './marks';

const ids = ['a', 'b', 'c', 'd'];
const alone = { isAdding: false, isReaching: false };

test('a press marks one alone, with Ctrl one more or less, with Shift all up to it', () => {
  const one = pressed(noMarks, ids, 'b', alone);
  expect(meant(one)).toEqual(['b']);
  const two = pressed(one, ids, 'd', { ...alone, isAdding: true });
  expect(meant(two)).toEqual(['b', 'd']);
  expect(meant(pressed(two, ids, 'b', { ...alone, isAdding: true }))).toEqual(['d']);
  expect(meant(pressed(pressed(noMarks, ids, 'c', alone), ids, 'a', { ...alone, isReaching: true }))).toEqual(['a', 'b', 'c']);
});

test('keys go from one to the next and stop at the ends', () => {
  expect(moved(noMarks, ids, 1).current).toBe('a');
  const last = moved(moved(noMarks, ids, 1), ids, 9);
  expect(last.current).toBe('d');
  expect(moved(last, ids, -2).current).toBe('b');
  expect(moved(last, [], 1)).toEqual(noMarks);
});

test('an action is about what is marked, else about the current one, and never about what is gone', () => {
  const current = moved(noMarks, ids, 1);
  expect(meant(current)).toEqual(['a']);
  expect(meant(noMarks)).toEqual([]);
  const marked = toggled(toggled(current, 'b'), 'c');
  expect(meant(kept(marked, ['c', 'd']))).toEqual(['c']);
  expect(kept(marked, ['c']).current).toBeNull();
  expect(toggled(marked, null)).toBe(marked);
});
