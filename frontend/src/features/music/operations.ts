import { graphql } from '@/gql';

graphql(`
  fragment ProjectMusic on Music {
    digest
    name
    seconds
    length
    offset
    url
    peaksUrl
  }
`);

export const mediaKindsQuery = graphql(`
  query MediaKinds {
    mediaKinds {
      kind
      largestMegabytes
      types {
        name
        mediaType
        extension
      }
    }
  }
`);

export const setMusic = graphql(`
  mutation SetMusic($input: SetMusicInput!) {
    setMusic(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const moveMusic = graphql(`
  mutation MoveMusic($input: MoveMusicInput!) {
    moveMusic(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const removeMusic = graphql(`
  mutation RemoveMusic($input: ProjectInput!) {
    removeMusic(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);
