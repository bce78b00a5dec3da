import { graphql } from '@/gql';

export const exportProject = graphql(`
  mutation ExportProject($input: ExportProjectInput!) {
    exportProject(input: $input) {
      __typename
      ... on ExportSuccess {
        url
        fileName
        expiresAt
        omissions
      }
      ...Refusal
    }
  }
`);
