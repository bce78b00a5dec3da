import { describe, expect, test } from 'vitest';
import { barsOf, describeRow, describeUndrawn, faultOf, isDay, jobsOf, ordered, spanOf, topOf, variablesOf, withSpan, type Asked } from './statistics';
import { totals } from './statistics.sample';

const everything: Asked = { by: 'DAY', projectId: null, from: null, to: null };
const now = '2026-03-02';

describe('which days', () => {
  test('both of the chosen days are included, as days of UTC', () => {
    expect(variablesOf({ ...everything, from: '2026-02-27', to: '2026-02-28' })).toEqual({ by: 'DAY', projectId: null, since: '2026-02-27T00:00:00Z', until: '2026-03-01T00:00:00Z' });
    expect(variablesOf(everything)).toMatchObject({ since: null, until: null });
  });

  test('a span ends today and stays so', () => {
    const week = withSpan(everything, '7', now);
    expect(week).toMatchObject({ from: '2026-02-24', to: null });
    expect(spanOf(week, now)).toBe('7');
    expect(spanOf(week, '2026-03-03')).toBe('chosen');
    expect(spanOf(withSpan(week, 'all', now), now)).toBe('all');
  });

  test('days that are chosen begin with those that were shown', () => {
    const chosen = withSpan(withSpan(everything, '90', now), 'chosen', now);
    expect(chosen).toMatchObject({ from: '2025-12-03', to: now });
    expect(spanOf(chosen, now)).toBe('chosen');
    expect(withSpan(everything, 'chosen', now)).toMatchObject({ from: '2026-02-01', to: now });
  });

  test('a last day before the first is none', () => {
    expect(faultOf({ ...everything, from: '2026-02-02', to: '2026-02-01' })).toContain('choose a later one');
    expect(faultOf({ ...everything, from: '2026-02-02', to: '2026-02-02' })).toBeNull();
  });

  test.each([
    ['2026-02-28', true],
    ['2026-02-30', false],
    ['2026-2-3', false],
    ['0000-01-01', false],
    ['yesterday', false],
  ])('%s is a day: %s', (text, is) => expect(isDay(text)).toBe(is));
});

describe('what is drawn', () => {
  test('days without a job have their place', () => {
    const bars = barsOf('DAY', [totals('2026-02-27', { succeeded: 2 }), totals('2026-03-01', { failed: 1 })]);
    expect(bars.map(({ key, counts }) => [key, counts.succeeded, counts.failed])).toEqual([
      ['2026-02-27', 2, 0],
      ['2026-02-28', 0, 0],
      ['2026-03-01', 0, 1],
    ]);
  });

  test('of more days the newest are drawn, and it is said', () => {
    const groups = [totals('2025-01-01', { succeeded: 1 }), totals('2026-03-01', { succeeded: 1 })];
    const bars = barsOf('DAY', groups);
    expect([bars.length, bars[0]?.key, bars.at(-1)?.key]).toEqual([92, '2025-11-30', '2026-03-01']);
    expect(describeUndrawn('DAY', groups)).toBe('The newest 92 days are drawn; the table has all.');
  });

  test('of more workflows those with the most jobs are drawn', () => {
    const groups = Array.from({ length: 21 }, (_, at) => totals(`w${at}`, { succeeded: at + 1 }));
    expect(barsOf('WORKFLOW', groups).map(({ key }) => key)).toEqual(Array.from({ length: 20 }, (_, at) => `w${20 - at}`));
    expect(describeUndrawn('WORKFLOW', groups)).toContain('The 20 with the most jobs');
    expect(describeUndrawn('WORKFLOW', groups.slice(1))).toBe('');
  });

  test('nothing is drawn of nothing', () => expect(barsOf('DAY', [])).toEqual([]));

  test.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [11, 20],
    [50, 50],
    [501, 1000],
  ])('the scale of %i ends at %i', (most, top) => expect(topOf(most)).toBe(top));
});

describe('rows', () => {
  test('the newest day comes first, else who has the most jobs', () => {
    const groups = [totals('2026-03-01', { succeeded: 1 }), totals('2026-03-02', { succeeded: 9 }), totals('2026-03-03', { succeeded: 2 })];
    expect(ordered('DAY', groups).map(({ jobs }) => jobs)).toEqual([2, 9, 1]);
    expect(ordered('KIND', groups).map(({ jobs }) => jobs)).toEqual([9, 2, 1]);
  });

  test('a row is called as people call it', () => {
    expect(describeRow('DAY', totals('2026-03-01'))).toBe('Sun, 1 Mar 2026');
    expect(describeRow('WORKER', totals('worker-1', { name: 'north' }))).toBe('north');
    expect(describeRow('WORKER', totals(''))).toBe('No worker');
  });

  test('a row leads to its jobs where the queue can show only them', () => {
    const ofOne = { ...everything, projectId: 'p' };
    expect(jobsOf({ ...ofOne, by: 'WORKER' }, 'w')).toEqual({ project: 'p', worker: 'w', cleared: 'yes' });
    expect(jobsOf({ ...everything, by: 'KIND' }, 'image')).toEqual({ kind: 'image', cleared: 'yes' });
    expect(jobsOf({ ...everything, by: 'PROJECT' }, 'p')).toEqual({ project: 'p', cleared: 'yes' });
    expect(jobsOf({ ...everything, by: 'WORKER' }, '')).toBeNull();
    expect(jobsOf(ofOne, '2026-03-01')).toBeNull();
  });
});
