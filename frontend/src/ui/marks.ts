/** What is current and marked in a grid; ids in the order in which they are shown. */
export interface Marks {
  readonly current: string | null;
  readonly marked: ReadonlySet<string>;
}

export const noMarks: Marks = { current: null, marked: new Set() };

/** A press on one: alone, with Ctrl it comes to the others or goes, with Shift all up to it. */
export function pressed(marks: Marks, ids: readonly string[], id: string, keys: { isAdding: boolean; isReaching: boolean }): Marks {
  if (keys.isAdding) return toggled({ ...marks, current: id }, id);
  if (keys.isReaching && marks.current !== null) {
    const [from, to] = [ids.indexOf(marks.current), ids.indexOf(id)].toSorted((left, right) => left - right);
    return { current: marks.current, marked: new Set(ids.slice(from, (to ?? 0) + 1)) };
  }
  return { current: id, marked: new Set([id]) };
}

export function toggled(marks: Marks, id: string | null): Marks {
  if (id === null) return marks;
  const marked = new Set(marks.marked);
  if (!marked.delete(id)) marked.add(id);
  return { ...marks, marked };
}

/** The one so many places further, the first where there is none yet; the marks go with it. */
export function moved(marks: Marks, ids: readonly string[], by: number): Marks {
  if (ids.length === 0) return noMarks;
  const at = marks.current === null ? -1 : ids.indexOf(marks.current);
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), ids.length - 1);
  return { ...marks, current: ids[next] ?? null };
}

/** Lets go of what is not shown any more. */
export function kept(marks: Marks, ids: readonly string[]): Marks {
  const there = new Set(ids);
  const marked = new Set([...marks.marked].filter((id) => there.has(id)));
  const current = marks.current !== null && there.has(marks.current) ? marks.current : null;
  return { current, marked };
}

/** What an action is about: all that are marked, else the current one. */
export function meant(marks: Marks): readonly string[] {
  if (marks.marked.size > 0) return [...marks.marked];
  return marks.current === null ? [] : [marks.current];
}
