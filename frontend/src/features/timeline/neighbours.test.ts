import { expect, test } from 'vitest';
import { shownAt } from './monitor';
import { across, beside, findClip, sceneOf } from './neighbours';
import { aClip, aScene } from './timeline.sample';

const alternate = { __typename: 'Clip' as const, id: 'one-a1', version: 1, name: 'one', badge: 'A1', length: 40 };
const scenes = [
  aScene('a', 0, 100, [aClip('one', 0, 40, { alternates: [alternate] }), aClip('two', 50, 50), aClip('title', 10, 20, { track: 1 })]),
  aScene('b', 100, 60, [aClip('three', 0, 60)]),
];

test('an alternate is found by the clip that plays in its stead', () => {
  expect(findClip(scenes, 'one-a1')?.id).toBe('one');
  expect(sceneOf(scenes, { kind: 'clip', id: 'one-a1' })?.id).toBe('a');
});

test('the next clip is the next on the same track, over the end of a scene', () => {
  expect(beside(scenes, { kind: 'clip', id: 'two' }, 1)).toEqual({ kind: 'clip', id: 'three' });
  expect(beside(scenes, { kind: 'clip', id: 'title' }, 1)).toBeNull();
  expect(beside(scenes, { kind: 'scene', id: 'b' }, -1)).toEqual({ kind: 'scene', id: 'a' });
  expect(beside(scenes, null, 1)).toEqual({ kind: 'clip', id: 'one' });
});

test('one goes up to the scene and down to its first clip', () => {
  expect(across(scenes, { kind: 'clip', id: 'three' }, -1)).toEqual({ kind: 'scene', id: 'b' });
  expect(across(scenes, { kind: 'scene', id: 'b' }, 1)).toEqual({ kind: 'clip', id: 'three' });
});

test('the highest track is what an editor sees', () => {
  expect(shownAt(scenes, 15).clip?.id).toBe('title');
  expect(shownAt(scenes, 45).clip).toBeUndefined();
});
