import { Check, Film, Image as ImageIcon } from 'lucide-react';
import type { MouseEvent } from 'react';
import { Picture } from '@/live/media';
import { cn } from '@/ui/cn';
import { fileSummary } from '@/ui/file-facts';
import type { TakeData } from './use-gallery';

interface TakeCardProps {
  take: TakeData;
  isShown: boolean;
  isCurrent: boolean;
  isMarked: boolean;
  onPick: (event: MouseEvent) => void;
  onOpen: () => void;
}

/** One take in the grid. Keys are the page's: see its actions. */
export function TakeCard({ take, isShown, isCurrent, isMarked, onPick, onOpen }: TakeCardProps) {
  const { number, kind, file, provenance } = take;
  const label = [`Take ${number}`, kind === 'IMAGE' ? 'image' : 'video', file.name, isShown ? 'selected' : ''];
  return (
    <div
      role="option"
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={isMarked}
      aria-label={label.filter(Boolean).join(', ')}
      data-take={take.id}
      onClick={onPick}
      onDoubleClick={onOpen}
      onKeyDown={() => {}}
      className={cn(
        'group flex cursor-default flex-col overflow-hidden rounded-lg border border-line bg-panel text-left select-none hover:border-line-strong',
        isMarked && 'outline-2 outline-accent',
        isCurrent && 'border-accent',
      )}
    >
      <span className="relative block aspect-video bg-well">
        <Picture digest={file.digest} size={320} alt="" className="size-full object-contain" />
        {isShown && (
          <span className="absolute top-1.5 left-1.5 flex items-center gap-1 rounded bg-accent px-1.5 py-0.5 text-[10.5px] font-semibold text-on-accent">
            <Check aria-hidden className="size-3" />
            {kind === 'IMAGE' ? 'Image' : 'Video'}
          </span>
        )}
        <span className="absolute right-1.5 bottom-1.5 rounded bg-black/60 p-1 text-white">
          {kind === 'IMAGE' ? <ImageIcon aria-hidden className="size-3" /> : <Film aria-hidden className="size-3" />}
        </span>
      </span>
      <span className="flex min-w-0 flex-col gap-0.5 px-2.5 py-2 text-xs">
        <span className="flex items-baseline gap-2">
          <span className="text-[12.5px] font-medium">Take {number}</span>
          <span className="min-w-0 truncate text-faint">{provenance.model || file.name}</span>
        </span>
        <span className="tabular truncate text-faint">{fileSummary(file)}</span>
      </span>
    </div>
  );
}
