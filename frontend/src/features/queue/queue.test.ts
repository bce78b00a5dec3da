import { describe, expect, test } from 'vitest';
import { describeProgress } from '@/ui/progress';
import { amountOf } from './amount';
import { describeFact } from './job-detail';
import { aged, answered, begunAnew, isUnasked, noPages, rowsOf, wantedPage, withMore } from './pages';
import { aJob } from './queue.sample';
import { aboutOf, allOf, countChosen } from './selection';
import { describeBudget, describeCost, describeEnd, describeSeconds, describeStart, whyOf } from './words';

const running = { isPaused: false, reason: '' };

describe('pages of jobs', () => {
  const everywhere = () => true;
  const nowhere = () => false;
  const two = answered(withMore(answered(noPages, 0, { rows: [aJob('1'), aJob('2')], end: 'b', age: 0 })), 1, { rows: [aJob('3')], end: null, age: 0 });

  test('the first page is asked for at once, the next when its end is reached', () => {
    expect(wantedPage(noPages, nowhere)).toBe(0);
    const one = answered(noPages, 0, { rows: [aJob('1')], end: 'a', age: 0 });
    expect(wantedPage(one, everywhere)).toBeNull();
    expect(withMore(one).pages[1]).toMatchObject({ after: 'a', rows: [] });
    expect(wantedPage(withMore(one), nowhere)).toBe(1);
  });

  test('nothing is asked for behind the last page, nor twice', () => {
    expect(withMore(two)).toBe(two);
    const waiting = withMore(answered(noPages, 0, { rows: [], end: 'a', age: 0 }));
    expect(withMore(waiting)).toBe(waiting);
  });

  test('after a change only pages that are looked at are asked for again', () => {
    const changed = aged(two);
    expect(wantedPage(changed, (at) => at === 1)).toBe(1);
    expect(wantedPage(changed, nowhere)).toBeNull();
  });

  test('an answer that was asked for before the last change is asked for once more', () => {
    const late = answered(aged(noPages), 0, { rows: [aJob('1')], end: null, age: 0 });
    expect(wantedPage(late, everywhere)).toBe(0);
  });

  test('a page that ends elsewhere than before moves the next one, and no job is shown twice', () => {
    const moved = answered(aged(two), 0, { rows: [aJob('0'), aJob('3')], end: 'a', age: 1 });
    expect(moved.pages[1]).toMatchObject({ after: 'a' });
    expect(wantedPage(moved, nowhere)).toBe(1);
    expect(rowsOf(moved).map((rows) => rows.map(({ id }) => id))).toEqual([['0', '3'], []]);
  });

  test('a page that is the last one now takes those behind it away', () => {
    expect(answered(two, 0, { rows: [], end: null, age: 1 }).pages).toHaveLength(1);
    expect(answered(noPages, 3, { rows: [], end: null, age: 1 })).toBe(noPages);
  });

  test('another wish keeps the first rows until its own are there', () => {
    const anew = begunAnew(two);
    expect(rowsOf(anew)[0]?.map(({ id }) => id)).toEqual(['1', '2']);
    expect(wantedPage(anew, nowhere)).toBe(0);
    expect([isUnasked(noPages), isUnasked(anew)]).toEqual([true, false]);
  });
});

describe('what is sent for the chosen jobs', () => {
  const jobs = [aJob('1'), aJob('2', { status: 'RUNNING' }), aJob('3', { status: 'FAILED' })];
  const counters = [
    { __typename: 'JobCount', status: 'QUEUED', count: 9000 },
    { __typename: 'JobCount', status: 'RUNNING', count: 3 },
  ] as const;

  test('only those that a deed fits', () => {
    const some = { jobs, all: null };
    expect(aboutOf(some, 'cancel')).toEqual({ jobIds: ['1', '2'] });
    expect(aboutOf(some, 'retry')).toEqual({ jobIds: ['3'] });
    expect(aboutOf(some, 'resume')).toBeNull();
    expect(countChosen(some, ['QUEUED', 'RUNNING'], [...counters])).toBe(2);
  });

  test('all of a project or a batch are meant by a word, of the statuses that are shown', () => {
    expect(allOf({ projectId: 'p' })).toEqual({ projectId: 'p' });
    expect(allOf({ projectId: 'p', batchId: 'b', statuses: ['FAILED'] })).toEqual({ batchId: 'b', statuses: ['FAILED'] });
    const all = { jobs, all: { projectId: 'p', statuses: ['QUEUED', 'RUNNING'] as const } };
    const chosen = { jobs, all: { ...all.all, statuses: [...all.all.statuses] } };
    expect(aboutOf(chosen, 'pause')).toEqual({ projectId: 'p', statuses: ['QUEUED'] });
    expect(aboutOf(chosen, 'delete')).toBeNull();
    expect(countChosen(chosen, ['QUEUED', 'RUNNING', 'FAILED'], [...counters])).toBe(9003);
  });

  test('not where a selection cannot say what is shown', () => {
    expect([allOf({}), allOf({ projectId: 'p', search: 'x' }), allOf({ projectId: 'p', isBlocked: true }), allOf({ projectId: 'p', withCleared: true })]).toEqual([null, null, null, null]);
  });
});

