import { ChevronRight, Eye, GitBranch, Redo2, RotateCcw, Undo2 } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ActivityEntryFragment } from '@/gql/graphql';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { describeClock, describeExactly } from '@/ui/moment';

export type Entry = ActivityEntryFragment;

/** What can be done with one entry. */
export interface EntryDeeds {
  /** Whether this person may change the project. */
  readonly mayEdit: boolean;
  /** Whether single changes can be taken back here: not while the past is shown. */
  readonly mayUndo: boolean;
  readonly onUndo: (entry: Entry) => void;
  readonly onRedo: (entry: Entry) => void;
  readonly onSee: (entry: Entry) => void;
  readonly onRestore: (entry: Entry) => void;
  readonly onBranch: (entry: Entry) => void;
}

interface ActivityItemProps extends EntryDeeds {
  entry: Entry;
  /** Where the shown moment stands to it. */
  stand: 'shown' | 'later' | 'told';
}

/** One change in words; opened, what it did to each thing, and what can be done about it. */
export function ActivityItem({ entry, stand, ...deeds }: ActivityItemProps) {
  const [isOpen, setIsOpen] = useState(false);
  const detailsId = useId();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (stand === 'shown') item.current?.scrollIntoView({ block: 'nearest' });
  }, [stand]);
  const { position, at, sentence, note, actor, undoes, isUndone } = entry;
  return (
    <li
      ref={item}
      data-position={position}
      aria-current={stand === 'shown' || undefined}
      className={cn('scroll-my-24 border-b border-line/60', stand === 'shown' && 'bg-violet/12 shadow-[inset_3px_0_0_var(--color-violet)]')}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={detailsId}
        onClick={() => setIsOpen(!isOpen)}
        className={cn('flex w-full gap-2.5 px-3 py-2 text-left hover:bg-raised/60', stand === 'later' && 'opacity-50')}
      >
        <Avatar id={actor.id} name={actor.name} className="mt-0.5" />
        <span className="min-w-0 flex-1">
          <span className={cn('block break-words first-letter:uppercase', isUndone && 'text-faint line-through')}>{sentence}</span>
          {note && <span className="block text-muted italic">{note}</span>}
          <span className="block text-xs text-faint">
            {actor.name}, <time dateTime={at} title={describeExactly(at)} className="tabular">{describeClock(at)}</time>
            {isUndone && <Mark>undone</Mark>}
            {undoes !== null && <Mark>takes back {undoes}</Mark>}
          </span>
        </span>
        <span className="flex flex-col items-end gap-1 text-faint">
          <span className="tabular text-[10.5px]">{position}</span>
          <ChevronRight aria-hidden className={cn('size-3.5 transition-transform', isOpen && 'rotate-90')} />
        </span>
      </button>
      <div id={detailsId} hidden={!isOpen} className="px-3 pb-3 pl-11">
        {isOpen && (
          <>
            <Things entry={entry} />
            <Deeds entry={entry} isShown={stand === 'shown'} {...deeds} />
          </>
        )}
      </div>
    </li>
  );
}

function Mark({ children }: { children: React.ReactNode }) {
  return <span className="ml-1.5 rounded-[3px] bg-hover px-1 text-[10.5px] leading-4 text-muted">{children}</span>;
}

function Things({ entry: { things } }: { entry: Entry }) {
  return (
    <dl className="flex flex-col gap-1.5 text-[12.5px]">
      {things.map(({ id, name, sentences }) => (
        <div key={id}>
          <dt className="truncate font-medium text-muted">{name}</dt>
          {sentences.map((sentence) => (
            <dd key={sentence} className="break-words first-letter:uppercase">
              {sentence}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

interface DeedsProps extends EntryDeeds {
  entry: Entry;
  isShown: boolean;
}

function Deeds({ entry, isShown, mayEdit, mayUndo, onUndo, onRedo, onSee, onRestore, onBranch }: DeedsProps) {
  const { isStep, isUndone, undoes } = entry;
  const isOffered = mayUndo && isStep && !isUndone;
  return (
    <div className="mt-2.5 flex flex-wrap gap-1.5">
      {isOffered && undoes === null && (
        <Button size="small" icon={Undo2} onClick={() => onUndo(entry)}>
          Undo this change
        </Button>
      )}
      {isOffered && undoes !== null && (
        <Button size="small" icon={Redo2} onClick={() => onRedo(entry)}>
          Redo what it took back
        </Button>
      )}
      {!isShown && (
        <Button size="small" icon={Eye} onClick={() => onSee(entry)}>
          See the project then
        </Button>
      )}
      {mayEdit && (
        <>
          <Button size="small" icon={RotateCcw} onClick={() => onRestore(entry)}>
            Restore to here
          </Button>
          <Button size="small" icon={GitBranch} onClick={() => onBranch(entry)}>
            Branch from here
          </Button>
        </>
      )}
    </div>
  );
}
