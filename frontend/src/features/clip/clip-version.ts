import type { Outcome } from '@/api/command';
import type { ClipVersionsQuery } from '@/gql/graphql';

/** What a clip was after one of its changes. */
export type ClipVersion = NonNullable<ClipVersionsQuery['clip']>['versions']['edges'][number]['node'];

/** Makes a clip as it was at a position; without fields, the whole of it. */
export type RestoreClip = (clipId: string, position: number, fields?: readonly string[]) => Promise<Outcome<unknown>>;
