import { ListFilter, RotateCcw, Wallet, XCircle } from 'lucide-react';
import { EllipsisVertical } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import type { BatchFactsFragment } from '@/gql/graphql';
import { IconButton } from '@/ui/button';
import { cn } from '@/ui/cn';
import { Menu, type MenuEntries } from '@/ui/menu';
import { Moment } from '@/ui/moment';
import { ErrorNotice, Loading } from '@/ui/notice';
import { complain, type Deeds } from './deeds';
import { batchesQuery } from './operations';
import { BudgetDialog, ReasonDialog } from './queue-dialogs';
import { counted, describeBudget, stages } from './words';

export type BatchData = BatchFactsFragment;

const shown = 20;

/** The newest batches, of a project where one is chosen; asked for again when the queue moves on. */
export function useBatches(projectId: string | null, position: number) {
  const [{ data, error, stale }, refetch] = useQuery({ query: batchesQuery, variables: { projectId, first: shown } });
  const [asked, setAsked] = useState(position);
  useEffect(() => {
    if (asked === position || stale) return;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it follows the queue, which is outside
    setAsked(position);
    refetch({ requestPolicy: 'network-only' });
  }, [asked, position, stale, refetch]);
  return { batches: data?.batches ?? null, failure: error && !data ? describeFailure(error) : null, again: () => refetch({ requestPolicy: 'network-only' }) };
}

interface BatchListProps extends ReturnType<typeof useBatches> {
  chosen: string | null;
  mayEdit: (projectId: string) => boolean;
  deeds: Deeds;
  onChoose: (batchId: string | null) => void;
}

/** What was enqueued together, each with how far it has come. */
export function BatchList({ batches, failure, again, chosen, mayEdit, deeds, onChoose }: BatchListProps) {
  const [asked, setAsked] = useState<{ what: 'cancel' | 'budget'; batch: BatchData } | null>(null);
  if (failure) return <ErrorNotice className="m-3" message={failure} onRetry={again} />;
  if (!batches) return <Loading label="Fetching batches" />;
  if (batches.length === 0) return <p className="px-4 py-6 text-center text-muted">Nothing was enqueued yet.</p>;
  return (
    <>
      <ul aria-label="Batches">
        {batches.map((batch) => (
          <Row
            key={batch.id}
            batch={batch}
            isChosen={batch.id === chosen}
            onChoose={() => onChoose(batch.id === chosen ? null : batch.id)}
            entries={entriesOf(batch, mayEdit(batch.projectId), deeds, setAsked)}
          />
        ))}
      </ul>
      {asked?.what === 'cancel' && (
        <ReasonDialog
          isOpen
          title={`Cancel what is left of ${asked.batch.name}?`}
          verb={`Cancel ${counted(asked.batch.progress.waiting + asked.batch.progress.active, 'job')}`}
          tone="danger"
          onConfirm={(reason) => deeds.cancel({ batchId: asked.batch.id }, reason)}
          onClose={() => setAsked(null)}
        >
          {asked.batch.progress.active > 0 && `${counted(asked.batch.progress.active, 'job')} at work will be stopped. `}What has succeeded stays.
        </ReasonDialog>
      )}
      {asked?.what === 'budget' && <BudgetDialog title={`Budget of ${asked.batch.name}`} budget={asked.batch.budget} onSave={(budget) => deeds.budgetBatch(asked.batch.id, budget)} onClose={() => setAsked(null)} />}
    </>
  );
}

function entriesOf(batch: BatchData, mayEdit: boolean, deeds: Deeds, ask: (asked: { what: 'cancel' | 'budget'; batch: BatchData }) => void): MenuEntries {
  const { failed, waiting, active } = batch.progress;
  return [
    [
      { id: 'retry', label: `Retry ${counted(failed, 'failed job')}`, icon: RotateCcw, isDisabled: !mayEdit || failed === 0, run: () => void deeds.retry({ batchId: batch.id, statuses: [...stages.failed.statuses] }).then(complain) },
      { id: 'budget', label: 'Budget', icon: Wallet, isDisabled: !mayEdit, run: () => ask({ what: 'budget', batch }) },
    ],
    [{ id: 'cancel', label: 'Cancel what is left', icon: XCircle, isDanger: true, isDisabled: !mayEdit || waiting + active === 0, run: () => ask({ what: 'cancel', batch }) }],
  ];
}

interface RowProps {
  batch: BatchData;
  isChosen: boolean;
  entries: MenuEntries;
  onChoose: () => void;
}

function Row({ batch, isChosen, entries, onChoose }: RowProps) {
  const { name, size, createdAt, createdBy, budget, workflow } = batch;
  const isLimited = budget.cost !== null || budget.seconds !== null || budget.atOnce !== null;
  return (
    <li className={cn('border-b border-line/70 px-4 py-2.5', isChosen && 'bg-accent/10')}>
      <div className="flex items-center gap-1">
        <button type="button" aria-pressed={isChosen} onClick={onChoose} className="flex min-w-0 flex-1 items-center gap-1.5 text-left font-medium">
          <span className="truncate">{name || workflow}</span>
          {isChosen && <ListFilter aria-label="Only this one is shown" className="size-3.5 shrink-0 text-accent" />}
        </button>
        <Menu entries={entries}>
          <IconButton icon={EllipsisVertical} label={`What to do with ${name}`} className="-mr-2 size-7" />
        </Menu>
      </div>
      <Progress batch={batch} />
      <p className="mt-1 text-xs text-faint">
        {counted(size, 'job')} by {createdBy.name}, <Moment at={createdAt} />
      </p>
      {(isLimited || budget.isSpent) && <p className={cn('text-xs', budget.isSpent ? 'text-danger' : 'text-faint')}>{budget.isSpent ? 'Its budget is used up: ' : ''}{describeBudget(budget)}</p>}
    </li>
  );
}

/** The share of each stage, beside each other. */
function Progress({ batch: { progress, name } }: { batch: BatchData }) {
  const { total, succeeded, failed, canceled, active, waiting } = progress;
  const parts = [
    [succeeded, stages.succeeded],
    [failed, stages.failed],
    [canceled, stages.canceled],
    [active, stages.active],
  ] as const;
  const told = [...parts, [waiting, stages.waiting] as const].filter(([count]) => count > 0).map(([count, { label }]) => `${count.toLocaleString('en')} ${label.toLowerCase()}`);
  return (
    <>
      <div role="progressbar" aria-label={`Progress of ${name}`} aria-valuemin={0} aria-valuemax={total} aria-valuenow={succeeded + failed + canceled} className="mt-1.5 flex h-1.5 overflow-hidden rounded-full bg-raised">
        {parts.map(([count, { label, colour }]) => (
          <span key={label} style={{ width: `${total > 0 ? (100 * count) / total : 0}%`, background: colour }} />
        ))}
      </div>
      <p className="mt-1 text-xs text-muted">{told.join(', ') || 'nothing is left'}</p>
    </>
  );
}
