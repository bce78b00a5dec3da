import { Columns2 } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { useRefetchOnChange } from '@/live/live-provider';
import { Avatar } from '@/ui/avatar';
import { Button, IconButton } from '@/ui/button';
import { describeExactly, Moment } from '@/ui/moment';
import { ErrorNotice, Loading } from '@/ui/notice';
import type { ClipVersion, RestoreClip } from './clip-version';
import { ClipVersionsDialog } from './clip-versions-dialog';
import { clipVersionsQuery } from './version-operations';

const pageSize = 50;

interface ClipVersionsProps {
  clipId: string;
  name: string;
  mayEdit: boolean;
  onRestore: RestoreClip;
}

/** How the clip came to be what it is: every version there was, the newest first. Not its alternates, which exist side by side. */
export function ClipVersions({ clipId, name, mayEdit, onRestore }: ClipVersionsProps) {
  const [count, setCount] = useState(1);
  // The two that are compared: an older version and the one beside it; null while nothing is.
  const [compared, setCompared] = useState<number | null>(null);
  return (
    <>
      <Page {...{ clipId }} after={null} left={count} onMore={() => setCount(count + 1)} onCompare={setCompared} />
      <ClipVersionsDialog {...{ clipId, name, mayEdit, onRestore }} from={compared} onClose={() => setCompared(null)} />
    </>
  );
}

interface PageProps {
  clipId: string;
  after: string | null;
  left: number;
  onMore: () => void;
  onCompare: (version: number) => void;
}

function Page({ clipId, after, left, onMore, onCompare }: PageProps) {
  const [{ data, error, fetching, stale }, refetch] = useQuery({ query: clipVersionsQuery, variables: { id: clipId, first: pageSize, after } });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again, concerns: ({ changed }) => changed.includes(clipId) });
  if (error && !data) return <ErrorNotice message={describeFailure(error)} onRetry={again} />;
  if (!data) return <Loading label="Fetching the versions" />;
  if (!data.clip) return <p className="text-muted">There are none.</p>;
  const { edges, pageInfo } = data.clip.versions;
  const newest = after === null ? edges[0]?.node.version : undefined;
  return (
    <>
      <ol aria-label="Versions over time" className="flex flex-col gap-1">
        {edges.map(({ node }) => (
          <Row key={node.version} version={node} isNewest={node.version === newest} onCompare={onCompare} />
        ))}
      </ol>
      {pageInfo.hasNextPage && left > 1 && <Page {...{ clipId, onMore, onCompare }} after={pageInfo.endCursor} left={left - 1} />}
      {pageInfo.hasNextPage && left === 1 && (
        <Button size="small" className="self-start" onClick={onMore}>
          Show more
        </Button>
      )}
    </>
  );
}

function Row({ version: { version, at, actor, sentence }, isNewest, onCompare }: { version: ClipVersion; isNewest: boolean; onCompare: PageProps['onCompare'] }) {
  return (
    <li className="flex items-center gap-2 rounded-md border border-line bg-well py-1 pr-1 pl-2">
      <Avatar id={actor.id} name={actor.name} className="size-5 text-[9px]" />
      <span className="min-w-0 flex-1">
        <span className="block truncate first-letter:uppercase" title={sentence}>
          {sentence}
        </span>
        <span className="block text-[11px] text-faint">
          <Moment at={at} />
          {isNewest && <span className="text-good">, the present one</span>}
        </span>
      </span>
      {!isNewest && <IconButton icon={Columns2} label={`Compare or restore the version of ${describeExactly(at)}`} onClick={() => onCompare(version)} />}
    </li>
  );
}
