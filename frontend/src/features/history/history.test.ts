import { describe, expect, test } from 'vitest';
import { countOf, everything, filterOf } from './activity-filter';
import { byDay } from './days';
import { anEntry } from './history.sample';
import { inOrder } from './in-order';
import { marksOf, momentAt, steppedBy } from './marks';
import { atOf, keyOf, localTime } from './moment-picker';

const good = { ok: true } as const;
const bad = { ok: false } as const;

describe('what is asked for in order', () => {
  test('begins only when the one before has its answer', async () => {
    const next = inOrder();
    const done: string[] = [];
    let finish: (answer: typeof good) => void = () => {};
    const first = next(() => new Promise((resolve) => (finish = resolve)));
    const second = next(() => {
      done.push('second');
      return Promise.resolve(good);
    });
    await Promise.resolve();
    expect(done).toEqual([]);
    finish(good);
    expect([await first, await second]).toEqual([good, good]);
    expect(done).toEqual(['second']);
  });

  test('is let go when the one before is refused, and what comes later is done again', async () => {
    const next = inOrder();
    const answers = await Promise.all([next(() => Promise.resolve(bad)), next(() => Promise.resolve(good)), next(() => Promise.resolve(good))]);
    expect(answers).toEqual([bad, null, null]);
    expect(await next(() => Promise.resolve(good))).toEqual(good);
  });
});

describe('filters', () => {
  test('that are not set ask for everything', () => {
    expect(filterOf(everything, 'clip-1')).toBeUndefined();
    expect(countOf(everything)).toBe(0);
  });

  test('hold from the first moment of one day to the last of another', () => {
    const filter = filterOf({ ...everything, actorId: 'user-ada', kind: 'CLIP', from: '2026-03-01', to: '2026-03-02' }, undefined);
    expect(filter).toEqual({
      actorId: 'user-ada',
      aggregate: 'CLIP',
      since: new Date(2026, 2, 1).toISOString(),
      until: new Date(2026, 2, 2, 23, 59, 59, 999).toISOString(),
    });
  });

  test('narrow to the selection as long as there is one', () => {
    const wish = { ...everything, isSelectionOnly: true };
    expect(filterOf(wish, 'clip-1')).toEqual({ thingId: 'clip-1' });
    expect(filterOf(wish, undefined)).toBeUndefined();
    expect(countOf({ ...wish, kind: 'SCENE' })).toBe(2);
  });
});

test('entries are cut where the day changes', () => {
  const late = anEntry(3, { at: new Date(2026, 2, 2, 0, 1).toISOString() });
  const days = byDay([late, anEntry(2), anEntry(1)]);
  expect(days.map(({ at, items }) => [at, items.map(({ position }) => position)])).toEqual([[late.at, [3]], [anEntry(2).at, [2, 1]]]);
});

describe('the history bar', () => {
  const at = (day: number) => new Date(2026, 2, day, 12).toISOString();
  const moments = [{ position: 1, at: at(1) }, { position: 2, at: at(1) }, { position: 6, at: at(2) }, { position: 11, at: at(3) }];

  test('marks moments from the first to now, and names a day where it begins and has room', () => {
    const marks = marksOf(moments, 1, 11);
    expect(marks.map(({ share }) => share)).toEqual([0, 0.1, 0.5, 1]);
    expect(marks.map(({ day }) => day !== null)).toEqual([true, false, true, false]);
    expect(marksOf([{ position: 1, at: at(1) }], 1, 1)[0]?.share).toBe(1);
  });

  test('knows the time of a position from the last moment before it', () => {
    expect(momentAt(moments, 5)?.position).toBe(2);
    expect(momentAt(moments, 6)?.position).toBe(6);
    expect(momentAt([], 6)).toBeUndefined();
  });

  test('is moved by keys, by one or a tenth, and never beyond its ends', () => {
    const by = (key: string, position: number) => steppedBy(key, position, 1, 101);
    expect([by('ArrowLeft', 50), by('ArrowRight', 50), by('PageDown', 50), by('PageUp', 50), by('Home', 50), by('End', 50)]).toEqual([49, 51, 40, 60, 1, 101]);
    expect([by('ArrowLeft', 1), by('PageUp', 99), by('x', 50)]).toEqual([1, 101, undefined]);
  });
});

test('a moment is chosen as now, as a change or as a time', () => {
  const time = new Date(2026, 2, 1, 9, 5, 7).toISOString();
  expect([atOf('now'), atOf({ position: 4 }), atOf({ time })]).toEqual([undefined, { position: 4 }, { time }]);
  expect([keyOf('now'), keyOf({ position: 4 }), keyOf({ time })]).toEqual(['now', '4', 'time']);
  expect(localTime(time)).toBe('2026-03-01T09:05:07');
});
