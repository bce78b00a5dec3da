import { freshToken, refusalFrom, RequestError } from '@/api/session';

export interface Uploaded {
  readonly digest: string;
  readonly name: string;
  readonly kind: string;
  /** What a command takes to use the file. */
  readonly upload: string;
}

/** Sends a file into a project and tells how much of it is there, from 0 to 1. */
export async function sendFile(projectId: string, file: File, onProgress: (share: number) => void): Promise<Uploaded> {
  const token = await freshToken();
  const path = `/media/projects/${encodeURIComponent(projectId)}?name=${encodeURIComponent(file.name)}`;
  // `fetch` does not tell how far an upload has come.
  const request = new XMLHttpRequest();
  const answer = new Promise<Uploaded>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && onProgress(loaded / total);
    request.onerror = () => reject(new RequestError(0, 'unreachable', 'The server cannot be reached. Check that it is running and try again.'));
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Uploaded);
      else reject(refusalFrom(request.status, request.statusText, request.responseText));
    };
  });
  request.open('POST', path);
  if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.send(file);
  return answer;
}
