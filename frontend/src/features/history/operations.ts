import { graphql } from '@/gql';

graphql(`
  fragment ActivityEntry on Activity {
    position
    at
    sentence
    note
    undoes
    isUndone
    isStep
    actor {
      id
      name
    }
    things {
      id
      aggregate
      name
      sentences
    }
  }
`);

export const activityQuery = graphql(`
  query Activity($projectId: ID!, $first: Int!, $after: String, $filter: ActivityFilter) {
    project(id: $projectId) {
      id
      activity(first: $first, after: $after, filter: $filter) {
        edges {
          cursor
          node {
            ...ActivityEntry
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

export const momentsQuery = graphql(`
  query Moments($projectId: ID!) {
    project(id: $projectId) {
      id
      position
      moments(count: 200) {
        position
        at
      }
    }
  }
`);

export const compareQuery = graphql(`
  query CompareMoments($projectId: ID!, $from: At!, $to: At) {
    compare(projectId: $projectId, from: $from, to: $to) {
      from {
        position
        at
      }
      to {
        position
        at
      }
      differences {
        id
        aggregate
        name
        kind
        fields {
          field
          label
          beforeText
          afterText
        }
      }
    }
  }
`);

graphql(`
  fragment UndoDone on UndoSuccess {
    __typename
    position
    undone
    sentence
    ids
  }
`);

export const undo = graphql(`
  mutation Undo($input: UndoInput!) {
    undo(input: $input) {
      __typename
      ...UndoDone
      ...Refusal
    }
  }
`);

export const redo = graphql(`
  mutation Redo($input: UndoInput!) {
    redo(input: $input) {
      __typename
      ...UndoDone
      ...Refusal
    }
  }
`);

export const restore = graphql(`
  mutation Restore($input: RestoreInput!) {
    restore(input: $input) {
      __typename
      ... on RestoreSuccess {
        projectId
        position
        ids
      }
      ...Refusal
    }
  }
`);
