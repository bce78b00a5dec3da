import { describe, expect, test } from 'vitest';
import type { Clipboard } from '@/workspace/clipboard';
import { copied, nudged, pastedClips, pastedScenes, pasteTarget } from './clipboard';
import { aClip, aScene } from './timeline.sample';

const alternate = { __typename: 'Clip' as const, id: 'two-a1', version: 1, name: 'two A1', badge: 'A1', length: 30 };
const a = aScene('a', 0, 100, [aClip('one', 0, 40), aClip('two', 50, 50, { track: 1, alternates: [alternate] })]);
const b = aScene('b', 100, 60, [aClip('three', 0, 60)]);
const empty = aScene('empty', 160, 0);
const c = aScene('c', 160, 20, [aClip('four', 0, 20)]);
const scenes = [a, b, empty, c];

const board = (kind: Clipboard['kind'], ids: string[], isCut = false): Clipboard => ({
  projectId: 'project-1',
  kind,
  isCut,
  items: copied(scenes, kind, new Set(ids)),
});

describe('copying', () => {
  test('keeps the places in time, the earliest first, and forgets what is not there', () => {
    expect(board('clip', ['three', 'gone', 'two-a1', 'one']).items).toEqual([
      { id: 'one', track: 0, start: 0, length: 40 },
      { id: 'two-a1', track: 1, start: 50, length: 30 },
      { id: 'three', track: 0, start: 100, length: 60 },
    ]);
  });
});

describe('pasting clips', () => {
  test('goes to the scene under the playhead, beyond the end to the last one', () => {
    expect(pasteTarget(scenes, null, 120)?.id).toBe('b');
    expect(pasteTarget(scenes, { kind: 'clip', id: 'one' }, 500)?.id).toBe('c');
  });

  test('goes to an empty scene when that is selected and the playhead stands at it', () => {
    expect(pasteTarget(scenes, { kind: 'scene', id: 'empty' }, 160)?.id).toBe('empty');
    expect(pasteTarget(scenes, { kind: 'scene', id: 'empty' }, 20)?.id).toBe('a');
  });

  test('keeps tracks and distances, from the playhead on', () => {
    const { commands, places } = pastedClips(board('clip', ['one', 'two']), scenes, { scene: b, at: 110 });
    expect(commands).toEqual([
      { duplicateClip: { clipId: 'one', sceneId: 'b', track: 0, start: 10 } },
      { duplicateClip: { clipId: 'two', sceneId: 'b', track: 1, start: 60 } },
    ]);
    expect(places[1]).toEqual({ track: 1, length: 50, start: 160, sceneId: 'b', snappedAt: null });
  });

  test('cut clips that move on in their own scene make room for each other', () => {
    const both = aScene('a', 0, 100, [aClip('one', 0, 40), aClip('next', 40, 40)]);
    const cut: Clipboard = { ...board('clip', [], true), items: copied([both], 'clip', new Set(['one', 'next'])) };
    const order = (at: number) => pastedClips(cut, [both], { scene: both, at }).commands.map(({ moveClip }) => [moveClip?.clipId, moveClip?.start]);
    expect(order(10)).toEqual([['next', 50], ['one', 10]]);
    const later = { ...cut, items: cut.items.map((item) => ({ ...item, start: item.start + 20 })) };
    expect(pastedClips(later, [both], { scene: both, at: 0 }).commands.map(({ moveClip }) => moveClip?.clipId)).toEqual(['one', 'next']);
  });

  test('cut clips of other scenes come after those that make room', () => {
    const { commands } = pastedClips(board('clip', ['one', 'three'], true), scenes, { scene: b, at: 105 });
    expect(commands.map(({ moveClip }) => [moveClip?.clipId, moveClip?.sceneId, moveClip?.start])).toEqual([['three', 'b', 105], ['one', 'b', 5]]);
  });
});

describe('pasting scenes', () => {
  test('copies are made at the place, in their order', () => {
    expect(pastedScenes(board('scene', ['a', 'b']), scenes, 'c')).toEqual([
      { duplicateScene: { sceneId: 'b', afterSceneId: 'c' } },
      { duplicateScene: { sceneId: 'a', afterSceneId: 'c' } },
    ]);
  });

  test('cut scenes go behind the place, or where it is one of them behind what stays before it', () => {
    const order = (ids: string[], behind: string) =>
      pastedScenes(board('scene', ids, true), scenes, behind).map(({ reorderScene }) => [reorderScene?.sceneId, reorderScene?.afterSceneId]);
    expect(order(['a', 'b'], 'c')).toEqual([['b', 'c'], ['a', 'c']]);
    expect(order(['a', 'b'], 'b')).toEqual([['b', null], ['a', null]]);
    expect(order(['c', 'b'], 'b')).toEqual([['c', 'a'], ['b', 'a']]);
  });
});

test('nudged clips go one after the other and none before the first frame of its scene', () => {
  const clips = [aClip('one', 2, 10), aClip('two', 12, 10)];
  const order = (by: number) => nudged(clips, by).map(({ moveClip }) => [moveClip?.clipId, moveClip?.start]);
  expect(order(1)).toEqual([['two', 13], ['one', 3]]);
  expect(order(-5)).toEqual([['one', 0], ['two', 10]]);
});
