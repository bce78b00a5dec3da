import { beforeEach, expect, test } from 'vitest';
import { historyActions, stepHint } from '@/routes/project/history-actions';
import { muteAction, nextSpeed, playbackActions } from '@/routes/project/playback-actions';
import { versionsOf } from '@/routes/project/use-versions';
import { usePreferences } from '@/workspace/preferences';
import { movePlayhead, resetStage, useStage } from '@/workspace/stage';

beforeEach(resetStage);

const press = (id: string) => playbackActions({ end: 150, length: 100, nominal: 24 }).find((action) => action.id === id)?.run();

test('J and L double the speed in their direction and turn round against it', () => {
  expect([nextSpeed(0, 1), nextSpeed(1, 1), nextSpeed(8, 1), nextSpeed(4, -1), nextSpeed(-1, -1)]).toEqual([1, 2, 8, -1, -2]);
});

test('playing from where nothing more is seen or heard begins at the start again', () => {
  press('go-end');
  press('play');
  expect(useStage.getState()).toMatchObject({ playhead: 100, speed: 1 });
  press('stop');
  movePlayhead(150);
  press('play');
  expect(useStage.getState()).toMatchObject({ playhead: 0, speed: 1 });
  press('stop');
  expect(useStage.getState().speed).toBe(0);
});

test('music is switched off and on, where there is any', () => {
  muteAction(false, true).run();
  expect(usePreferences.getState().isMuted).toBe(true);
  muteAction(true, true).run();
  expect(usePreferences.getState().isMuted).toBe(false);
  expect([muteAction(false, true), muteAction(false, false)].map(({ when }) => when?.())).toEqual([true, false]);
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

test('the button of a step says what it would do, or why nothing', () => {
  const desk = { isEditor: true, isPast: false };
  expect(stepHint('Undo', { sentence: "moved 'Clip 3' to 00:01:12:05" }, desk)).toBe("Undo: moved 'Clip 3' to 00:01:12:05");
  expect(stepHint('Redo', { sentence: "undid: moved 'Clip 3'" }, desk)).toBe("Redo: moved 'Clip 3'");
  expect(stepHint('Redo', null, desk)).toBe('Redo: there is no change of yours to redo.');
  expect(stepHint('Undo', null, { ...desk, isEditor: false })).toBe('Undo: you may not change this project.');
  expect(stepHint('Undo', null, { ...desk, isPast: true })).toBe('Undo: the past cannot be changed.');
});

test('what changes the project is not offered in the past, what leads back is', () => {
  const project = { position: 9, undoState: { undo: { sentence: 'x' }, redo: null } } as unknown as Parameters<typeof historyActions>[0]['project'];
  const offered = (isEditor: boolean, moment: number | null) =>
    historyActions({ project, isEditor, moment, momentAt: undefined, take: () => {}, see: () => {}, show: () => {} })
      .filter((action) => action.when?.() ?? true)
      .map(({ id }) => id);
  expect(offered(true, null)).toEqual(['undo', 'redo', 'history', 'compare-moments', 'new-branch', 'branches']);
  expect(offered(true, 4)).toEqual(['history', 'back-to-now', 'restore-everything', 'compare-with-now', 'branch-from-moment', 'compare-moments', 'branches']);
  expect(offered(false, 4)).toEqual(['history', 'back-to-now', 'compare-with-now', 'compare-moments', 'branches']);
});
