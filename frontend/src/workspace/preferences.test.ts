import { expect, test } from 'vitest';
import { clampZoom, defaults, repaired } from './preferences';

test('what is corrupt falls back to its default, the rest is kept', () => {
  expect(repaired({ zoom: 900, unit: 'frames', panel: 'cellar', isSnapping: false })).toEqual({ ...defaults, unit: 'frames', isSnapping: false });
  expect(repaired('nonsense')).toEqual(defaults);
  expect(repaired(null)).toEqual(defaults);
});

test('the zoom stays between 2 and 50 pixels per second', () => {
  expect([clampZoom(0.1), clampZoom(17), clampZoom(400)]).toEqual([2, 17, 50]);
});
