import { useCallback, useEffect, useState } from 'react';
import { useClient, type OperationResult } from 'urql';
import { describeFailure } from '@/api/command';
import type { PoolCardFragment, PoolFilter, PoolQuery, PoolQueryVariables, PoolSort, SortDirection } from '@/gql/graphql';
import { useRefetchOnChange } from '@/live/live-provider';
import { poolQuery } from './operations';

export type PoolItemData = PoolCardFragment;
type Project = NonNullable<PoolQuery['project']>;

export interface Wish {
  readonly filter: PoolFilter;
  readonly sort: PoolSort;
  readonly direction: SortDirection;
}

interface Known {
  readonly tags: readonly string[];
  readonly total: number;
  readonly items: readonly PoolItemData[];
  readonly hasMore: boolean;
}

const pageSize = 60;

/** The pool of a project, page by page, asked for again when something happens to it. */
export function usePool(projectId: string, wish: Wish) {
  const client = useClient();
  const [pages, setPages] = useState(1);
  const [known, setKnown] = useState<Known | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isFetching, setIsFetching] = useState(false);
  const [asked, setAsked] = useState(0);
  const again = useCallback(() => setAsked((count) => count + 1), []);
  const { sort, direction } = wish;
  const narrowed = JSON.stringify(wish.filter);

  useEffect(() => {
    let isOver = false;
    async function read() {
      setIsFetching(true);
      const items: PoolItemData[] = [];
      let after: string | null = null;
      let pool: Project['pool'] | undefined;
      for (let page = 0; page < pages; page += 1) {
        const variables: PoolQueryVariables = { projectId, first: pageSize, after, filter: JSON.parse(narrowed) as PoolFilter, sort, direction };
        const { data, error }: OperationResult<PoolQuery> = await client.query(poolQuery, variables, { requestPolicy: 'network-only' }).toPromise();
        if (isOver) return;
        if (error) {
          setFailure(describeFailure(error));
          setIsFetching(false);
          return;
        }
        pool = data?.project?.pool;
        items.push(...(pool?.edges.map(({ node }) => node) ?? []));
        after = pool?.pageInfo.endCursor ?? null;
        if (!pool?.pageInfo.hasNextPage) break;
      }
      setFailure(null);
      setKnown({ tags: pool?.tags ?? [], total: pool?.totalCount ?? 0, items, hasMore: pool?.pageInfo.hasNextPage ?? false });
      setIsFetching(false);
    }
    void read();
    return () => {
      isOver = true;
    };
  }, [client, projectId, narrowed, sort, direction, pages, asked]);

  // Takes count, too: they are where an item is used.
  useRefetchOnChange({ isFetching, refetch: again, concerns: ({ changed }) => changed.some((id) => id.startsWith('item-') || id.startsWith('take-')) });
  return { known, failure, again, more: () => setPages((count) => count + 1) };
}
