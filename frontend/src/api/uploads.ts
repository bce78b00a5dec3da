import { useCallback, useRef, useState } from 'react';
import type { Outcome } from '@/api/command';
import { RequestError } from '@/api/session';
import { uploadMedium, type UploadedMedium } from '@/api/upload';

export interface Upload {
  readonly id: number;
  readonly name: string;
  /** From 0 to 1; 1 while the server looks at the file. */
  readonly share: number;
  /** Why it did not come in; null while it is on its way. */
  readonly failure: string | null;
}

type Keep = (uploaded: UploadedMedium) => Promise<Outcome<unknown>>;

let last = 0;

/** Files on their way into a project, one after the other; those that came in are gone from the list. */
export function useUploads(projectId: string, send = uploadMedium) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const aborts = useRef(new Map<number, AbortController>());

  const change = useCallback((id: number, part: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
  }, []);

  /** Takes a file off the list, and off its way. */
  const dismiss = useCallback((id: number) => {
    aborts.current.get(id)?.abort();
    aborts.current.delete(id);
    setUploads((all) => all.filter((one) => one.id !== id));
  }, []);

  const add = useCallback(
    (files: Iterable<File>, keep: Keep) => {
      async function bring(id: number, file: File) {
        const abort = aborts.current.get(id);
        if (!abort) return;
        try {
          const uploaded = await send({ file, projectId, onProgress: (share) => change(id, { share }), signal: abort.signal });
          change(id, { share: 1 });
          const outcome = await keep(uploaded);
          if (outcome.ok) dismiss(id);
          else change(id, { failure: outcome.error.message });
        } catch (error) {
          change(id, { failure: error instanceof RequestError ? error.message : 'The file could not be sent. Try again.' });
        }
      }
      for (const file of files) {
        last += 1;
        const id = last;
        aborts.current.set(id, new AbortController());
        setUploads((all) => [...all, { id, name: file.name, share: 0, failure: null }]);
        queue.current = queue.current.then(() => bring(id, file));
      }
    },
    [projectId, send, change, dismiss],
  );
  return { uploads, add, dismiss };
}
