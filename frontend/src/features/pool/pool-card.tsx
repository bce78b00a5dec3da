import { Film, Image as ImageIcon } from 'lucide-react';
import type { MouseEvent } from 'react';
import { Picture } from '@/live/media';
import { cn } from '@/ui/cn';
import { fileSummary } from '@/ui/file-facts';
import { Moment } from '@/ui/moment';
import type { PoolItemData } from './use-pool';

interface PoolCardProps {
  item: PoolItemData;
  isList: boolean;
  isCurrent: boolean;
  isMarked: boolean;
  onPick: (event: MouseEvent) => void;
}

export function usedIn(count: number): string {
  if (count === 0) return 'Not used yet';
  return `Used in ${count} ${count === 1 ? 'clip' : 'clips'}`;
}

/** One item, in a grid or in a list. Keys are the page's: see its actions. */
export function PoolCard({ item, isList, isCurrent, isMarked, onPick }: PoolCardProps) {
  const { name, kind, file, tags, usedIn: uses } = item;
  const Icon = kind === 'IMAGE' ? ImageIcon : Film;
  return (
    <div
      role="option"
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={isMarked}
      aria-label={`${name}, ${kind === 'IMAGE' ? 'image' : 'video'}, ${usedIn(uses.length).toLowerCase()}`}
      data-item={item.id}
      onClick={onPick}
      onKeyDown={() => {}}
      className={cn(
        'flex cursor-default overflow-hidden rounded-lg border border-line bg-panel text-left select-none hover:border-line-strong',
        isList ? 'items-center' : 'flex-col',
        isMarked && 'outline-2 outline-accent',
        isCurrent && 'border-accent',
      )}
    >
      <span className={cn('block shrink-0 bg-well', isList ? 'h-14 w-24' : 'aspect-video')}>
        <Picture digest={file.digest} size={320} alt="" className="size-full object-contain" />
      </span>
      <span className="flex min-w-0 flex-1 flex-col gap-0.5 px-2.5 py-2 text-xs">
        <span className="flex items-center gap-1.5 text-[12.5px] font-medium">
          <Icon aria-hidden className="size-3.5 shrink-0 text-faint" />
          <span className="truncate">{name}</span>
        </span>
        <span className="tabular truncate text-faint">{fileSummary(file)}</span>
        {tags.length > 0 && <span className="truncate text-muted">{tags.join(', ')}</span>}
      </span>
      {isList && (
        <span className="flex shrink-0 flex-col items-end gap-0.5 px-3 text-xs text-faint">
          <span>{usedIn(uses.length)}</span>
          <Moment at={item.addedAt} />
        </span>
      )}
    </div>
  );
}
