import { expect, test } from 'vitest';
import { columnsBetween } from './waveform';

// Two seconds: the first is quiet, the second loud.
const peaks = Int8Array.from({ length: 400 }, (_, index) => (index < 200 ? 10 : 100) * (index % 2 === 0 ? -1 : 1));

test('a column has the lowest and highest of all that lies in it', () => {
  expect([...columnsBetween(peaks, 0, 2, 2)]).toEqual([-10, 10, -100, 100]);
  expect([...columnsBetween(peaks, 0.5, 1.5, 1)]).toEqual([-100, 100]);
});

test('where a column is narrower than a peak, neighbours have the same', () => {
  expect([...columnsBetween(peaks, 0.995, 1.005, 4)]).toEqual([-10, 10, -10, 10, -100, 100, -100, 100]);
});

test('before and behind the music there is nothing', () => {
  expect([...columnsBetween(peaks, -1, 0, 2), ...columnsBetween(peaks, 2, 3, 2)]).toEqual(Array.from({ length: 8 }, () => 0));
  expect([...columnsBetween(new Int8Array(), 0, 1, 1)]).toEqual([0, 0]);
});
