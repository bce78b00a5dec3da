import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { useRefetchOnChange } from '@/live/live-provider';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { Select } from '@/ui/field';
import { FieldDifferences, toggled } from '@/ui/field-differences';
import { describeExactly } from '@/ui/moment';
import { ErrorNotice, Loading } from '@/ui/notice';
import type { ClipVersion, RestoreClip } from './clip-version';
import { clipVersionsQuery, compareClipQuery } from './version-operations';

const offered = 100;

interface ClipVersionsDialogProps {
  clipId: string;
  name: string;
  mayEdit: boolean;
  /** The version to begin with; null while the dialog is closed. */
  from: number | null;
  onRestore: RestoreClip;
  onClose: () => void;
}

export function ClipVersionsDialog({ from, onClose, name, ...rest }: ClipVersionsDialogProps) {
  return (
    <Dialog
      isOpen={from !== null}
      onClose={onClose}
      title={`${name || 'Unnamed clip'} over time`}
      description="Two versions of the clip, field by field."
      className="w-[min(52rem,calc(100vw-1.5rem))]"
    >
      {from !== null && <Choice key={from} {...{ from, onClose, name }} {...rest} />}
    </Dialog>
  );
}

function Choice({ clipId, from, ...rest }: ClipVersionsDialogProps & { from: number }) {
  const [{ data, error, fetching, stale }, refetch] = useQuery({ query: clipVersionsQuery, variables: { id: clipId, first: offered } });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again, concerns: ({ changed }) => changed.includes(clipId) });
  if (error && !data) return <ErrorNotice message={describeFailure(error)} onRetry={again} />;
  if (!data?.clip) return <Loading label="Fetching the versions" />;
  return <ComparedVersions {...{ clipId }} first={from} versions={data.clip.versions.edges.map(({ node }) => node)} {...rest} />;
}

interface ComparedVersionsProps extends Omit<ClipVersionsDialogProps, 'from'> {
  first: number;
  versions: readonly ClipVersion[];
}

export function ComparedVersions({ clipId, name, mayEdit, first, versions, onRestore, onClose }: ComparedVersionsProps) {
  const [from, setFrom] = useState(first);
  // null is whichever is the newest: somebody may change the clip meanwhile.
  const [to, setTo] = useState<number | null>(null);
  const [{ data, error, fetching }, refetch] = useQuery({ query: compareClipQuery, variables: { id: clipId, from, to: to ?? versions[0]?.version } });
  const restored = versions.find(({ version }) => version === from);
  const options = versions.map(({ version, at, sentence }) => ({ value: String(version), label: `${describeExactly(at)}: ${sentence}` }));
  return (
    <div className="flex flex-col gap-4 pt-1">
      <div className="grid gap-3 sm:grid-cols-2">
        <Select label="This version" options={options} value={String(from)} onValue={(value) => setFrom(Number(value))} />
        <Select
          label="Compared with"
          options={[{ value: '', label: 'The present one' }, ...options.slice(1)]}
          value={to === null ? '' : String(to)}
          onValue={(value) => setTo(value === '' ? null : Number(value))}
        />
      </div>
      {error && <ErrorNotice message={describeFailure(error)} onRetry={() => refetch({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Loading label="Comparing" />}
      {data && restored && !error && (
        <div aria-busy={fetching} className={fetching ? 'opacity-60' : undefined}>
          <Fields key={from} {...{ clipId, name, mayEdit, onRestore, onClose }} fields={data.compareClip} version={restored} isToPresent={to === null} />
        </div>
      )}
    </div>
  );
}

interface FieldsProps extends Pick<ClipVersionsDialogProps, 'clipId' | 'name' | 'mayEdit' | 'onRestore' | 'onClose'> {
  fields: Parameters<typeof FieldDifferences>[0]['fields'];
  /** The one that can be restored. */
  version: ClipVersion;
  isToPresent: boolean;
}

function Fields({ clipId, fields, version, isToPresent, name, mayEdit, onRestore, onClose }: FieldsProps) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  // Fields that no longer differ cannot be picked any more.
  const wanted = fields.map(({ field }) => field).filter((field) => picked.has(field));

  async function restore() {
    setIsBusy(true);
    const outcome = await onRestore(clipId, version.position, wanted.length > 0 ? wanted : undefined);
    setIsBusy(false);
    if (outcome.ok) onClose();
    else setMessage(outcome.error.message);
  }

  return (
    <>
      {fields.length === 0 ? (
        <p className="p-6 text-center text-muted">The two do not differ.</p>
      ) : (
        <FieldDifferences
          {...{ fields, name }}
          before="This version"
          after={isToPresent ? 'The present one' : 'The other version'}
          {...(mayEdit && { picked, onPick: (field: string) => setPicked(toggled(picked, field)) })}
        />
      )}
      {message && <ErrorNotice className="mt-3" message={message} />}
      {mayEdit && (
        <DialogActions>
          <p className="mr-auto self-center text-xs text-faint">Restoring is a new change. What is there now stays in the history.</p>
          <Button tone="accent" icon={RotateCcw} isBusy={isBusy} onClick={() => void restore()}>
            {wanted.length === 0 ? 'Restore this version' : `Restore ${wanted.length} of ${fields.length} fields`}
          </Button>
        </DialogActions>
      )}
    </>
  );
}
