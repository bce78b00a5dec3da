import { freshToken, RequestError } from '@/api/session';

export interface UploadedMedium {
  readonly digest: string;
  readonly name: string;
  /** Proves that the file came into the project: the mutations that use it take this. */
  readonly upload: string;
}

export type MediumKind = 'music' | 'image' | 'video';

interface Sending {
  file: File;
  projectId: string;
  kind: MediumKind;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

function refusal(request: XMLHttpRequest): RequestError {
  const fallback = 'The server could not take the file. Try again in a moment.';
  try {
    const { error } = JSON.parse(request.responseText) as { error?: { kind?: string; message?: string } };
    return new RequestError(request.status, error?.kind ?? 'unknown', error?.message ?? fallback);
  } catch {
    return new RequestError(request.status, 'unknown', fallback);
  }
}

/** Brings a file into a project and tells how far it is: `fetch` does not. Rejects with a `RequestError`. */
export async function uploadMedium({ file, projectId, kind, onProgress, signal }: Sending): Promise<UploadedMedium> {
  const token = await freshToken();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ kind, name: file.name });
    request.open('POST', `/media/projects/${encodeURIComponent(projectId)}?${query}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status === 201 ? resolve(JSON.parse(request.responseText) as UploadedMedium) : reject(refusal(request)));
    request.onerror = () => reject(new RequestError(0, 'unreachable', 'The file did not reach the server. Check that it is running and try again.'));
    request.onabort = () => reject(new RequestError(0, 'cancelled', 'The upload was cancelled.'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
