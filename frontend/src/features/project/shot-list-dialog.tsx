import { Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure, useCommand } from '@/api/command';
import type { ShotListQuery } from '@/gql/graphql';
import { useRefetchOnChange } from '@/live/live-provider';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { ErrorNotice, Loading } from '@/ui/notice';
import { confirmShotList, shotListQuery, unlockShotList } from './naming-operations';

type ShotList = NonNullable<ShotListQuery['project']>['shotList'];
type Review = ShotList['review'];

interface ShotListProps {
  projectId: string;
  mayEdit: boolean;
}

const shownChanges = 100;

export function ShotListDialog({ isOpen, onClose, ...rest }: ShotListProps & { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Shot list"
      description="Once it is confirmed, every scene and shot keeps its code, and files are named by them."
    >
      <ShotListBody {...rest} />
    </Dialog>
  );
}

export function ShotListBody({ projectId, mayEdit }: ShotListProps) {
  const [anew, setAnew] = useState(false);
  const [{ data, error, fetching, stale }, refetch] = useQuery({
    query: shotListQuery,
    variables: { projectId, anew, first: shownChanges },
    requestPolicy: 'cache-and-network',
  });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again });
  const list = data?.project?.shotList;
  if (error && !list) return <ErrorNotice message={describeFailure(error)} onRetry={again} />;
  if (!list) return <Loading label="Looking at the shot list" />;
  const shared = { projectId, mayEdit, list };
  return list.isConfirmed ? <Confirmed {...shared} /> : <Open {...shared} {...{ anew, setAnew }} isFetching={fetching} />;
}

interface PartProps extends ShotListProps {
  list: ShotList;
}

function useDeed() {
  const send = useCommand();
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  async function settle(deed: ReturnType<typeof send>) {
    setIsBusy(true);
    const outcome = await deed;
    setIsBusy(false);
    setMessage(outcome.ok ? null : outcome.error.message);
  }
  return { send, settle, isBusy, message };
}

function Confirmed({ projectId, mayEdit, list }: PartProps) {
  const { send, settle, isBusy, message } = useDeed();
  return (
    <>
      <p className="flex items-center gap-2 font-medium">
        <Lock aria-hidden className="size-4 text-accent" />
        The shot list is confirmed.
      </p>
      <p className="tabular mt-2 rounded-lg bg-well px-3 py-2 text-xs break-all">{list.naming}</p>
      <p className="mt-2 text-muted">
        {counted(list.review.scenes, 'scene')} and {counted(list.review.shots, 'shot')} have codes that stay when things are moved. What is added gets a code between those beside it; what is deleted keeps its own.
      </p>
      {message && <ErrorNotice className="mt-3" message={message} />}
      {mayEdit && (
        <>
          <p className="mt-3 text-xs text-faint">Unlock it to use another naming convention or to number everything anew. Codes that were given stay until then.</p>
          <DialogActions>
            <Button icon={LockOpen} isBusy={isBusy} onClick={() => void settle(send(unlockShotList, { projectId }))}>
              Unlock shot list
            </Button>
          </DialogActions>
        </>
      )}
    </>
  );
}

interface OpenProps extends PartProps {
  anew: boolean;
  setAnew: (anew: boolean) => void;
  isFetching: boolean;
}

const ways = [
  { anew: false, label: 'Keep the codes that were given', hint: 'Only what has none yet gets one.' },
  { anew: true, label: 'Number everything anew', hint: 'In the order of the film; deleted scenes and clips lose their codes.' },
];

function Open({ projectId, mayEdit, list, anew, setAnew, isFetching }: OpenProps) {
  const { send, settle, isBusy, message } = useDeed();
  const { review } = list;
  const hasCodes = anew || review.kept > 0;
  return (
    <>
      <p className="tabular rounded-lg bg-well px-3 py-2 text-xs break-all">{list.naming}</p>
      {hasCodes && (
        <fieldset className="mt-3 rounded-lg border border-line-strong/60 p-3">
          <legend className="px-1 text-[12px] font-medium text-muted">Codes</legend>
          {ways.map((way) => (
            <label key={way.label} htmlFor={`anew-${way.anew}`} className="flex items-start gap-2.5 py-1">
              <input id={`anew-${way.anew}`} type="radio" name="anew" className="mt-1 accent-accent" checked={anew === way.anew} onChange={() => setAnew(way.anew)} />
              <span>
                <span className="block font-medium">{way.label}</span>
                <span className="block text-xs text-muted">{way.hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p className="mt-3" role="status">
        {summary(review)}
      </p>
      <Changes review={review} />
      {review.refusal && <ErrorNotice className="mt-3" message={review.refusal} />}
      {message && <ErrorNotice className="mt-3" message={message} />}
      {mayEdit && (
        <DialogActions>
          <Button
            tone="accent"
            icon={Lock}
            isBusy={isBusy}
            disabled={isFetching || review.refusal !== null}
            onClick={() => void settle(send(confirmShotList, { projectId, anew }))}
          >
            Confirm shot list
          </Button>
        </DialogActions>
      )}
    </>
  );
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** What confirming would do, in a sentence. */
export function summary({ scenes, shots, given, changed, kept, lost }: Pick<Review, 'scenes' | 'shots' | 'given' | 'changed' | 'kept' | 'lost'>): string {
  const deeds = [
    [given, 'gets a code', 'get a code'],
    [changed, 'gets another code', 'get another code'],
    [kept, 'keeps its code', 'keep their codes'],
    [lost, 'that is deleted loses its code', 'that are deleted lose their codes'],
  ] as const;
  const told = deeds.filter(([count]) => count > 0).map(([count, one, several]) => `${count.toLocaleString('en')} ${count === 1 ? one : several}`);
  return `${counted(scenes, 'scene')} and ${counted(shots, 'shot')}: ${told.join(', ') || 'nothing to name'}.`;
}

function Changes({ review }: { review: Review }) {
  const { changes, given, changed, lost } = review;
  const more = given + changed + lost - changes.length;
  if (changes.length === 0) return null;
  return (
    <>
      <ul aria-label="New codes" className="mt-2 max-h-64 divide-y divide-line overflow-y-auto rounded-lg bg-well px-3">
        {changes.map(({ id, isScene, name, before, after }) => (
          <li key={id} className="grid grid-cols-[minmax(0,3fr)_minmax(0,4fr)] gap-3 py-1 text-xs">
            <span className={isScene ? 'truncate font-semibold' : 'truncate pl-3 text-muted'}>{name}</span>
            <span className="tabular flex min-w-0 gap-2">
              {before && <s className="truncate text-faint">{before}</s>}
              <span className="truncate font-medium">{after || 'none'}</span>
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="mt-1 text-xs text-faint">And {more.toLocaleString('en')} more.</p>}
    </>
  );
}
