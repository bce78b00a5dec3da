import { graphql } from '@/gql';

export const projectChangedSubscription = graphql(`
  subscription ProjectChanged($projectId: ID!, $after: Int) {
    projectChanged(projectId: $projectId, after: $after) {
      position
      command
      at
      note
      changed
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
`);
