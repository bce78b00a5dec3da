import { graphql } from '@/gql';

export const clipVersionsQuery = graphql(`
  query ClipVersions($id: ID!, $first: Int!, $after: String) {
    clip(id: $id) {
      id
      versions(first: $first, after: $after) {
        edges {
          cursor
          node {
            version
            position
            at
            sentence
            actor {
              id
              name
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const compareClipQuery = graphql(`
  query CompareClip($id: ID!, $from: Int!, $to: Int) {
    compareClip(id: $id, from: $from, to: $to) {
      field
      label
      beforeText
      afterText
    }
  }
`);
