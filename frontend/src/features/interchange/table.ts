import { RequestError, upload } from '@/api/session';
import type { CommandInput } from '@/gql/graphql';
import type { Omission } from './import-edit';

export interface TableChange {
  readonly facet: string;
  readonly before: string;
  readonly after: string;
  /** Its place among all changes, in which they make room for each other. */
  readonly order: number;
  readonly command: CommandInput;
}

export interface TableRow {
  readonly row: number;
  readonly kind: 'changed' | 'added' | 'unknown' | 'ambiguous';
  readonly scene: string;
  readonly clip: string;
  /** Why the row can do nothing. */
  readonly reason: string;
  readonly changes: readonly TableChange[];
}

/** What a shot list wants to be different. */
export interface Comparison {
  readonly rows: readonly TableRow[];
  readonly unchanged: number;
  readonly missing: number;
  readonly omissions: readonly Omission[];
}

export type ComparisonOutcome =
  | { readonly ok: true; readonly comparison: Comparison }
  | { readonly ok: false; readonly message: string };

export const tableFiles = '.xlsx,.csv,.tsv';

/** Whether a file is a shot list by its name; one that is none is refused with the reason. */
export function isTable(fileName: string): boolean {
  return /\.(xlsx?|xlsm|csv|tsv)$/i.test(fileName);
}

/** Asks what a shot list wants to be different in the project; nothing is changed. */
export async function compareTable(file: File, projectId: string): Promise<ComparisonOutcome> {
  try {
    return { ok: true, comparison: await upload<Comparison>(`/api/projects/${encodeURIComponent(projectId)}/tables`, file) };
  } catch (error) {
    return { ok: false, message: error instanceof RequestError ? error.message : 'The file could not be sent. Try again.' };
  }
}

/** What a change is picked by. A new clip is taken whole or not at all. */
export function keyOf({ row, kind }: TableRow, facet: string): string {
  return kind === 'added' ? `${row}` : `${row} ${facet}`;
}

export function keysOf(rows: readonly TableRow[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => row.changes.map(({ facet }) => keyOf(row, facet))))];
}

/** The commands of what was picked, in the order in which they make room for each other. */
export function commandsOf(rows: readonly TableRow[], picked: ReadonlySet<string>): readonly CommandInput[] {
  return rows
    .flatMap((row) => row.changes.filter(({ facet }) => picked.has(keyOf(row, facet))))
    .sort((one, other) => one.order - other.order)
    .map(({ command }) => command);
}

/** Rows that can do nothing, and cells that could not be taken, each with the reason. */
export function notTaken({ rows, omissions }: Comparison): readonly Omission[] {
  const idle = rows.filter(({ changes }) => changes.length === 0);
  return [...idle.map(({ row, clip, reason }) => ({ what: clip ? `Row ${row}, ${clip}` : `Row ${row}`, where: '', reason })), ...omissions];
}

/** The same set with these keys in it, or without them. */
export function withKeys(picked: ReadonlySet<string>, keys: readonly string[], isPicked: boolean): ReadonlySet<string> {
  const next = new Set(picked);
  for (const key of keys) if (isPicked) next.add(key); else next.delete(key);
  return next;
}
