import { ArrowUpToLine, Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { describeFailure, type Outcome } from '@/api/command';
import { useRefetchOnChange } from '@/live/live-provider';
import type { Rate } from '@/time/frame-rate';
import { formatLength } from '@/time/timecode';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { Dialog } from '@/ui/dialog';
import { Select } from '@/ui/field';
import { ErrorNotice, Loading } from '@/ui/notice';
import type { Version } from '@/ui/version-list';
import { useAt } from '@/workspace/moment';
import { usePreferences } from '@/workspace/preferences';
import type { Selection } from '@/workspace/stage';
import { clipRows, sceneClipRows, sceneRows, type Row } from './differences';
import { comparedClipQuery, comparedSceneQuery } from './operations';

interface CompareProps {
  kind: Selection['kind'];
  /** Two at least, the original first. */
  versions: readonly Version[];
  /** The version that was selected: it is on the right, beside the one that plays. */
  selectedId: string;
  rate: Rate;
  mayEdit: boolean;
  onChoose: (id: string) => Promise<Outcome<unknown>>;
  onPromote: (id: string) => Promise<Outcome<unknown>>;
}

export function CompareDialog({ isOpen, onClose, children }: { isOpen: boolean; onClose: () => void; children: ReactNode }) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Compare versions"
      description="Two versions side by side; what differs is marked."
      className="w-[min(72rem,calc(100vw-1.5rem))]"
    >
      {children}
    </Dialog>
  );
}

/** The two that are compared at first: the one that plays on the left, the selected one or another beside it. */
export function firstPair(versions: readonly Version[], selectedId: string): readonly [string, string] {
  const left = versions.find(({ isChosen }) => isChosen)?.id ?? versions[0]?.id ?? '';
  const right = selectedId === left ? versions.find(({ id }) => id !== left)?.id : selectedId;
  return [left, right ?? left];
}

export function Compare({ kind, versions, selectedId, rate, mayEdit, onChoose, onPromote }: CompareProps) {
  const [[left, right], setPair] = useState(() => firstPair(versions, selectedId));
  const [isBrief, setIsBrief] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const side = { versions, mayEdit, act };
  const Rows = kind === 'clip' ? ClipComparison : SceneComparison;

  async function act(outcome: Promise<Outcome<unknown>>) {
    const answer = await outcome;
    setMessage(answer.ok ? null : answer.error.message);
  }

  return (
    <div className="flex flex-col gap-3 pt-1">
      {message && <ErrorNotice message={message} />}
      <label htmlFor="only-differences" className="flex items-center gap-2 self-start text-muted">
        <input id="only-differences" type="checkbox" className="size-4 accent-accent" checked={isBrief} onChange={(event) => setIsBrief(event.currentTarget.checked)} />
        <span>Only what differs</span>
      </label>
      <div role="table" aria-label="Comparison" className="flex flex-col">
        <div role="row" className={cn(columns, 'sticky top-0 z-10 border-b bg-panel pb-2.5')}>
          <span role="columnheader" className="max-sm:hidden">
            <span className="sr-only">Field</span>
          </span>
          <Side {...side} label="Left version" id={left} other={right} onId={(id) => setPair([id, right])} onChoose={onChoose} onPromote={onPromote} />
          <Side {...side} label="Right version" id={right} other={left} onId={(id) => setPair([left, id])} onChoose={onChoose} onPromote={onPromote} />
        </div>
        <Rows {...{ left, right, rate, isBrief }} />
      </div>
    </div>
  );
}

const columns = 'grid grid-cols-2 gap-x-3 sm:grid-cols-[10rem_1fr_1fr]';

interface SideProps extends Pick<CompareProps, 'versions' | 'mayEdit' | 'onChoose' | 'onPromote'> {
  label: string;
  id: string;
  /** The version on the other side, which is not offered here. */
  other: string;
  onId: (id: string) => void;
  act: (outcome: Promise<Outcome<unknown>>) => Promise<void>;
}

