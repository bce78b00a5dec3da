import { expect, test } from 'vitest';
import { rates } from '@/time/frame-rate';
import { ticksBetween } from './ruler-ticks';

const labels = (...input: Parameters<typeof ticksBetween>) => ticksBetween(...input).filter(({ label }) => label !== null);

test('timecode stands on whole seconds of the clock, counted from the start of the project', () => {
  const scale = { rate: rates.FPS_24, pixelsPerSecond: 24 };
  expect(labels(0, 250, scale, 86_400, 'timecode').slice(0, 3)).toEqual([
    { x: 0, label: '01:00:00:00' },
    { x: 120, label: '01:00:05:00' },
    { x: 240, label: '01:00:10:00' },
  ]);
});

test('drop-frame minutes stand on the number that exists', () => {
  const scale = { rate: rates.FPS_29_97_DF, pixelsPerSecond: 2 };
  const minute = labels(0, 200, scale, 0, 'timecode').find(({ label }) => label?.startsWith('00:01:00'));
  expect(minute?.label).toBe('00:01:00;02');
  expect(minute?.x).toBeCloseTo((1800 * 1001 * 2) / 30_000);
});

test('seconds and frames begin at nought', () => {
  const scale = { rate: rates.FPS_25, pixelsPerSecond: 50 };
  expect(labels(0, 110, scale, 90_000, 'seconds').slice(0, 2)).toEqual([{ x: 0, label: '0 s' }, { x: 100, label: '2 s' }]);
  expect(labels(0, 110, scale, 90_000, 'frames').slice(0, 2)).toEqual([{ x: 0, label: '0' }, { x: 100, label: '50' }]);
});
