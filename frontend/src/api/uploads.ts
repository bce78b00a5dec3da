import { useCallback, useRef, useState } from 'react';
import type { Outcome } from '@/api/command';
import { sendFile, type Uploaded } from '@/api/send-file';
import { RequestError } from '@/api/session';

export interface Upload {
  readonly id: number;
  readonly name: string;
  /** From 0 to 1; 1 while the server looks at the file. */
  readonly share: number;
  /** Why it did not come in; null while it is on its way. */
  readonly failure: string | null;
}

export type Send = (projectId: string, file: File, onProgress: (share: number) => void) => Promise<Uploaded>;
type Keep = (uploaded: Uploaded) => Promise<Outcome<unknown>>;

let last = 0;

/** Files on their way into a project, one after the other; those that came in are gone from the list. */
export function useUploads(projectId: string, send: Send = sendFile) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const change = useCallback((id: number, part: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
  }, []);
  const dismiss = useCallback((id: number) => setUploads((all) => all.filter((one) => one.id !== id)), []);

  const add = useCallback(
    (files: Iterable<File>, keep: Keep) => {
      for (const file of files) {
        last += 1;
        const id = last;
        setUploads((all) => [...all, { id, name: file.name, share: 0, failure: null }]);
        queue.current = queue.current.then(() => bring(id, file, keep));
      }
      async function bring(id: number, file: File, kept: Keep) {
        try {
          const uploaded = await send(projectId, file, (share) => change(id, { share }));
          change(id, { share: 1 });
          const outcome = await kept(uploaded);
          if (outcome.ok) dismiss(id);
          else change(id, { failure: outcome.error.message });
        } catch (error) {
          change(id, { failure: error instanceof RequestError ? error.message : 'The file could not be sent. Try again.' });
        }
      }
    },
    [projectId, send, change, dismiss],
  );
  return { uploads, add, dismiss };
}
