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
import { commandsOf, keyOf, keysOf, notTaken, withKeys, type Comparison, type TableRow } from './table';

export type ApplyTable = (commands: readonly CommandInput[], note: string) => Promise<Outcome<unknown>>;

interface TableReviewProps {
  fileName: string;
  comparison: Comparison;
  onApply: ApplyTable;
  /** Compares the same file again, with the project as it is by now. */
  onAgain: () => void;
  onClose: () => void;
}

/** What a shot list wants to be different: each change is taken or left, and all that are taken are one step. */
export function TableReview({ fileName, comparison, onApply, onAgain, onClose }: TableReviewProps) {
  const usable = comparison.rows.filter(({ changes }) => changes.length > 0);
  const all = keysOf(usable);
  const [picked, setPicked] = useState<ReadonlySet<string>>(() => new Set(all));
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
          <LongList items={usable} label="Rows with changes">
            {(row) => <Row key={row.row} {...{ row, picked }} onPick={(keys, isPicked) => setPicked(withKeys(picked, keys, isPicked))} />}
          </LongList>
        </section>
      )}
      <Omissions omissions={notTaken(comparison)} />
      {message !== null && (
        <div className="mt-4 flex flex-col items-start gap-2">
          <ErrorNotice message={message} className="w-full" />
          <Button size="small" icon={RotateCw} onClick={onAgain}>
            Compare again
          </Button>
        </div>
      )}
      <DialogActions>
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

function Counts({ rows, unchanged, missing }: Comparison) {
  const sentences = [
    rows.length === 0 && unchanged > 0 && 'The shot list says what the project says.',
    unchanged > 0 && rows.length > 0 && `${plural(unchanged, 'row')} ${unchanged === 1 ? 'says' : 'say'} what the project says.`,
    missing > 0 && `${plural(missing, 'clip')} ${missing === 1 ? 'has' : 'have'} no row and ${missing === 1 ? 'stays' : 'stay'} as ${missing === 1 ? 'it is' : 'they are'}.`,
  ];
  return <p className="text-muted">{sentences.filter(Boolean).join(' ')}</p>;
}

interface RowProps {
  row: TableRow;
  picked: ReadonlySet<string>;
  onPick: (keys: readonly string[], isPicked: boolean) => void;
}

function Row({ row, picked, onPick }: RowProps) {
  const { kind, clip, scene, changes } = row;
  const keys = keysOf([row]);
  const count = keys.filter((key) => picked.has(key)).length;
  const name = clip || `row ${row.row}`;
  const fields = changes.map(({ facet, before, after }) => ({ field: facet, label: facet === 'clip' ? 'new clip' : facet.replaceAll('_', ' '), beforeText: before, afterText: after }));
  const chosen = new Set(changes.map(({ facet }) => facet).filter((facet) => picked.has(keyOf(row, facet))));
  const pickOne = (facet: string) => {
    const key = keyOf(row, facet);
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
        <ChangeBadge kind={kind === 'added' ? 'ADDED' : 'CHANGED'} />
        <span className="truncate font-semibold">{name}</span>
        <span className="min-w-0 flex-1 truncate text-muted">{scene}</span>
        <span className="tabular shrink-0 text-xs text-faint">row {row.row}</span>
      </label>
      <div className="mt-2">
        <FieldDifferences {...{ fields, name }} before="Now" after="In the shot list" picked={chosen} onPick={pickOne} />
      </div>
    </li>
  );
}

function Taken({ fileName, comparison, taken, left, onClose }: Pick<TableReviewProps, 'fileName' | 'comparison' | 'onClose'> & { taken: number; left: number }) {
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
