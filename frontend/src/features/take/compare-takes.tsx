import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TakeFacts, TakePicture } from './lightbox';
import type { TakeData } from './use-gallery';

interface CompareTakesProps {
  /** The two that are marked; the dialog is closed for any other number. */
  takes: readonly TakeData[];
  isOpen: boolean;
  isShown: (take: TakeData) => boolean;
  mayEdit: boolean;
  onSelect: (take: TakeData) => void;
  onClose: () => void;
}

/** Two takes side by side, with what is known of both. */
export function CompareTakes({ takes, isOpen, isShown, mayEdit, onSelect, onClose }: CompareTakesProps) {
  return (
    <Dialog isOpen={isOpen && takes.length === 2} onClose={onClose} title="Two takes" description="Side by side, with how they came to be." className="w-[96vw] max-w-[96vw]">
      <div className="grid gap-5 md:grid-cols-2">
        {takes.map((take) => (
          <section key={take.id} aria-label={`Take ${take.number}`} className="flex min-w-0 flex-col gap-3">
            <div className="grid aspect-video place-items-center rounded-lg bg-well">
              <TakePicture take={take} className="max-h-full max-w-full object-contain" />
            </div>
            <header className="flex items-center gap-3">
              <h3 className="flex-1 font-semibold">Take {take.number}</h3>
              {isShown(take) && <span className="text-xs text-accent">Selected</span>}
              {mayEdit && !isShown(take) && (
                <Button size="small" tone="accent" aria-label={`Select take ${take.number}`} onClick={() => onSelect(take)}>
                  Select
                </Button>
              )}
            </header>
            <TakeFacts take={take} />
          </section>
        ))}
      </div>
    </Dialog>
  );
}
