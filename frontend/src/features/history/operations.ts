import { graphql } from '@/gql';

export const historyQuery = graphql(`
  query History($projectId: ID!, $first: Int!, $after: String) {
    project(id: $projectId) {
      id
      history(first: $first, after: $after) {
        edges {
          cursor
          node {
            n
            at
            summary
            note
            actor {
              id
              name
            }
            events {
              type
              stream
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
