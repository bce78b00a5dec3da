import { graphql } from '@/gql';

graphql(`
  fragment TakeCard on Take {
    id
    clipId
    version
    number
    kind
    isDeleted
    itemId
    addedAt
    addedBy {
      id
      name
    }
    file {
      ...MediaFacts
    }
    provenance {
      ...ProvenanceFacts
    }
  }
`);

export const galleryQuery = graphql(`
  query Gallery($id: ID!, $first: Int!, $after: String, $filter: TakeFilter, $sort: TakeSort!, $direction: SortDirection!) {
    clip(id: $id) {
      id
      projectId
      sceneId
      version
      name
      badge
      isDeleted
      selectedImageId
      selectedVideoId
      takeCount
      takes(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {
        totalCount
        models
        workers
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...TakeCard
          }
        }
      }
    }
  }
`);

graphql(`
  fragment TakesDone on TakesSuccess {
    position
    takes {
      id
      version
      isDeleted
    }
  }
`);

export const addTake = graphql(`
  mutation AddTake($input: AddTakeInput!) {
    addTake(input: $input) {
      __typename
      ... on TakeSuccess {
        position
        take {
          id
          version
          number
        }
      }
      ...Refusal
    }
  }
`);

export const selectTake = graphql(`
  mutation SelectTake($input: SelectTakeInput!) {
    selectTake(input: $input) {
      __typename
      ... on ClipSuccess {
        position
        clip {
          id
          version
          selectedImageId
          selectedVideoId
        }
      }
      ...Refusal
    }
  }
`);

export const unselectTake = graphql(`
  mutation UnselectTake($input: UnselectTakeInput!) {
    unselectTake(input: $input) {
      __typename
      ... on ClipSuccess {
        position
        clip {
          id
          version
          selectedImageId
          selectedVideoId
        }
      }
      ...Refusal
    }
  }
`);

export const deleteTakes = graphql(`
  mutation DeleteTakes($input: TakesInput!) {
    deleteTakes(input: $input) {
      __typename
      ...TakesDone
      ...Refusal
    }
  }
`);

export const restoreTakes = graphql(`
  mutation RestoreTakes($input: TakesInput!) {
    restoreTakes(input: $input) {
      __typename
      ...TakesDone
      ...Refusal
    }
  }
`);

export const sendToPool = graphql(`
  mutation SendToPool($input: SendToPoolInput!) {
    sendToPool(input: $input) {
      __typename
      ... on PoolItemSuccess {
        position
        item {
          id
          name
        }
      }
      ...Refusal
    }
  }
`);
