import { useState, type DragEvent, type ReactNode } from 'react';
import { useCommand } from '@/api/command';
import { useUploads } from '@/api/uploads';
import { addTake } from '@/features/take/operations';
import { hasFiles } from '@/ui/drop-area';
import { UploadList } from '@/ui/upload-list';
import { select } from '@/workspace/stage';

interface DropOnClipsProps {
  projectId: string;
  isDisabled: boolean;
  children: ReactNode;
}

function clipUnder(event: DragEvent): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-clip]') : null;
}

/** Lets files be dropped on a clip of the timeline: they become takes of it. */
export function DropOnClips({ projectId, isDisabled, children }: DropOnClipsProps) {
  const send = useCommand();
  const { uploads, add, dismiss } = useUploads(projectId);
  const [target, setTarget] = useState<HTMLElement | null>(null);

  function aim(clip: HTMLElement | null) {
    if (clip === target) return;
    target?.removeAttribute('data-aimed');
    clip?.setAttribute('data-aimed', '');
    setTarget(clip);
  }
  function over(event: DragEvent) {
    if (isDisabled || !hasFiles(event)) return;
    // Else the browser would leave the page to show a file that missed.
    event.preventDefault();
    const clip = clipUnder(event);
    event.dataTransfer.dropEffect = clip ? 'copy' : 'none';
    aim(clip);
  }
  function drop(event: DragEvent) {
    if (isDisabled || !hasFiles(event)) return;
    event.preventDefault();
    const clipId = clipUnder(event)?.dataset['clip'];
    aim(null);
    if (clipId === undefined) return;
    select('clip', clipId);
    add([...event.dataTransfer.files], ({ upload }) => send(addTake, { clipId, upload, select: false }));
  }
  return (
    // Dropping is an extra for the pointer; the clip's panel has a button that does the same.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onDragOver={over} onDrop={drop} onDragLeave={(event) => event.currentTarget === event.target && aim(null)} className="relative flex min-h-0 flex-1 flex-col">
      {children}
      {uploads.length > 0 && (
        <div className="absolute right-4 bottom-4 z-40 w-72">
          <UploadList uploads={uploads} onDismiss={dismiss} />
        </div>
      )}
    </div>
  );
}
