import { graphql } from '@/gql';

export const movePlacedClip = graphql(`
  mutation MovePlacedClip($input: MoveClipInput!) {
    moveClip(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const trimPlacedClip = graphql(`
  mutation TrimPlacedClip($input: TrimClipInput!) {
    trimClip(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);
