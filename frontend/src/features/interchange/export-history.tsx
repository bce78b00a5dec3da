import { useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { useRefetchOnChange } from '@/live/live-provider';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { Moment } from '@/ui/moment';
import { ErrorNotice, Loading } from '@/ui/notice';
import { describeOptions, type Format } from './formats';
import { exportsQuery } from './operations';

const pageSize = 5;
const mostRows = 100;

/** Who had it written when, and as what; the last first. */
export function ExportHistory({ projectId, formats }: { projectId: string; formats: readonly Format[] }) {
  const [first, setFirst] = useState(pageSize);
  const [{ data, error, fetching, stale }, refetch] = useQuery({
    query: exportsQuery,
    variables: { projectId, first },
    requestPolicy: 'cache-and-network',
  });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again, concerns: ({ events }) => events.some(({ type }) => type === 'ProjectExported') });
  const exports = data?.project?.exports;
  return (
    <section aria-label="Exports so far" className="mt-5 border-t border-line pt-4">
      <h3 className="mb-1 font-semibold">Exports so far</h3>
      {error && !exports && <ErrorNotice message={describeFailure(error)} onRetry={again} />}
      {!exports && !error && <Loading label="Looking for exports" />}
      {exports?.edges.length === 0 && <p className="text-muted">Nobody has exported this project yet.</p>}
      {exports && exports.edges.length > 0 && (
        <ul aria-label="Exports" className="max-h-44 divide-y divide-line overflow-y-auto">
          {exports.edges.map(({ node: { position, at, by, format, options } }) => {
            const known = formats.find((one) => one.format === format);
            const told = describeOptions(known, options);
            return (
              <li key={position} className="flex items-center gap-2.5 py-1.5">
                <Avatar id={by.id} name={by.name} className="size-5" />
                <p className="min-w-0 flex-1 truncate">
                  {by.name} <span className="text-muted">as {known?.label ?? format}</span>
                  {told && <span className="text-xs text-faint">, {told}</span>}
                </p>
                <p className="shrink-0 text-xs text-faint">
                  <Moment at={at} />
                </p>
              </li>
            );
          })}
        </ul>
      )}
      {exports?.pageInfo.hasNextPage && first < mostRows && (
        <Button size="small" tone="quiet" isBusy={fetching} onClick={() => setFirst(Math.min(first + 20, mostRows))}>
          Show more
        </Button>
      )}
    </section>
  );
}
