import { describe, expect, test } from 'vitest';
import { isSamePlace, isTaken, pulled, type Pull } from './gesture';
import { snap, snapPoints } from './snapping';
import { aClip, aScene } from './timeline.sample';

const scenes = [aScene('a', 0, 100, [aClip('one', 0, 40), aClip('two', 50, 50)]), aScene('b', 100, 60, [aClip('three', 0, 60)])];
const [one] = scenes[0]?.clips ?? [];
if (!one) throw new Error('The sample has no clip.');

const pull: Pull = { clip: one, scenes, kind: 'move', by: 0, track: 0, points: [], tolerance: 3, keepsScene: false };

describe('snapping', () => {
  test('points are the other clips, the scenes and the playhead', () => {
    expect(snapPoints(scenes, 'one', 77)).toEqual([0, 50, 77, 100, 160]);
  });

  test('the nearest point within reach wins, for whichever edge is nearer', () => {
    expect(snap([48, 88], [50, 89], 3)).toEqual({ offset: 1, at: 89 });
    expect(snap([48], [50], 1)).toBeNull();
    expect(snap([10], [], 5)).toBeNull();
  });
});

describe('pulling a clip', () => {
  test('its end snaps to the start of the next clip', () => {
    expect(pulled({ ...pull, by: 8, points: [50] })).toEqual({ start: 10, length: 40, track: 0, sceneId: 'a', snappedAt: 50 });
  });

  test('it never begins before the first frame', () => {
    expect(pulled({ ...pull, by: -30 }).start).toBe(0);
  });

  test('it goes into the scene where it begins, unless it is to keep its own', () => {
    expect(pulled({ ...pull, by: 110 }).sceneId).toBe('b');
    expect(pulled({ ...pull, by: 110, keepsScene: true })).toMatchObject({ sceneId: 'a', start: 110 });
  });

  test('its end can be pulled to no less than a frame', () => {
    expect(pulled({ ...pull, kind: 'trim-end', by: -100 })).toMatchObject({ start: 0, length: 1 });
  });

  test('its start can be pulled neither behind its end nor before its scene', () => {
    const three = scenes[1]?.clips[0] ?? one;
    expect(pulled({ ...pull, clip: three, kind: 'trim-start', by: 100 })).toMatchObject({ start: 159, length: 1 });
    expect(pulled({ ...pull, clip: three, kind: 'trim-start', by: -20 })).toMatchObject({ start: 100, length: 60 });
  });

  test('a place is taken when another clip of that scene and track lies in it', () => {
    const place = { start: 45, length: 10, track: 0, sceneId: 'a', snappedAt: null };
    expect(isTaken(scenes, 'one', place)).toBe(true);
    expect(isTaken(scenes, 'one', { ...place, track: 1 })).toBe(false);
    expect(isTaken(scenes, 'one', { ...place, start: 40 })).toBe(false);
  });

  test('where it was is no change', () => {
    expect(isSamePlace(one, pulled(pull))).toBe(true);
    expect(isSamePlace(one, pulled({ ...pull, by: 1 }))).toBe(false);
  });
});
