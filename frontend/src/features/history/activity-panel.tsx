import { History } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { useRefetchOnChange } from '@/live/live-provider';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { Moment } from '@/ui/moment';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { PanelTitle } from '@/ui/section';
import { historyQuery } from './operations';

const pageSize = 40;

interface PageProps {
  projectId: string;
  after: string | null;
  isLast: boolean;
  onMore: (cursor: string) => void;
}

function Page({ projectId, after, isLast, onMore }: PageProps) {
  const [{ data, error, fetching, stale }, refetch] = useQuery({ query: historyQuery, variables: { projectId, first: pageSize, after } });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again, concerns: () => after === null });
  if (error && !data) return <ErrorNotice className="m-4" message={describeFailure(error)} onRetry={again} />;
  if (!data?.project) return fetching ? <Loading label="Fetching the activity" /> : null;
  const { edges, pageInfo } = data.project.history;
  const { hasNextPage, endCursor } = pageInfo;
  if (edges.length === 0 && after === null) {
    return <Empty icon={History} title="Nothing has happened yet" text="Every change to this project will be listed here." />;
  }
  return (
    <>
      <ol>
        {edges.map(({ node: { n, at, summary, note, actor } }) => (
          <li key={n} className="flex gap-3 border-b border-line/60 px-4 py-2.5">
            <Avatar id={actor.id} name={actor.name} className="mt-0.5" />
            <div className="min-w-0 flex-1">
              <p className="break-words">{summary}</p>
              {note && <p className="text-muted italic">{note}</p>}
              <p className="text-xs text-faint">
                {actor.name}, <Moment at={at} />
              </p>
            </div>
            <span className="tabular text-[10.5px] text-faint">{n}</span>
          </li>
        ))}
      </ol>
      {isLast && hasNextPage && endCursor && (
        <div className="p-3 text-center">
          <Button size="small" onClick={() => onMore(endCursor)}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

export function ActivityPanel({ projectId, actions }: { projectId: string; actions?: ReactNode }) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <>
      <PanelTitle actions={actions}>Activity</PanelTitle>
      {cursors.map((after, index) => (
        <Page key={after ?? 'first'} {...{ projectId, after }} isLast={index === cursors.length - 1} onMore={(cursor) => setCursors([...cursors, cursor])} />
      ))}
    </>
  );
}
