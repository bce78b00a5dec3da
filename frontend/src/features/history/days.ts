interface Dated {
  readonly at: string;
}

export interface Day<Item> {
  /** The time of its first entry. */
  readonly at: string;
  readonly items: readonly Item[];
}

/** Whether two times are of one day where the person is. */
export function isSameDay(one: string, other: string): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** Entries in their order, cut where the day changes. */
export function byDay<Item extends Dated>(entries: readonly Item[]): readonly Day<Item>[] {
  const days: { at: string; items: Item[] }[] = [];
  for (const entry of entries) {
    const last = days.at(-1);
    if (last && isSameDay(last.at, entry.at)) last.items.push(entry);
    else days.push({ at: entry.at, items: [entry] });
  }
  return days;
}
