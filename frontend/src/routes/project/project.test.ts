import { beforeEach, expect, test } from 'vitest';
import { nextSpeed, playbackActions } from '@/routes/project/playback-actions';
import { versionsOf } from '@/routes/project/use-versions';
import { resetStage, useStage } from '@/workspace/stage';

beforeEach(resetStage);

const press = (id: string) => playbackActions({ length: 100, nominal: 24 }).find((action) => action.id === id)?.run();

test('J and L double the speed in their direction and turn round against it', () => {
  expect([nextSpeed(0, 1), nextSpeed(1, 1), nextSpeed(8, 1), nextSpeed(4, -1), nextSpeed(-1, -1)]).toEqual([1, 2, 8, -1, -2]);
});

test('playing from the end begins at the start again', () => {
  press('go-end');
  press('play');
  expect(useStage.getState()).toMatchObject({ playhead: 0, speed: 1 });
  press('stop');
  expect(useStage.getState().speed).toBe(0);
});

test('the playhead never goes before the first frame', () => {
  press('second-back');
  expect(useStage.getState().playhead).toBe(0);
});

test('versions are listed from the original on, whichever plays', () => {
  const alternates = [{ id: 'a10', name: 'x', badge: 'A10' }, { id: 'o', name: 'x', badge: '' }, { id: 'a1', name: 'x', badge: 'A1' }];
  const versions = versionsOf({ id: 'a2', name: 'x', badge: 'A2', alternates });
  expect(versions.map(({ id, isChosen }) => [id, isChosen])).toEqual([['o', false], ['a1', false], ['a2', true], ['a10', false]]);
});
