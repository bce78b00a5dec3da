import { graphql } from '@/gql';

export const clipQuery = graphql(`
  query Clip($id: ID!, $at: At) {
    clip(id: $id, at: $at) {
      id
      projectId
      sceneId
      version
      name
      track
      start
      length
      timelineStart
      startTimecode
      endTimecode
      lyrics
      notes
      imagePrompt
      videoPrompt
      negativePrompt
      parameters
      status
      mediaUrl
      mediaStart
      mediaLength
      transition {
        kind
        length
        direction
      }
      badge
      code
      isCoded
      isChosen
      isDeleted
      originalId
      effective {
        image
        video
        negative
        parameters
      }
    }
  }
`);

graphql(`
  fragment ClipDone on ClipSuccess {
    __typename
    position
    clip {
      id
      sceneId
      version
      name
    }
  }
`);

export const addClip = graphql(`
  mutation AddClip($input: AddClipInput!) {
    addClip(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const editClip = graphql(`
  mutation EditClip($input: EditClipInput!) {
    editClip(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const duplicateClip = graphql(`
  mutation DuplicateClip($input: DuplicateClipInput!) {
    duplicateClip(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const linkMedia = graphql(`
  mutation LinkMedia($input: LinkMediaInput!) {
    linkMedia(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const setTransition = graphql(`
  mutation SetTransition($input: SetTransitionInput!) {
    setTransition(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const setClipCode = graphql(`
  mutation SetClipCode($input: SetClipCodeInput!) {
    setClipCode(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const addClipAlternate = graphql(`
  mutation AddClipAlternate($input: ClipInput!) {
    addClipAlternate(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const chooseClip = graphql(`
  mutation ChooseClip($input: ClipInput!) {
    chooseClip(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const promoteClip = graphql(`
  mutation PromoteClip($input: ClipInput!) {
    promoteClip(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const deleteClip = graphql(`
  mutation DeleteClip($input: ClipInput!) {
    deleteClip(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const restoreClip = graphql(`
  mutation RestoreClip($input: ClipInput!) {
    restoreClip(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);
