import { ArrowUpToLine, Check, Columns2, Layers2 } from 'lucide-react';
import { Button, IconButton } from '@/ui/button';
import { cn } from '@/ui/cn';

export interface Version {
  readonly id: string;
  readonly name: string;
  readonly badge: string;
  readonly isChosen: boolean;
}

interface VersionListProps {
  versions: readonly Version[];
  selectedId: string;
  mayEdit: boolean;
  onSelect: (id: string) => void;
  onChoose: (id: string) => void;
  onPromote: (id: string) => void;
  onMake: () => void;
  onCompare: () => void;
}

/** The original and its alternates: which one the timeline plays, and which one becomes the original. */
export function VersionList({ versions, selectedId, mayEdit, onSelect, onChoose, onPromote, onMake, onCompare }: VersionListProps) {
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col gap-1">
        {versions.map(({ id, name, badge, isChosen }) => (
          <li key={id} className={cn('flex items-center gap-1 rounded-md border border-line bg-well pl-2', id === selectedId && 'border-accent/60')}>
            <button type="button" onClick={() => onSelect(id)} className="flex h-8 min-w-0 flex-1 items-center gap-2 text-left">
              <span className="w-5 shrink-0 text-[11px] font-semibold text-violet">{badge || '0'}</span>
              <span className="truncate">{name}</span>
              {isChosen && <span className="ml-auto pr-2.5 text-[11px] text-good">plays</span>}
            </button>
            {mayEdit && !isChosen && <IconButton icon={Check} label={`Play ${name} on the timeline`} onClick={() => onChoose(id)} />}
            {mayEdit && badge !== '' && <IconButton icon={ArrowUpToLine} label={`Make ${name} the original`} onClick={() => onPromote(id)} />}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {mayEdit && (
          <Button size="small" icon={Layers2} onClick={onMake}>
            Make an alternate
          </Button>
        )}
        {versions.length > 1 && (
          <Button size="small" icon={Columns2} onClick={onCompare}>
            Compare
          </Button>
        )}
      </div>
    </div>
  );
}
