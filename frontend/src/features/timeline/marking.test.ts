import { expect, test } from 'vitest';
import { rates } from '@/time/frame-rate';
import { gutter, layOut } from './geometry';
import { allOfScene, clipsWithin, range } from './marking';
import { aClip, aScene } from './timeline.sample';

const scenes = [
  aScene('a', 0, 100, [aClip('one', 0, 40), aClip('two', 50, 50), aClip('title', 45, 20, { track: 1 })]),
  aScene('b', 100, 60, [aClip('three', 0, 60)]),
  aScene('c', 160, 10),
];

test('a range of clips is what begins between the two on their tracks, over the ends of scenes', () => {
  expect(range(scenes, { kind: 'clip', id: 'three' }, { kind: 'clip', id: 'one' })).toEqual(['one', 'two', 'three']);
  expect(range(scenes, { kind: 'clip', id: 'title' }, { kind: 'clip', id: 'three' })).toEqual(['two', 'title', 'three']);
});

test('a range of scenes is every scene between the two', () => {
  expect(range(scenes, { kind: 'scene', id: 'c' }, { kind: 'scene', id: 'a' })).toEqual(['a', 'b', 'c']);
});

test('without a beginning of the same kind a range is its end', () => {
  expect(range(scenes, null, { kind: 'clip', id: 'two' })).toEqual(['two']);
  expect(range(scenes, { kind: 'scene', id: 'a' }, { kind: 'clip', id: 'two' })).toEqual(['two']);
  expect(range(scenes, { kind: 'clip', id: 'gone' }, { kind: 'clip', id: 'two' })).toEqual(['two']);
});

test('all of a scene is all of the one that is selected, or else under the playhead', () => {
  expect(allOfScene(scenes, { kind: 'clip', id: 'title' }, scenes[1])).toEqual(['one', 'two', 'title']);
  expect(allOfScene(scenes, null, scenes[1])).toEqual(['three']);
  expect(allOfScene([], null, undefined)).toEqual([]);
});

test('a lasso takes every clip that it touches', () => {
  const layout = layOut(scenes);
  const scale = { rate: rates.FPS_24, pixelsPerSecond: 24 };
  const [, high, low] = layout.lanes;
  const across = { left: gutter + 39, right: gutter + 101 };
  expect(clipsWithin(layout, scale, { ...across, top: (low?.top ?? 0) + 5, bottom: (low?.top ?? 0) + 9 })).toEqual(['one', 'two', 'three']);
  expect(clipsWithin(layout, scale, { left: gutter + 50, right: gutter + 55, top: high?.top ?? 0, bottom: layout.height })).toEqual(['title', 'two']);
  expect(clipsWithin(layout, scale, { left: gutter + 41, right: gutter + 44, top: 0, bottom: layout.height })).toEqual([]);
});
