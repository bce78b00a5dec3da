import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { describeFailure } from '@/api/command';
import type { JobFilter, JobsQuery, JobSort, SortDirection } from '@/gql/graphql';
import { jobsQuery } from './operations';
import { aged, answered, begunAnew, isNew, isUnasked, noPages, rowsOf, wantedPage, withMore, type Pages } from './pages';

export interface Wish {
  readonly filter: JobFilter;
  readonly sort: JobSort;
  readonly direction: SortDirection;
}

interface Counts {
  readonly counters: NonNullable<JobsQuery['jobs']['counters']>;
  readonly totalCount: number;
}

interface Known {
  readonly wish: string;
  readonly list: Pages;
  readonly counts: Counts | null;
}

const pageSize = 100;

/**
 * The jobs that are wished for, page by page. `position` is the queue's: when it moves on, the pages that are looked at
 * are asked for again, one after the other, and the others when they are looked at.
 */
export function useJobs(wish: Wish, position: number) {
  const client = useClient();
  const written = JSON.stringify(wish);
  const [known, setKnown] = useState<Known>({ wish: written, list: noPages, counts: null });
  const [near, setNear] = useState<ReadonlySet<number>>(new Set([0]));
  const [failure, setFailure] = useState<string | null>(null);
  const [seen, setSeen] = useState(position);
  const underWay = useRef<string | null>(null);

  if (known.wish !== written) {
    setKnown({ wish: written, list: begunAnew(known.list), counts: known.counts });
    setNear(new Set([0]));
    setFailure(null);
  }
  if (seen !== position) {
    setSeen(position);
    setKnown({ ...known, list: aged(known.list) });
    setFailure(null);
  }

  const { list } = known;
  const index = wantedPage(list, (at) => near.has(at));
  useEffect(() => {
    if (index === null || failure !== null || known.wish !== written || underWay.current === written) return;
    underWay.current = written;
    const { age, pages } = list;
    async function read(at: number) {
      const variables = { ...(JSON.parse(written) as Wish), first: pageSize, after: pages[at]?.after ?? null, isCounted: at === 0 || !isNew(list, at) };
      const { data, error } = await client.query(jobsQuery, variables, { requestPolicy: 'network-only' }).toPromise();
      if (underWay.current !== written) return;
      underWay.current = null;
      if (!data) return setFailure(error ? describeFailure(error) : 'The server could not answer. Try again.');
      const { edges, pageInfo, counters, totalCount } = data.jobs;
      const answer = { rows: edges.map(({ node }) => node), end: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null, age };
      const counts = counters && totalCount !== undefined ? { counters, totalCount } : null;
      setKnown((now) => (now.wish === written ? { ...now, list: answered(now.list, at, answer), counts: counts ?? now.counts } : now));
    }
    void read(index);
  }, [client, index, failure, known.wish, written, list]);

  const pages = useMemo(() => rowsOf(list), [list]);
  const onNear = useCallback((at: number, isNear: boolean) => {
    setNear((now) => {
      if (now.has(at) === isNear) return now;
      const next = new Set(now);
      if (!next.delete(at)) next.add(at);
      return next;
    });
  }, []);
  const more = useCallback(() => setKnown((now) => ({ ...now, list: withMore(now.list) })), []);
  const again = useCallback(() => {
    setFailure(null);
    setKnown((now) => ({ ...now, list: aged(now.list) }));
  }, []);
  return { pages, counts: known.counts, failure, isLoading: isUnasked(list), hasMore: list.pages.at(-1)?.end !== null, onNear, more, again };
}
