import { Upload } from 'lucide-react';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { cn } from '@/ui/cn';

export const pictureTypes = 'image/png,image/jpeg,image/webp,image/gif,image/tiff,video/mp4,video/quicktime,video/webm,video/x-matroska,.mkv';

/** Whether files are being dragged, and not a piece of the page. */
export function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

interface DropAreaProps {
  /** What dropping files does here, such as "Drop images and videos to add them to the pool". */
  invitation: string;
  isDisabled?: boolean;
  onFiles: (files: readonly File[]) => void;
  className?: string;
  children: ReactNode;
}

/** A part of the page on which files can be dropped. */
export function DropArea({ invitation, isDisabled = false, onFiles, className, children }: DropAreaProps) {
  const [isOver, setIsOver] = useState(false);
  // Entering a child is leaving its parent: only the last leaving counts.
  const depth = useRef(0);

  function enter(event: DragEvent) {
    if (isDisabled || !hasFiles(event)) return;
    event.preventDefault();
    depth.current += 1;
    setIsOver(true);
  }
  function leave() {
    depth.current = Math.max(0, depth.current - 1);
    if (depth.current === 0) setIsOver(false);
  }
  function drop(event: DragEvent) {
    if (isDisabled || !hasFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setIsOver(false);
    onFiles([...event.dataTransfer.files]);
  }
  return (
    // Dropping is an extra for the pointer; a button does the same from the keyboard.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      onDragEnter={enter}
      onDragLeave={leave}
      onDragOver={(event) => !isDisabled && hasFiles(event) && event.preventDefault()}
      onDrop={drop}
      className={cn('relative', className)}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-2 z-20 grid place-items-center rounded-xl border-2 border-dashed border-accent bg-panel/85">
          <span className="flex items-center gap-2 font-medium">
            <Upload aria-hidden className="size-5 text-accent" />
            {invitation}
          </span>
        </div>
      )}
    </div>
  );
}

/** Opens the system's dialog to choose images and videos. */
export function chooseFiles(onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = pictureTypes;
  input.onchange = () => onFiles([...(input.files ?? [])]);
  input.click();
}
