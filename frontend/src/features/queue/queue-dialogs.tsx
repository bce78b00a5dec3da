import { useState, type ReactNode } from 'react';
import type { BudgetFactsFragment, BudgetInput, JobStatus, QueueStateFragment } from '@/gql/graphql';
import { Button } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { Dialog, DialogActions } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { ErrorNotice } from '@/ui/notice';
import { amountOf } from './amount';
import { counted, countOf, describeBudget, stages } from './words';

interface ReasonDialogProps {
  isOpen: boolean;
  title: string;
  verb: string;
  tone?: 'danger' | 'accent';
  children: ReactNode;
  /** A sentence says why it was not done. */
  onConfirm: (reason: string) => Promise<string | null>;
  onClose: () => void;
}

/** A question with room for the reason, which everybody can read afterwards. */
export function ReasonDialog({ isOpen, title, verb, tone = 'accent', children, onConfirm, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <Confirm isOpen={isOpen} title={title} verb={verb} tone={tone} onConfirm={() => onConfirm(reason)} onClose={onClose}>
      {children}
      <TextField label="Reason" hint="Everybody who sees the jobs can read it." value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} fieldClassName="mt-3" />
    </Confirm>
  );
}

interface PriorityDialogProps {
  isOpen: boolean;
  count: number;
  onConfirm: (priority: number) => Promise<string | null>;
  onClose: () => void;
}

export function PriorityDialog({ isOpen, count, onConfirm, onClose }: PriorityDialogProps) {
  const [priority, setPriority] = useState(0);
  return (
    <Confirm isOpen={isOpen} title={`Priority of ${counted(count, 'job')}`} verb="Set priority" tone="accent" onConfirm={() => onConfirm(priority)} onClose={onClose}>
      Each step upwards counts as a day of waiting. 0 is usual.
      <label className="mt-3 flex items-center gap-3">
        <span className="sr-only">Priority</span>
        <input type="range" min={-10} max={10} value={priority} onChange={(event) => setPriority(event.currentTarget.valueAsNumber)} className="flex-1 accent-(--color-accent)" />
        <output className="tabular w-8 text-right text-ink">{priority > 0 ? `+${priority}` : priority}</output>
      </label>
    </Confirm>
  );
}

const clearable: readonly (readonly [label: string, statuses: readonly JobStatus[]])[] = [
  ['succeeded', stages.succeeded.statuses],
  ['failed', stages.failed.statuses],
  ['canceled', stages.canceled.statuses],
];

interface ClearDialogProps {
  isOpen: boolean;
  projectName: string;
  counters: QueueStateFragment['counters'];
  onConfirm: (statuses: readonly JobStatus[], label: string) => Promise<string | null>;
  onClose: () => void;
}

/** Ended jobs of a project are put out of sight, by what became of them. */
export function ClearDialog({ isOpen, projectName, counters, onConfirm, onClose }: ClearDialogProps) {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set(['failed']));
  const wanted = clearable.filter(([label]) => !kept.has(label)).flatMap(([, statuses]) => statuses);
  const count = countOf(counters, wanted);
  const words = counted(count, 'job');
  function toggle(label: string) {
    const next = new Set(kept);
    if (!next.delete(label)) next.add(label);
    setKept(next);
  }
  async function confirm() {
    return count === 0 ? 'Tick something that there is.' : onConfirm(wanted, words);
  }
  return (
    <Confirm isOpen={isOpen} title={`Clear jobs of ${projectName}`} verb={`Clear ${words}`} onConfirm={confirm} onClose={onClose}>
      They are not shown any more unless “With those cleared” is chosen. What they made stays where it is.
      <ul className="mt-3 flex flex-col gap-1.5">
        {clearable.map(([label, statuses]) => (
          <li key={label}>
            <label className="flex items-center gap-2 text-ink">
              <input type="checkbox" checked={!kept.has(label)} onChange={() => toggle(label)} className="size-4 accent-(--color-accent)" />
              {counted(countOf(counters, statuses), 'job')} that {label}
            </label>
          </li>
        ))}
      </ul>
    </Confirm>
  );
}

interface BudgetDialogProps {
  title: string;
  /** What is set and used at present, where that is known. */
  budget: BudgetFactsFragment | null;
  onSave: (budget: BudgetInput) => Promise<string | null>;
  onClose: () => void;
}

const text = (value: number | null | undefined, per = 1) => (value === null || value === undefined ? '' : String(value / per));

/** What may be used; made anew for each opening. */
export function BudgetDialog({ title, budget, onSave, onClose }: BudgetDialogProps) {
  const [draft, setDraft] = useState({ cost: text(budget?.cost), minutes: text(budget?.seconds, 60), atOnce: text(budget?.atOnce) });
  const [message, setMessage] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const fields = [
    ['cost', 'Cost', 'In units of the currency.'],
    ['minutes', 'Minutes of work', 'What all attempts take, failed ones too.'],
    ['atOnce', 'Jobs at once', ''],
  ] as const;
  async function save() {
    const cost = amountOf(draft.cost);
    const minutes = amountOf(draft.minutes);
    const atOnce = amountOf(draft.atOnce);
    const wrong = [cost, minutes, atOnce].find((one) => typeof one === 'string');
    if (typeof wrong === 'string') return setMessage(wrong);
    setIsBusy(true);
    const refusal = await onSave({ cost: cost as number | null, seconds: minutes === null ? null : (minutes as number) * 60, atOnce: atOnce as number | null });
    setIsBusy(false);
    if (refusal === null) onClose();
    else setMessage(refusal);
  }
  return (
    <Dialog isOpen onClose={onClose} title={title} description="What is left empty has no limit. What runs ends; nothing more begins when it is used up." className="w-[min(27rem,calc(100vw-1.5rem))]">
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {budget && <p className="text-muted">So far: {describeBudget(budget)}.</p>}
        {fields.map(([name, label, hint]) => (
          <TextField key={name} label={label} {...(hint && { hint })} inputMode="decimal" placeholder="no limit" value={draft[name]} onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })} />
        ))}
        {message && <ErrorNotice message={message} />}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="accent" isBusy={isBusy}>
            Set budget
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