describe('words', () => {
  test('a job says what it lacks, else that the queue is paused, else its own reason', () => {
    const blocked = aJob('1', { blocked: 'needs 48 GB of VRAM; no worker has it' });
    expect(whyOf(blocked, { isPaused: true, reason: 'night' })).toBe('Needs 48 GB of VRAM; no worker has it');
    expect(whyOf(aJob('1'), { isPaused: true, reason: 'night' })).toBe('The queue is paused: night');
    expect(whyOf(aJob('1'), { isPaused: true, reason: '' })).toBe('The queue is paused');
    expect(whyOf(aJob('1', { status: 'FAILED', reason: 'out of memory' }), { isPaused: true, reason: 'night' })).toBe('Out of memory');
    expect(whyOf(aJob('1', { status: 'WAITING', reason: 'failed once', retryAt: '2026-01-01T00:00:30Z' }), running)).toMatch(/^Failed once; tries again at \d\d:\d\d:30$/);
  });

  test('a job in line says what the scheduler says of it, a paused or ended one its own reason', () => {
    const waitsFor = '2 workers can do it and will when there is time';
    expect(whyOf(aJob('1', { waitsFor }), running)).toBe('2 workers can do it and will when there is time');
    expect(whyOf(aJob('1', { waitsFor, status: 'PAUSED', reason: 'later' }), running)).toBe('Later');
  });

  test('a forecast says its range, or that it is a guess', () => {
    const day = new Date().toISOString().slice(0, 10);
    const at = (minute: string) => new Date(`${day}T12:${minute}:00`).toISOString();
    const forecast = { __typename: 'JobForecast', startsAt: at('01'), startsEarliest: at('01'), startsLatest: at('01'), endsAt: at('05'), endsEarliest: at('04'), endsLatest: at('09') } as const;
    expect(describeStart(forecast)).toMatch(/^about 12:01:00/);
    expect(describeEnd(forecast)).toMatch(/^about 12:05:00.*, between 12:04:00.* and 12:09:00/);
    expect(describeEnd({ ...forecast, endsEarliest: null })).toMatch(/^about 12:05:00.*, as a first guess$/);
  });

  test('times and costs are read at a glance', () => {
    expect([4.21, 59.6, 123, 3900].map(describeSeconds)).toEqual(['4.2 s', '60 s', '2 min 03 s', '1 h 05 min']);
    expect([0.000125, 12.345].map(describeCost)).toEqual(['0.000125', '12.35']);
  });

  test('progress says the share and the step, or what keeps it', () => {
    const progress = { __typename: 'AttemptProgress', jobId: '1', attemptId: 'a', fraction: 0.4, ahead: 0, node: 'KSampler', step: 8, steps: 20, message: '', previewUrl: null } as const;
    expect(describeProgress(progress)).toBe('40 %, step 8 of 20 of KSampler');
    expect(describeProgress({ ...progress, steps: 0 })).toBe('40 %, KSampler');
    expect(describeProgress({ ...progress, node: '' })).toBe('40 %');
    expect(describeProgress({ ...progress, ahead: 2 })).toBe('2 jobs before it at its worker');
    expect(describeProgress({ ...progress, message: 'does not answer' })).toBe('Does not answer');
  });

  test('a budget says what is used, and of what', () => {
    const budget = { __typename: 'Budget', cost: 20, seconds: null, atOnce: 4, spentCost: 12.5, spentSeconds: 180, isSpent: false } as const;
    expect(describeBudget(budget)).toBe('cost 12.5 of 20, 3 min 00 s, 4 at once');
  });

  test('a limit is a number above 0, or nothing', () => {
    expect([amountOf(' 2,5 '), amountOf('')]).toEqual([2.5, null]);
    expect(amountOf('much')).toContain('“much” is no limit.');
    expect(amountOf('-1')).toContain('Write a number above 0');
  });

  test('the log says what happened and why', () => {
    expect(describeFact({ __typename: 'Event', type: 'JobCancelRequested', data: { reason: 'wrong seed' } })).toBe('Cancel requested: wrong seed');
    expect(describeFact({ __typename: 'Event', type: 'JobStarted', data: {} })).toBe('Started');
  });
});
