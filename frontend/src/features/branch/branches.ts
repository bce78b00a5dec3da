import type { BranchesQuery } from '@/gql/graphql';

export type Branches = NonNullable<BranchesQuery['project']>;
export type Branch = Branches['branches'][number];

/** What the project itself is called among its branches. */
export const mainName = 'main';

/** What a branch, or the project itself, is called. */
export function nameOf({ trunkId, branches }: Branches, id: string): string {
  if (id === trunkId) return mainName;
  return branches.find((branch) => branch.id === id)?.name ?? 'a branch';
}