function Side({ versions, mayEdit, label, id, other, onId, act, onChoose, onPromote }: SideProps) {
  const version = versions.find((candidate) => candidate.id === id);
  const offered = versions.filter((candidate) => candidate.id !== other);
  return (
    <div role="columnheader" className="flex min-w-0 flex-col gap-2">
      <Select
        label={label}
        isLabelHidden
        value={id}
        onValue={onId}
        options={offered.map(({ id: value, name, badge, isChosen }) => ({ value, label: `${badge || 'Original'}: ${name}${isChosen ? ' (plays)' : ''}` }))}
      />
      {mayEdit && version && (
        <div className="flex flex-wrap gap-1.5">
          <Button size="small" icon={Check} disabled={version.isChosen} aria-label={`Choose ${version.name}`} onClick={() => void act(onChoose(id))}>
            {version.isChosen ? 'Plays' : 'Choose'}
          </Button>
          <Button size="small" icon={ArrowUpToLine} disabled={version.badge === ''} aria-label={`Promote ${version.name}`} onClick={() => void act(onPromote(id))}>
            {version.badge === '' ? 'Original' : 'Promote'}
          </Button>
        </div>
      )}
    </div>
  );
}

interface ComparisonProps {
  left: string;
  right: string;
  rate: Rate;
  isBrief: boolean;
}

function useFormat(rate: Rate): (frames: number) => string {
  const unit = usePreferences((preferences) => preferences.unit);
  return (frames) => formatLength(frames, rate, unit);
}

function useComparedClip(id: string) {
  const at = useAt();
  const [state, refetch] = useQuery({ query: comparedClipQuery, variables: { id, at } });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: state.fetching || state.stale, refetch: again });
  return { found: state.data?.clip, isAsked: state.data !== undefined, error: state.error, again };
}

function useComparedScene(id: string) {
  const at = useAt();
  const [state, refetch] = useQuery({ query: comparedSceneQuery, variables: { id, at } });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: state.fetching || state.stale, refetch: again });
  return { found: state.data?.scene, isAsked: state.data !== undefined, error: state.error, again };
}

/** What stands in the place of the rows until both versions are here; null when they are. */
function waiting(sides: readonly (ReturnType<typeof useComparedClip> | ReturnType<typeof useComparedScene>)[]): ReactNode {
  const failed = sides.find(({ error, found }) => error && !found);
  if (failed?.error) return <ErrorNotice className="mt-3" message={describeFailure(failed.error)} onRetry={failed.again} />;
  if (sides.some(({ isAsked }) => !isAsked)) return <Loading label="Fetching the versions" />;
  const isGone = sides.some(({ found }) => !found || found.isDeleted);
  return isGone ? <p className="p-6 text-center text-muted">One of the two was deleted. Choose another version.</p> : null;
}

function ClipComparison({ left, right, rate, isBrief }: ComparisonProps) {
  const [one, other] = [useComparedClip(left), useComparedClip(right)];
  const format = useFormat(rate);
  const notice = waiting([one, other]);
  if (notice || !one.found || !other.found) return notice;
  return <RowList rows={clipRows(one.found, other.found, format)} isBrief={isBrief} />;
}

function SceneComparison({ left, right, rate, isBrief }: ComparisonProps) {
  const [one, other] = [useComparedScene(left), useComparedScene(right)];
  const format = useFormat(rate);
  const notice = waiting([one, other]);
  if (notice || !one.found || !other.found) return notice;
  return <RowList rows={[...sceneRows(one.found, other.found, format), ...sceneClipRows(one.found, other.found, format)]} isBrief={isBrief} />;
}

export function RowList({ rows, isBrief }: { rows: readonly Row[]; isBrief: boolean }) {
  const shown = isBrief ? rows.filter(({ isDifferent }) => isDifferent) : rows;
  if (shown.length === 0) return <p className="p-6 text-center text-muted">The two do not differ.</p>;
  return shown.map(({ label, left, right, isDifferent }) => (
    <div key={label} role="row" data-differs={isDifferent} className={cn(columns, 'border-b border-line/60 py-2', isDifferent && 'rounded-md bg-accent/8')}>
      <span role="rowheader" className="pl-2 text-[12px] font-medium text-muted max-sm:col-span-2">
        {label}
        {isDifferent && <span className="ml-2 rounded-[3px] bg-accent/20 px-1 text-[10px] leading-4 font-semibold text-accent sm:ml-0 sm:block sm:w-fit">differs</span>}
      </span>
      <Value text={left} isDifferent={isDifferent} />
      <Value text={right} isDifferent={isDifferent} />
    </div>
  ));
}

function Value({ text, isDifferent }: { text: string | null; isDifferent: boolean }) {
  return (
    <div role="cell" className={cn('min-w-0 px-2 break-words whitespace-pre-wrap', isDifferent ? 'text-ink' : 'text-muted')}>
      {text || <span className="text-faint">{text === null ? 'No such clip' : 'Empty'}</span>}
    </div>
  );
}
