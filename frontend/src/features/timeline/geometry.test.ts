import { describe, expect, test } from 'vitest';
import { rates } from '@/time/frame-rate';
import { framesIn, laneAt, layOut, sceneAt, sceneBefore, stripHeight, visibleIn, widthOf } from './geometry';
import { aClip, aScene } from './timeline.sample';

const scale = { rate: rates.FPS_24, pixelsPerSecond: 10 };

describe('widths and frames', () => {
  test('a second is as wide as the zoom says, also at rates that are not whole', () => {
    expect(widthOf(24, scale)).toBe(10);
    expect(widthOf(24_000, { rate: rates.FPS_23_976, pixelsPerSecond: 2 })).toBeCloseTo(2002);
  });

  test('a distance is the nearest frame, and one to the left is negative', () => {
    expect(framesIn(10, scale)).toBe(24);
    expect(framesIn(-5, scale)).toBe(-12);
  });
});

describe('lanes', () => {
  const scenes = [aScene('a', 0, 100, [aClip('low', 0, 50), aClip('high', 0, 50, { track: 2 })]), aScene('b', 100, 50)];

  test('the highest track is on top, below an empty lane for a new one', () => {
    expect(layOut(scenes).lanes.map(({ track, isNew }) => [track, isNew])).toEqual([[3, true], [2, false], [1, false], [0, false]]);
  });

  test('a lane is as high as its tallest stack of alternates', () => {
    const other = { __typename: 'Clip' as const, id: 'x', version: 1, name: 'x', badge: 'A1', length: 5 };
    const plain = layOut([aScene('a', 0, 50, [aClip('one', 0, 50)])]).lanes[1]?.height ?? 0;
    const stacked = layOut([aScene('a', 0, 50, [aClip('one', 0, 50, { alternates: [other, other] })])]).lanes[1]?.height;
    expect(stacked).toBe(plain + 2 * stripHeight);
  });

  test('a height belongs to the lane it is in, or to the nearest', () => {
    const { lanes } = layOut(scenes);
    expect(laneAt(lanes, 0)?.track).toBe(3);
    expect(laneAt(lanes, (lanes[3]?.top ?? 0) + 5)?.track).toBe(0);
    expect(laneAt(lanes, 9999)?.track).toBe(0);
  });
});

describe('what shows', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({ start: index * 10, length: 10 }));

  test('only what touches the part that shows is drawn', () => {
    expect(visibleIn(many, (item) => item, 1005, 1025).map(({ start }) => start)).toEqual([1000, 1010, 1020]);
  });

  test('nothing shows before the first and behind the last', () => {
    expect(visibleIn(many, (item) => item, -50, -20)).toEqual([]);
    expect(visibleIn(many, (item) => item, 200_000, 300_000)).toEqual([]);
  });
});

describe('scenes', () => {
  const scenes = [aScene('a', 0, 100), aScene('b', 100, 50), aScene('c', 150, 30)];

  test('a frame belongs to the scene it is in, and beyond the end to the last', () => {
    expect(sceneAt(scenes, 100)?.id).toBe('b');
    expect(sceneAt(scenes, 500)?.id).toBe('c');
  });

  test('a scene lands behind those whose middle it has passed', () => {
    expect(sceneBefore(scenes, 'a', 10)).toBeNull();
    expect(sceneBefore(scenes, 'a', 130)).toBe('b');
    expect(sceneBefore(scenes, 'c', 20)).toBeNull();
  });
});
