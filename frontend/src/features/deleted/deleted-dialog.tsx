import { Trash2, Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { describeFailure, type Outcome } from '@/api/command';
import type { DeletedQuery } from '@/gql/graphql';
import { useRefetchOnChange } from '@/live/live-provider';
import { Picture } from '@/live/media';
import type { Rate } from '@/time/frame-rate';
import { formatLength } from '@/time/timecode';
import { AlternateBadge, bareName } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { StatusDot } from '@/ui/status';
import { useAt } from '@/workspace/moment';
import { usePreferences } from '@/workspace/preferences';
import type { Selection } from '@/workspace/stage';
import { deletedQuery } from './operations';

type Deleted = NonNullable<DeletedQuery['project']>['deleted'];
type Restore = (kind: Selection['kind'], id: string) => Promise<Outcome<unknown>>;

interface DeletedListProps {
  projectId: string;
  rate: Rate;
  mayEdit: boolean;
  sceneNames: ReadonlyMap<string, string>;
  onRestore: Restore;
}

export function DeletedDialog({ isOpen, onClose, ...rest }: DeletedListProps & { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Deleted" description="What was deleted from this project, the last first.">
      <DeletedList {...rest} />
    </Dialog>
  );
}

export function DeletedList({ projectId, ...rest }: DeletedListProps) {
  const at = useAt();
  const [{ data, error, fetching, stale }, refetch] = useQuery({
    query: deletedQuery,
    variables: { projectId, at },
    requestPolicy: 'cache-and-network',
  });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again });
  const deleted = data?.project?.deleted;
  if (error && !deleted) return <ErrorNotice message={describeFailure(error)} onRetry={again} />;
  if (!deleted) return <Loading label="Looking for what was deleted" />;
  if (deleted.scenes.length + deleted.clips.length === 0) {
    return <Empty icon={Trash2} title="Nothing is deleted" text="Scenes and clips that are deleted wait here until somebody restores them." />;
  }
  return <Lists deleted={deleted} {...rest} />;
}

function Lists({ deleted: { scenes, clips }, rate, mayEdit, sceneNames, onRestore }: Omit<DeletedListProps, 'projectId'> & { deleted: Deleted }) {
  const unit = usePreferences((preferences) => preferences.unit);
  const shared = { mayEdit, onRestore };
  return (
    <div className="flex flex-col gap-4">
      {scenes.length > 0 && (
        <List title="Scenes" hint="A scene comes back with its clips.">
          {scenes.map(({ id, name, badge, description, lyrics }) => (
            <Row key={id} kind="scene" {...{ id, name, badge }} note={description || lyrics} {...shared} />
          ))}
        </List>
      )}
      {clips.length > 0 && (
        <List title="Clips" hint="A clip goes back to its place, or to the nearest free one.">
          {clips.map(({ id, name, badge, sceneId, track, length, status, lyrics, imagePrompt, imageDigest, videoDigest }) => (
            <Row
              key={id}
              kind="clip"
              {...{ id, name, badge }}
              lead={<StatusDot status={status} />}
              digest={videoDigest || imageDigest}
              place={`${sceneNames.get(sceneId) ?? 'A version that does not play'}, track ${track + 1}, ${formatLength(length, rate, unit)}`}
              note={lyrics || imagePrompt}
              {...shared}
            />
          ))}
        </List>
      )}
    </div>
  );
}

function List({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="text-xs font-semibold text-accent">{title}</h3>
      <p className="text-xs text-faint">{hint}</p>
      <ul aria-label={`Deleted ${title.toLowerCase()}`} className="mt-1 divide-y divide-line">
        {children}
      </ul>
    </section>
  );
}

interface RowProps {
  kind: Selection['kind'];
  id: string;
  name: string;
  badge: string;
  lead?: ReactNode;
  /** What it showed, empty for nothing. */
  digest?: string;
  place?: string;
  note: string;
  mayEdit: boolean;
  onRestore: Restore;
}

function Row({ kind, id, name, badge, lead, digest = '', place, note, mayEdit, onRestore }: RowProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  async function restore() {
    setIsBusy(true);
    const outcome = await onRestore(kind, id);
    setIsBusy(false);
    setMessage(outcome.ok ? null : outcome.error.message);
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2">
      {digest !== '' && <Picture digest={digest} size={320} alt="" className="h-9 w-16 rounded object-cover" />}
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          {lead}
          <span className="truncate">{bareName(name, badge)}</span>
          <AlternateBadge badge={badge} />
        </p>
        {place && <p className="tabular truncate text-xs text-faint">{place}</p>}
        {note && <p className="truncate text-xs text-muted">{note}</p>}
      </div>
      {mayEdit && (
        <Button size="small" icon={Undo2} isBusy={isBusy} aria-label={`Restore ${name}`} onClick={() => void restore()}>
          Restore
        </Button>
      )}
      {message && <ErrorNotice className="basis-full" message={message} />}
    </li>
  );
}
