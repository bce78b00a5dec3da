import { useCallback, useEffect, useState } from 'react';
import { useClient, type OperationResult } from 'urql';
import { describeFailure } from '@/api/command';
import type { GalleryQuery, GalleryQueryVariables, SortDirection, TakeCardFragment, TakeFilter, TakeSort } from '@/gql/graphql';
import { useRefetchOnChange } from '@/live/live-provider';
import { galleryQuery } from './operations';

export type GalleryClip = NonNullable<GalleryQuery['clip']>;
export type TakeData = TakeCardFragment;

export interface Wish {
  readonly filter: TakeFilter;
  readonly sort: TakeSort;
  readonly direction: SortDirection;
}

interface Known {
  readonly clip: GalleryClip | null;
  readonly takes: readonly TakeData[];
  readonly hasMore: boolean;
}

const pageSize = 60;

/** The takes of a clip, page by page, asked for again when something happens to them. */
export function useGallery(clipId: string, wish: Wish) {
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
      const takes: TakeData[] = [];
      let after: string | null = null;
      let clip: GalleryClip | null = null;
      for (let page = 0; page < pages; page += 1) {
        const variables: GalleryQueryVariables = { id: clipId, first: pageSize, after, filter: JSON.parse(narrowed) as TakeFilter, sort, direction };
        const { data, error }: OperationResult<GalleryQuery> = await client.query(galleryQuery, variables, { requestPolicy: 'network-only' }).toPromise();
        if (isOver) return;
        if (error) {
          setFailure(describeFailure(error));
          setIsFetching(false);
          return;
        }
        clip = data?.clip ?? null;
        takes.push(...(clip?.takes.edges.map(({ node }) => node) ?? []));
        after = clip?.takes.pageInfo.endCursor ?? null;
        if (!clip?.takes.pageInfo.hasNextPage) break;
      }
      setFailure(null);
      setKnown({ clip, takes, hasMore: clip?.takes.pageInfo.hasNextPage ?? false });
      setIsFetching(false);
    }
    void read();
    return () => {
      isOver = true;
    };
  }, [client, clipId, narrowed, sort, direction, pages, asked]);

  useRefetchOnChange({ isFetching, refetch: again, concerns: ({ changed }) => changed.some((id) => id === clipId || id.startsWith('take-')) });
  return { known, failure, again, more: () => setPages((count) => count + 1) };
}
