import { beforeEach, expect, test } from 'vitest';
import { attend, clearSelection, resetStage, select, selectAll, toggleSelected, useStage } from './stage';

beforeEach(resetStage);

const state = () => {
  const { selection, marked } = useStage.getState();
  return [selection?.kind, selection?.id, [...marked]];
};

test('selecting one lets go of the others', () => {
  selectAll('clip', ['a', 'b']);
  select('clip', 'c');
  expect(state()).toEqual(['clip', 'c', ['c']]);
});

test('one more is taken in and shown, and taken out again', () => {
  select('clip', 'a');
  toggleSelected('clip', 'b');
  toggleSelected('clip', 'c');
  expect(state()).toEqual(['clip', 'c', ['a', 'b', 'c']]);
  toggleSelected('clip', 'c');
  expect(state()).toEqual(['clip', 'b', ['a', 'b']]);
  toggleSelected('clip', 'a');
  toggleSelected('clip', 'b');
  expect(state()).toEqual([undefined, undefined, []]);
});

test('taking out one that is not shown leaves the shown one', () => {
  selectAll('clip', ['a', 'b', 'c'], 'b');
  toggleSelected('clip', 'a');
  expect(state()).toEqual(['clip', 'b', ['b', 'c']]);
});

test('a scene is not selected together with clips', () => {
  selectAll('clip', ['a', 'b']);
  toggleSelected('scene', 's');
  expect(state()).toEqual(['scene', 's', ['s']]);
});

test('attending to a selected one keeps the others, attending to another does not', () => {
  selectAll('clip', ['a', 'b']);
  attend('clip', 'a');
  expect(state()).toEqual(['clip', 'a', ['a', 'b']]);
  attend('clip', 'z');
  expect(state()).toEqual(['clip', 'z', ['z']]);
  clearSelection();
  expect(state()).toEqual([undefined, undefined, []]);
});
