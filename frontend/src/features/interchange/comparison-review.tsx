import { CircleCheck, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { Outcome } from '@/api/command';
import type { CommandInput } from '@/gql/graphql';
import { Button } from '@/ui/button';
import { ChangeBadge } from '@/ui/change-badge';
import { DialogActions } from '@/ui/dialog';
import { FieldDifferences } from '@/ui/field-differences';
import { LongList } from '@/ui/long-list';
import { ErrorNotice } from '@/ui/notice';
import { plural } from './formats';
import { Omissions } from './omissions';
import { commandsOf, keyOf, keysOf, notTaken, usuallyPicked, withKeys, type Comparison, type Row as FileRow } from './comparison';

export type ApplyFile = (commands: readonly CommandInput[], note: string) => Promise<Outcome<unknown>>;

interface ComparisonReviewProps {
  fileName: string;
  comparison: Comparison;
  /** Whether clips that are not in an edit are reckoned as gone. */
  withDeletions: boolean;
  onApply: ApplyFile;
  /** Compares the same file again, with the project as it is by now. */
  onAgain: (withDeletions: boolean) => void;
  /** Puts the scenes of an edit behind those that are here. */
  onAdd: () => void;
  onClose: () => void;
}

/** What the parts of a file are called. */
const words = {
  table: { file: 'The shot list', part: 'row', after: 'In the shot list' },
  edit: { file: 'The edit', part: 'clip', after: 'In the edit' },
} as const;

function wordsOf({ file }: Pick<Comparison, 'file'>) {
  return file === 'table' ? words.table : words.edit;
}

/** What a file wants to be different: each change is taken or left, and all that are taken are one step. */
export function ComparisonReview({ fileName, comparison, withDeletions, onApply, onAgain, onAdd, onClose }: ComparisonReviewProps) {
  const usable = comparison.rows.filter(({ changes }) => changes.length > 0);
  const all = keysOf(usable);
  const [picked, setPicked] = useState<ReadonlySet<string>>(() => new Set(usuallyPicked(usable, withDeletions)));
  const [message, setMessage] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [taken, setTaken] = useState<number | null>(null);

  async function apply() {
    setIsBusy(true);
    const outcome = await onApply(commandsOf(usable, picked), `Changes of ${fileName}`);
    setIsBusy(false);
    if (outcome.ok) setTaken(picked.size);
    setMessage(outcome.ok ? null : outcome.error.message);
  }

  if (taken !== null) return <Taken {...{ fileName, comparison, taken, onClose }} left={all.length - taken} />;
  return (
    <div>
      <Counts {...comparison} />
      {comparison.file === 'edit' && comparison.missing > 0 && (
        <label className="mt-2 flex items-center gap-2">
          <input type="checkbox" className="size-3.5 shrink-0 accent-accent" checked={withDeletions} onChange={() => onAgain(!withDeletions)} />
          Delete what is not in the edit, so that the project becomes exactly the edit
        </label>
      )}
      {usable.length > 0 && (
        <section aria-label="Changes" className="mt-4">
          <div className="mb-2 flex flex-wrap items-center gap-2">
            <h3 className="flex-1 font-semibold">
              Changes: {picked.size} of {all.length} will be taken
            </h3>
            <Button size="small" disabled={picked.size === all.length} onClick={() => setPicked(new Set(all))}>
              Take all
            </Button>
            <Button size="small" disabled={picked.size === 0} onClick={() => setPicked(new Set())}>
              Take none
            </Button>
          </div>
          <LongList items={usable} label="What is different">
            {(row) => <Row key={row.row} {...{ row, picked }} words={wordsOf(comparison)} onPick={(keys, isPicked) => setPicked(withKeys(picked, keys, isPicked))} />}
          </LongList>
        </section>
      )}
      <Omissions omissions={notTaken(comparison)} />
      {message !== null && (
        <div className="mt-4 flex flex-col items-start gap-2">
          <ErrorNotice message={message} className="w-full" />
          <Button size="small" icon={RotateCw} onClick={() => onAgain(withDeletions)}>
            Compare again
          </Button>
        </div>
      )}
      <DialogActions>
        {comparison.file === 'edit' && (
          <Button onClick={onAdd} className="mr-auto">
            Add as new scenes instead
          </Button>
        )}
        <Button onClick={onClose}>{usable.length > 0 ? 'Cancel' : 'Done'}</Button>
        {usable.length > 0 && (
          <Button tone="accent" isBusy={isBusy} disabled={picked.size === 0} onClick={() => void apply()}>
            Take {plural(picked.size, 'change')}
          </Button>
        )}
      </DialogActions>
    </div>
  );
}

function Counts({ file, rows, unchanged, missing }: Comparison) {
  const { file: whole, part } = wordsOf({ file });
  const own = file === 'table' ? 'no row' : 'no place in it';
  const sentences = [
    rows.length === 0 && unchanged > 0 && `${whole} says what the project says.`,
    unchanged > 0 && rows.length > 0 && `${plural(unchanged, part)} ${unchanged === 1 ? 'says' : 'say'} what the project says.`,
    missing > 0 && `${plural(missing, 'clip')} of the project ${missing === 1 ? 'has' : 'have'} ${own}${file === 'table' ? ` and ${missing === 1 ? 'stays as it is' : 'stay as they are'}` : ''}.`,
  ];
  return <p className="text-muted">{sentences.filter(Boolean).join(' ')}</p>;
}

interface RowProps {
  row: FileRow;
  words: ReturnType<typeof wordsOf>;
  picked: ReadonlySet<string>;
  onPick: (keys: readonly string[], isPicked: boolean) => void;
}

const badges = { added: 'ADDED', missing: 'REMOVED', changed: 'CHANGED', unknown: 'CHANGED', ambiguous: 'CHANGED' } as const;

function Row({ row, words: { part, after: heading }, picked, onPick }: RowProps) {
  const { kind, clip, scene, reason, changes } = row;
  const keys = keysOf([row]);
  const count = keys.filter((key) => picked.has(key)).length;
  const name = clip || `${part} ${row.row}`;
  const fields = changes.map(({ facet, before, after }, index) => ({ field: `${index}`, label: labelOf(kind, facet), beforeText: before, afterText: after }));
  const keyAt = (index: number) => keyOf(row, changes[index]?.facet ?? '');
  const chosen = new Set(fields.map(({ field }) => field).filter((field) => picked.has(keyAt(Number(field)))));
  const pickOne = (field: string) => {
    const key = keyAt(Number(field));
    onPick([key], !picked.has(key));
  };
  return (
    <li className="rounded-lg border border-line bg-panel p-3">
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          className="size-3.5 shrink-0 accent-accent"
          aria-label={`All of ${name}`}
          checked={count === keys.length}
          ref={(box) => {
            if (box) box.indeterminate = count > 0 && count < keys.length;
          }}
          onChange={() => onPick(keys, count < keys.length)}
        />
        <ChangeBadge kind={badges[kind]} />
        <span className="truncate font-semibold">{name}</span>
        <span className="min-w-0 flex-1 truncate text-muted">{scene}</span>
        {kind !== 'missing' && (
          <span className="tabular shrink-0 text-xs text-faint">
            {part} {row.row}
          </span>
        )}
      </label>
      {reason && <p className="mt-1 text-xs text-muted">{reason}</p>}
      <div className="mt-2">
        <FieldDifferences {...{ fields, name }} before="Now" after={heading} picked={chosen} onPick={pickOne} />
      </div>
    </li>
  );
}

function labelOf(kind: FileRow['kind'], facet: string): string {
  if (facet !== 'clip') return facet.replaceAll('_', ' ');
  return kind === 'missing' ? 'delete' : 'new clip';
}

function Taken({ fileName, comparison, taken, left, onClose }: Pick<ComparisonReviewProps, 'fileName' | 'comparison' | 'onClose'> & { taken: number; left: number }) {
  return (
    <div>
      <p className="flex items-center gap-2">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
        <span>
          {plural(taken, 'change')} of {fileName} {taken === 1 ? 'is' : 'are'} taken. Undo takes {taken === 1 ? 'it' : 'all of them'} back.
        </span>
      </p>
      {left > 0 && <p className="mt-2 text-muted">{plural(left, 'change')} {left === 1 ? 'was' : 'were'} left out.</p>}
      <Omissions omissions={notTaken(comparison)} />
      <DialogActions>
        <Button tone="accent" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </div>
  );
}
