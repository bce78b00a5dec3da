import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure, type Outcome } from '@/api/command';
import type { CompareMomentsQuery } from '@/gql/graphql';
import { useRefetchOnChange } from '@/live/live-provider';
import { Button } from '@/ui/button';
import { ChangeBadge } from '@/ui/change-badge';
import { Dialog } from '@/ui/dialog';
import { FieldDifferences, toggled } from '@/ui/field-differences';
import { LongList } from '@/ui/long-list';
import { describeExactly } from '@/ui/moment';
import { ErrorNotice, Loading } from '@/ui/notice';
import { atOf, MomentPicker, type Choice } from './moment-picker';
import { compareQuery } from './operations';

type Comparison = NonNullable<CompareMomentsQuery['compare']>;
type Difference = Comparison['differences'][number];

/** Makes a clip or scene as it was at a position; without fields, the whole of it. */
export type RestoreThing = (id: string, position: number, fields?: readonly string[]) => Promise<Outcome<unknown>>;

interface CompareMomentsProps {
  projectId: string;
  /** The earlier of the two at first. */
  from: number;
  mayEdit: boolean;
  onRestore: RestoreThing;
}

export function CompareMomentsDialog({ isOpen, onClose, ...rest }: CompareMomentsProps & { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Compare two moments"
      description="What was added, removed and changed between them."
      className="w-[min(60rem,calc(100vw-1.5rem))]"
    >
      <CompareMoments {...rest} />
    </Dialog>
  );
}

export function CompareMoments({ projectId, from, mayEdit, onRestore }: CompareMomentsProps) {
  const [earlier, setEarlier] = useState<Choice>({ position: from });
  const [later, setLater] = useState<Choice>('now');
  const variables = { projectId, from: atOf(earlier) ?? { position: from }, to: atOf(later) };
  const [{ data, error, fetching, stale }, refetch] = useQuery({ query: compareQuery, variables });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again, concerns: () => later === 'now' });
  const comparison = data?.compare;
  const shared = { projectId, mayBeNow: false };
  return (
    <div className="flex flex-col gap-4 pt-1">
      <div className="flex flex-wrap gap-3">
        <MomentPicker {...shared} label="From" choice={earlier} at={comparison?.from.at} onChoice={setEarlier} />
        <MomentPicker {...shared} label="To" choice={later} at={comparison?.to.at} mayBeNow onChoice={setLater} />
      </div>
      {error && <ErrorNotice message={describeFailure(error)} onRetry={again} />}
      {!comparison && !error && <Loading label="Comparing" />}
      {comparison && !error && (
        <div aria-busy={fetching} className={fetching ? 'opacity-60' : undefined}>
          <Differences {...{ comparison, mayEdit, onRestore }} isToNow={later === 'now'} />
        </div>
      )}
    </div>
  );
}

interface DifferencesProps extends Pick<CompareMomentsProps, 'mayEdit' | 'onRestore'> {
  comparison: Comparison;
  isToNow: boolean;
}

const places = { ADDED: 0, REMOVED: 1, CHANGED: 2 } as const;

/** "2 added, 1 removed, 14 changed." */
export function summaryOf(differences: readonly Pick<Difference, 'kind'>[]): string {
  const count = (wanted: Difference['kind']) => differences.filter(({ kind }) => kind === wanted).length;
  const counts = [`${count('ADDED')} added`, `${count('REMOVED')} removed`, `${count('CHANGED')} changed`];
  return `${counts.filter((text) => !text.startsWith('0 ')).join(', ')}.`;
}

function Differences({ comparison: { from, to, differences }, isToNow, mayEdit, onRestore }: DifferencesProps) {
  if (differences.length === 0) return <p className="p-6 text-center text-muted">The two do not differ.</p>;
  const ordered = differences.toSorted((one, other) => places[one.kind] - places[other.kind]);
  return (
    <>
      <p className="mb-2.5 text-muted">{summaryOf(differences)}</p>
      <LongList items={ordered} label="Differences">
        {(difference) => (
          <DifferenceCard
            key={difference.id}
            {...{ difference, mayEdit, onRestore }}
            position={from.position}
            before={describeExactly(from.at)}
            after={isToNow ? 'Now' : describeExactly(to.at)}
          />
        )}
      </LongList>
    </>
  );
}

interface DifferenceCardProps extends Pick<CompareMomentsProps, 'mayEdit' | 'onRestore'> {
  difference: Difference;
  position: number;
  before: string;
  after: string;
}

function DifferenceCard({ difference, position, before, after, mayEdit, onRestore }: DifferenceCardProps) {
  const { id, aggregate, name, kind, fields } = difference;
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  // What was not there then cannot become as it was, and the project's own fields come back with everything only.
  const isOffered = mayEdit && kind !== 'ADDED' && aggregate !== 'PROJECT';
  const isPicking = isOffered && kind === 'CHANGED';

  async function restore() {
    setIsBusy(true);
    const outcome = await onRestore(id, position, picked.size > 0 ? [...picked] : undefined);
    setIsBusy(false);
    setMessage(outcome.ok ? null : outcome.error.message);
    if (outcome.ok) setPicked(new Set());
  }

  return (
    <li className="rounded-lg border border-line bg-well/60 p-3">
      <div className="flex flex-wrap items-center gap-2">
        <ChangeBadge kind={kind} />
        <h3 className="min-w-0 flex-1 truncate font-semibold">{name}</h3>
        {isOffered && (
          <Button size="small" icon={RotateCcw} isBusy={isBusy} aria-label={`Restore ${name}`} onClick={() => void restore()}>
            {picked.size === 0 ? 'Restore this' : `Restore ${picked.size} of ${fields.length} fields`}
          </Button>
        )}
      </div>
      {message && <ErrorNotice className="mt-2" message={message} />}
      {kind === 'CHANGED' && fields.length > 0 && (
        <div className="mt-2">
          <FieldDifferences {...{ fields, before, after, name }} {...(isPicking && { picked, onPick: (field: string) => setPicked(toggled(picked, field)) })} />
        </div>
      )}
    </li>
  );
}
