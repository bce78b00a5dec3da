import { RequestError, upload } from '@/api/session';
import type { CommandInput } from '@/gql/graphql';
import type { Omission } from './import-edit';

/** A command, and its place among all of them, in which they make room for each other. */
export interface Step {
  readonly order: number;
  readonly command: CommandInput;
}

export interface RowChange extends Step {
  readonly facet: string;
  readonly before: string;
  readonly after: string;
  /** What comes before, where clips exchange their places: one steps out of the way. */
  readonly aside: Step | null;
}

/** A row of a shot list, or a clip of an edit. */
export interface Row {
  readonly row: number;
  readonly kind: 'changed' | 'added' | 'missing' | 'unknown' | 'ambiguous';
  readonly scene: string;
  readonly clip: string;
  /** Why it can do nothing, or not without something else. */
  readonly reason: string;
  readonly changes: readonly RowChange[];
}

/** What a file that came back wants to be different. */
export interface Comparison {
  readonly file: 'table' | 'edit' | 'words';
  /** Whether nothing in the file is of the project. */
  readonly isForeign: boolean;
  readonly rows: readonly Row[];
  readonly unchanged: number;
  readonly missing: number;
  readonly omissions: readonly Omission[];
}

export type ComparisonOutcome =
  | { readonly ok: true; readonly comparison: Comparison }
  | { readonly ok: false; readonly message: string };

export const tableFiles = '.xlsx,.csv,.tsv';

/** Whether a file is words to begin from by its name; these have nothing to compare. */
export function isWords(fileName: string): boolean {
  return /\.(fountain|spmd|fdx|ya?ml)$/i.test(fileName);
}

/** Asks what a file wants to be different in the project; nothing is changed. */
export async function compareFile(file: File, projectId: string, withDeletions = false): Promise<ComparisonOutcome> {
  const query = `name=${encodeURIComponent(file.name)}&deletions=${withDeletions ? 'yes' : 'no'}`;
  try {
    return { ok: true, comparison: await upload<Comparison>(`/api/projects/${encodeURIComponent(projectId)}/comparisons?${query}`, file) };
  } catch (error) {
    return { ok: false, message: error instanceof RequestError ? error.message : 'The file could not be sent. Try again.' };
  }
}

/** What a change is picked by. A clip comes or goes whole or not at all. */
export function keyOf({ row, kind }: Row, facet: string): string {
  return kind === 'added' || kind === 'missing' ? `${row}` : `${row} ${facet}`;
}

export function keysOf(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => row.changes.map(({ facet }) => keyOf(row, facet))))];
}

/** The commands of what was picked, in the order in which they make room for each other. */
export function commandsOf(rows: readonly Row[], picked: ReadonlySet<string>): readonly CommandInput[] {
  return rows
    .flatMap((row) => row.changes.filter(({ facet }) => picked.has(keyOf(row, facet))))
    .flatMap((change): Step[] => (change.aside ? [change.aside, change] : [change]))
    .sort((one, other) => one.order - other.order)
    .map(({ command }) => command);
}

/** Rows that can do nothing, and what else could not be taken, each with the reason. */
export function notTaken({ rows, omissions }: Comparison): readonly Omission[] {
  const idle = rows.filter(({ changes }) => changes.length === 0);
  return [...idle.map(({ row, clip, reason }) => ({ what: clip ? `Row ${row}, ${clip}` : `Row ${row}`, where: '', reason })), ...omissions];
}

/** What is taken unless somebody unticks it: everything, but clips go only where that was asked for. */
export function usuallyPicked(rows: readonly Row[], withDeletions: boolean): readonly string[] {
  return keysOf(rows.filter(({ kind }) => withDeletions || kind !== 'missing'));
}

/** The same set with these keys in it, or without them. */
export function withKeys(picked: ReadonlySet<string>, keys: readonly string[], isPicked: boolean): ReadonlySet<string> {
  const next = new Set(picked);
  for (const key of keys) if (isPicked) next.add(key); else next.delete(key);
  return next;
}
