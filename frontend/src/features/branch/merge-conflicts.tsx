import type { MergeSide } from '@/gql/graphql';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { keyOf, type MergeConflict } from './merge-choices';
import type { MergeSideOf } from './merge-view';

interface MergeConflictsProps {
  conflicts: readonly MergeConflict[];
  source: MergeSideOf;
  target: MergeSideOf;
  isDisabled: boolean;
  onChoose: (conflict: MergeConflict, take: MergeSide) => void;
  onChooseAll: (take: MergeSide) => void;
}

/** Where both sides want something different, with both values and the reason. */
export function MergeConflicts({ conflicts, source, target, isDisabled, onChoose, onChooseAll }: MergeConflictsProps) {
  return (
    <section aria-label="Conflicts" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="flex-1 font-semibold">Conflicts</h2>
        <Button size="small" disabled={isDisabled} onClick={() => onChooseAll('SOURCE')}>
          All from {source.name}
        </Button>
        <Button size="small" disabled={isDisabled} onClick={() => onChooseAll('TARGET')}>
          All from {target.name}
        </Button>
      </div>
      <ul className="flex flex-col gap-3">
        {conflicts.map((conflict) => (
          <Conflict key={keyOf(conflict)} {...{ conflict, source, target, isDisabled, onChoose }} />
        ))}
      </ul>
    </section>
  );
}

function Conflict({ conflict, source, target, isDisabled, onChoose }: Omit<MergeConflictsProps, 'conflicts' | 'onChooseAll'> & { conflict: MergeConflict }) {
  const { name, label, reason, baseText, sourceText, targetText, choice } = conflict;
  const shared = { group: keyOf(conflict), choice, isDisabled };
  return (
    <li className={cn('rounded-lg border bg-panel p-3', choice === null ? 'border-danger/50' : 'border-line')}>
      <fieldset>
        <legend className="sr-only">
          {name}, {label}
        </legend>
        <p aria-hidden className="font-semibold">
          {name}, {label}
          {choice === null && <span className="ml-2 rounded-[3px] bg-danger/15 px-1.5 text-[11px] text-danger">needs a choice</span>}
        </p>
        <p className="text-muted">{reason}</p>
        <div className="mt-2 grid gap-2 sm:grid-cols-2">
          <Side {...shared} side="SOURCE" title={source.name} text={sourceText} onTake={() => onChoose(conflict, 'SOURCE')} />
          <Side {...shared} side="TARGET" title={target.name} text={targetText} onTake={() => onChoose(conflict, 'TARGET')} />
        </div>
        <p className="mt-2 text-xs text-faint">
          Where they parted: <span className="whitespace-pre-wrap">{baseText || 'empty'}</span>
        </p>
      </fieldset>
    </li>
  );
}

interface SideProps {
  group: string;
  side: MergeSide;
  title: string;
  text: string;
  choice: MergeSide | null | undefined;
  isDisabled: boolean;
  onTake: () => void;
}

function Side({ group, side, title, text, choice, isDisabled, onTake }: SideProps) {
  return (
    <label className={cn('flex cursor-pointer items-start gap-2.5 rounded-md border border-line-strong/60 bg-well px-3 py-2', choice === side && 'border-accent bg-accent/10')}>
      <input type="radio" name={group} className="mt-1 accent-accent" disabled={isDisabled} checked={choice === side} onChange={onTake} />
      <span className="min-w-0">
        <span className="block text-xs font-medium text-muted">Take {title}</span>
        <span className="block break-words whitespace-pre-wrap">{text || <i className="text-faint">empty</i>}</span>
      </span>
    </label>
  );
}
