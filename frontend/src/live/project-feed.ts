import type { ProjectChangedSubscription, ProjectChangedSubscriptionVariables } from '@/gql/graphql';

export type ProjectChange = ProjectChangedSubscription['projectChanged'];

export type Follow = (
  variables: ProjectChangedSubscriptionVariables,
  onData: (data: ProjectChangedSubscription) => void,
) => () => void;

/**
 * Every commit after `after`, once and in order, over any number of lost connections: each new connection
 * asks for what comes after the last commit seen, and what arrives twice is dropped.
 */
export function followProject(
  follow: Follow,
  projectId: string,
  after: number,
  onChange: (change: ProjectChange) => void,
): () => void {
  let last = after;
  const variables: ProjectChangedSubscriptionVariables = {
    projectId,
    get after() {
      return last;
    },
  };
  return follow(variables, ({ projectChanged }) => {
    if (projectChanged.position <= last) return;
    last = projectChanged.position;
    onChange(projectChanged);
  });
}
