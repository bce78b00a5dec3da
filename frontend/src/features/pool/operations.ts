import { graphql } from '@/gql';

graphql(`
  fragment PoolCard on PoolItem {
    id
    version
    name
    description
    tags
    kind
    source
    isDeleted
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
    usedIn {
      clipId
      clipName
    }
  }
`);

export const poolQuery = graphql(`
  query Pool($projectId: ID!, $first: Int!, $after: String, $filter: PoolFilter, $sort: PoolSort!, $direction: SortDirection!) {
    project(id: $projectId) {
      id
      name
      position
      state
      viewerRole
      pool(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {
        totalCount
        tags
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...PoolCard
          }
        }
      }
    }
  }
`);

export const addToPool = graphql(`
  mutation AddToPool($input: AddToPoolInput!) {
    addToPool(input: $input) {
      __typename
      ... on PoolItemSuccess {
        position
        item {
          id
        }
      }
      ...Refusal
    }
  }
`);

export const editPoolItem = graphql(`
  mutation EditPoolItem($input: EditPoolItemInput!) {
    editPoolItem(input: $input) {
      __typename
      ... on PoolItemSuccess {
        position
        item {
          id
          version
          name
          description
          tags
        }
      }
      ...Refusal
    }
  }
`);

export const applyPoolItem = graphql(`
  mutation ApplyPoolItem($input: ApplyPoolItemInput!) {
    applyPoolItem(input: $input) {
      __typename
      ... on TakesSuccess {
        position
        takes {
          id
        }
      }
      ...Refusal
    }
  }
`);

export const deletePoolItems = graphql(`
  mutation DeletePoolItems($input: PoolItemsInput!) {
    deletePoolItems(input: $input) {
      __typename
      ... on PoolItemsSuccess {
        position
        items {
          id
        }
      }
      ...Refusal
    }
  }
`);

export const restorePoolItems = graphql(`
  mutation RestorePoolItems($input: PoolItemsInput!) {
    restorePoolItems(input: $input) {
      __typename
      ... on PoolItemsSuccess {
        position
        items {
          id
        }
      }
      ...Refusal
    }
  }
`);
