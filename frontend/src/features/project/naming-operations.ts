import { graphql } from '@/gql';

export const namingPreviewQuery = graphql(`
  query NamingPreview($projectId: ID!, $pattern: String!, $first: Int!) {
    project(id: $projectId) {
      id
      namingPreview(pattern: $pattern, first: $first) {
        names {
          clipId
          name
          code
          file
        }
        problems {
          message
          column
          isRefusal
        }
      }
    }
  }
`);

export const shotListQuery = graphql(`
  query ShotList($projectId: ID!, $anew: Boolean!, $first: Int!) {
    project(id: $projectId) {
      id
      shotList {
        isConfirmed
        naming
        review(anew: $anew, first: $first) {
          scenes
          shots
          kept
          given
          changed
          lost
          refusal
          changes {
            id
            isScene
            name
            before
            after
          }
        }
      }
    }
  }
`);

export const confirmShotList = graphql(`
  mutation ConfirmShotList($input: ConfirmShotListInput!) {
    confirmShotList(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const unlockShotList = graphql(`
  mutation UnlockShotList($input: ProjectInput!) {
    unlockShotList(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);
