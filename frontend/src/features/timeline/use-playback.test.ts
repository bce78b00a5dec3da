import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { rates } from '@/time/frame-rate';
import { resetStage, useStage } from '@/workspace/stage';
import { usePlayback, type Clock } from './use-playback';

beforeEach(() => {
  resetStage();
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'performance'] });
  return () => void vi.useRealTimers();
});

function playing(clock: Clock, length = 1000) {
  renderHook(() => usePlayback(rates.FPS_25, length, clock));
  act(() => useStage.setState({ speed: 1 }));
  return (milliseconds: number) => {
    act(() => void vi.advanceTimersByTime(milliseconds));
    return useStage.getState().playhead;
  };
}

test('without music the playhead goes in real time', () => {
  const after = playing(() => null);
  expect(after(1000)).toBeCloseTo(25, -1);
});

test('with music it stands where the music is', () => {
  let heard = 40.4;
  const after = playing(() => heard);
  expect(after(100)).toBe(40);
  heard = 77.6;
  expect(after(20)).toBe(78);
});

test('it waits for music that is about to begin, but not for ever', () => {
  const after = playing(() => 'waiting');
  expect(after(1500)).toBe(0);
  expect(after(2000)).toBeGreaterThan(20);
});

test('it stops where nothing more is seen or heard', () => {
  const after = playing(() => null, 10);
  expect(after(1000)).toBe(10);
  expect(useStage.getState().speed).toBe(0);
});
