import type { JobData } from './words';

/** Jobs behind a cursor, as they were at an age of the list. */
export interface JobsPage {
  readonly after: string | null;
  readonly rows: readonly JobData[];
  /** The cursor behind them; null where nothing follows. */
  readonly end: string | null;
  /** Below the age of the list it has to be asked for again. */
  readonly age: number;
}

export interface Pages {
  readonly pages: readonly JobsPage[];
  readonly age: number;
}

const unasked = -1;

export const noPages: Pages = { pages: [{ after: null, rows: [], end: null, age: unasked }], age: 0 };

/** Whether a page was never there as it is wanted now. */
export function isNew({ pages }: Pages, index: number): boolean {
  return pages[index]?.age === unasked;
}

export function isUnasked({ pages }: Pages): boolean {
  return pages[0]?.age === unasked && pages[0].rows.length === 0;
}

/** The beginning of another list; until it is there the former first rows stay to be seen. */
export function begunAnew({ pages, age }: Pages): Pages {
  return { pages: [{ after: null, rows: pages[0]?.rows ?? [], end: null, age: unasked }], age };
}

/** Something happened: every page is asked for again as soon as it is looked at. */
export function aged({ pages, age }: Pages): Pages {
  return { pages, age: age + 1 };
}

/** With one more page to ask for, where there is more and it is not asked for already. */
export function withMore(list: Pages): Pages {
  const last = list.pages.at(-1);
  if (!last || last.end === null) return list;
  return { ...list, pages: [...list.pages, { after: last.end, rows: [], end: null, age: unasked }] };
}

/** The first page that was never there, else the first that is looked at and out of date. */
export function wantedPage({ pages, age }: Pages, isNear: (index: number) => boolean): number | null {
  const unseen = pages.findIndex((page) => page.age === unasked);
  const index = unseen >= 0 ? unseen : pages.findIndex((page, at) => page.age !== age && isNear(at));
  return index < 0 ? null : index;
}

/** With the answer for a page that was asked for at an age. Where it ends elsewhere than before, the next one begins there. */
export function answered(list: Pages, index: number, answer: Pick<JobsPage, 'rows' | 'end' | 'age'>): Pages {
  const page = list.pages[index];
  if (!page) return list;
  const pages = [...list.pages];
  pages[index] = { ...page, ...answer };
  if (answer.end === null) return { ...list, pages: pages.slice(0, index + 1) };
  const next = pages[index + 1];
  if (next && next.after !== answer.end) pages[index + 1] = { ...next, after: answer.end, age: unasked };
  return { ...list, pages };
}

/** The rows of each page; one that has moved into an earlier page is not shown a second time. */
export function rowsOf({ pages }: Pages): readonly (readonly JobData[])[] {
  const shown = new Set<string>();
  return pages.map(({ rows }) =>
    rows.filter(({ id }) => {
      const isNew = !shown.has(id);
      shown.add(id);
      return isNew;
    }),
  );
}
