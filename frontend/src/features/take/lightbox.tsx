import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Picture, useMediaAddress } from '@/live/media';
import { Button, IconButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { FileFacts } from '@/ui/file-facts';
import { describeExactly } from '@/ui/moment';
import type { TakeData } from './use-gallery';

/** The picture as large as there is room, or the film to play. */
export function TakePicture({ take, className }: { take: TakeData; className: string }) {
  const address = useMediaAddress()(take.file.digest);
  if (take.kind === 'VIDEO' && address) {
    return (
      // What is generated or uploaded for a storyboard has no words to be captioned.
      // eslint-disable-next-line jsx-a11y/media-has-caption
      <video key={address} src={address} controls loop aria-label={`Take ${take.number}`} className={className} />
    );
  }
  return <Picture digest={take.file.digest} size={1280} alt={`Take ${take.number}`} className={className} />;
}

export function TakeFacts({ take }: { take: TakeData }) {
  const added = `${describeExactly(take.addedAt)} by ${take.addedBy.name}`;
  return <FileFacts file={take.file} made={take.provenance} first={[['Added', added]]} />;
}

/** The keys of the page sleep under a dialog, so it listens for its own; a film that plays has its own, too. */
function useKeys(isOpen: boolean, onKey: (key: string) => boolean): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    if (!isOpen) return;
    function onKeyDown(event: KeyboardEvent) {
      if (event.target instanceof HTMLVideoElement || event.ctrlKey || event.metaKey || event.altKey) return;
      if (latest.current(event.key)) event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isOpen]);
}

interface LightboxProps {
  takes: readonly TakeData[];
  currentId: string | null;
  isOpen: boolean;
  isShown: (take: TakeData) => boolean;
  mayEdit: boolean;
  onCurrent: (id: string) => void;
  onSelect: (take: TakeData) => void;
  onClose: () => void;
}

/** One take after the other, with everything that is known of it. */
export function Lightbox({ takes, currentId, isOpen, isShown, mayEdit, onCurrent, onSelect, onClose }: LightboxProps) {
  const index = takes.findIndex(({ id }) => id === currentId);
  const take = takes[index];
  useKeys(isOpen, (key) => {
    if (key === 'ArrowLeft') step(-1);
    else if (key === 'ArrowRight') step(1);
    else if (key === 's' && mayEdit && take) onSelect(take);
    else return false;
    return true;
  });
  if (!take) return null;

  function step(by: number) {
    const next = takes[index + by];
    if (next) onCurrent(next.id);
  }
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={`Take ${take.number}`} description={`${index + 1} of ${takes.length}`} className="h-[92dvh] max-h-[92dvh] w-[96vw]">
      <div className="flex h-[calc(92dvh-6rem)] gap-5 max-md:h-auto max-md:flex-col">
        <div className="relative grid min-w-0 flex-1 place-items-center rounded-lg bg-well">
          <TakePicture take={take} className="max-h-[calc(92dvh-6rem)] max-w-full object-contain" />
          <IconButton icon={ChevronLeft} label="The take before" disabled={index === 0} onClick={() => step(-1)} className="absolute left-2 bg-panel/80" />
          <IconButton icon={ChevronRight} label="The next take" disabled={index === takes.length - 1} onClick={() => step(1)} className="absolute right-2 bg-panel/80" />
        </div>
        <aside aria-label="What is known of it" className="flex w-80 shrink-0 flex-col gap-4 overflow-y-auto max-md:w-full">
          {mayEdit && (
            <Button tone={isShown(take) ? 'plain' : 'accent'} onClick={() => onSelect(take)}>
              {isShown(take) ? 'Show nothing instead' : `Select as the clip's ${take.kind === 'IMAGE' ? 'image' : 'video'}`}
            </Button>
          )}
          <TakeFacts take={take} />
        </aside>
      </div>
    </Dialog>
  );
}
