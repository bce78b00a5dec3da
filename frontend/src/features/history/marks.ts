import { describeDayBriefly } from '@/ui/moment';
import { isSameDay } from './days';

export interface TimedPosition {
  readonly position: number;
  readonly at: string;
}

export interface Mark {
  readonly position: number;
  /** From 0 at the first moment to 1 now. */
  readonly share: number;
  /** The day, where one begins and there is room for its name. */
  readonly day: string | null;
}

const dayRoom = 0.09;

/** Where the moments lie on the bar. */
export function marksOf(moments: readonly TimedPosition[], first: number, last: number): readonly Mark[] {
  let named = -Infinity;
  return moments.map(({ position, at }, index) => {
    const share = last > first ? (position - first) / (last - first) : 1;
    const before = moments[index - 1];
    const isNew = (!before || !isSameDay(before.at, at)) && share - named >= dayRoom && share <= 1 - dayRoom / 2;
    if (isNew) named = share;
    return { position, share, day: isNew ? describeDayBriefly(at) : null };
  });
}

/** The last moment known that is not after a position. */
export function momentAt<Item extends TimedPosition>(moments: readonly Item[], position: number): Item | undefined {
  return moments.findLast((moment) => moment.position <= position) ?? moments[0];
}

/** Where a key takes the slider; undefined for keys that are not its own. A page is a tenth of the history. */
export function steppedBy(key: string, position: number, first: number, last: number): number | undefined {
  const page = Math.max(1, Math.round((last - first) / 10));
  const wanted: Record<string, number> = {
    ArrowLeft: position - 1,
    ArrowDown: position - 1,
    ArrowRight: position + 1,
    ArrowUp: position + 1,
    PageDown: position - page,
    PageUp: position + page,
    Home: first,
    End: last,
  };
  const target = wanted[key];
  return target === undefined ? undefined : Math.min(last, Math.max(first, target));
}
