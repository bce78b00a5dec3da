import { graphql } from '@/gql';

export const presenceSubscription = graphql(`
  subscription Presence($projectId: ID!) {
    presence(projectId: $projectId) {
      sessionId
      selection
      playhead
      at
      user {
        id
        name
      }
    }
  }
`);

export const announcePresence = graphql(`
  mutation AnnouncePresence($input: AnnouncePresenceInput!) {
    announcePresence(input: $input) {
      __typename
      ... on PresenceSuccess {
        expiresInSeconds
      }
      ... on NotFoundError {
        message
      }
    }
  }
`);
