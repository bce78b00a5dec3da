import { RequestError, upload } from '@/api/session';

export interface Omission {
  readonly what: string;
  readonly where: string;
  readonly reason: string;
}

export interface ImportReport {
  readonly projectId: string;
  readonly scenes: number;
  readonly clips: number;
  readonly omissions: readonly Omission[];
}

export type ImportOutcome =
  | { readonly ok: true; readonly fileName: string; readonly report: ImportReport }
  | { readonly ok: false; readonly fileName: string; readonly message: string };

/**
 * Brings an edit into `projectId`, or into a new project when that is null. A project archive becomes a copy, or the
 * project itself where it `keepsIds`.
 */
export async function importEdit(file: File, projectId: string | null, keepsIds = false): Promise<ImportOutcome> {
  const place = projectId === null ? '/api/imports' : `/api/projects/${encodeURIComponent(projectId)}/imports`;
  const ids = projectId === null && keepsIds ? '&ids=same' : '';
  try {
    const report = await upload<ImportReport>(`${place}?name=${encodeURIComponent(file.name)}${ids}`, file);
    return { ok: true, fileName: file.name, report };
  } catch (error) {
    const message = error instanceof RequestError ? error.message : 'The file could not be sent. Try again.';
    return { ok: false, fileName: file.name, message };
  }
}
