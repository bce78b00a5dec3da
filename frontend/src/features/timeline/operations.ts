import { graphql } from '@/gql';

graphql(`
  fragment TimelineClip on Clip {
    id
    sceneId
    version
    name
    track
    start
    length
    timelineStart
    lyrics
    imagePrompt
    status
    mediaUrl
    imageDigest
    videoDigest
    takeCount
    transition {
      kind
      length
    }
    badge
    code
  }
`);

graphql(`
  fragment TimelineScene on Scene {
    id
    version
    name
    badge
    code
    start
    length
    clipCount
    gaps {
      track
      start
      length
    }
  }
`);

export const timelineQuery = graphql(`
  query Timeline($projectId: ID!, $at: At) {
    timeline(projectId: $projectId, at: $at) {
      projectId
      position
      frameRate
      startFrame
      length
      scenes {
        ...TimelineScene
        alternates {
          id
          version
          name
          badge
          clipCount
        }
        clips {
          ...TimelineClip
          alternates {
            id
            version
            name
            badge
            length
          }
        }
      }
    }
  }
`);

export const moveClip = graphql(`
  mutation MoveClip($input: MoveClipInput!) {
    moveClip(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const trimClip = graphql(`
  mutation TrimClip($input: TrimClipInput!) {
    trimClip(input: $input) {
      __typename
      ...ClipDone
      ...Refusal
    }
  }
`);

export const applyCommands = graphql(`
  mutation ApplyCommands($input: ApplyCommandsInput!) {
    applyCommands(input: $input) {
      __typename
      ... on ApplyCommandsSuccess {
        position
        created
      }
      ...Refusal
    }
  }
`);
