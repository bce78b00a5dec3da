import { graphql } from '@/gql';

export const comparedClipQuery = graphql(`
  query ComparedClip($id: ID!, $at: At) {
    clip(id: $id, at: $at) {
      id
      projectId
      sceneId
      version
      name
      badge
      status
      track
      start
      length
      lyrics
      notes
      imagePrompt
      videoPrompt
      negativePrompt
      parameters
      mediaUrl
      mediaStart
      mediaLength
      transition {
        kind
        length
        direction
      }
      isDeleted
      effective {
        image
        video
        negative
        parameters
      }
    }
  }
`);

export const comparedSceneQuery = graphql(`
  query ComparedScene($id: ID!, $at: At) {
    scene(id: $id, at: $at) {
      id
      projectId
      version
      name
      badge
      description
      lyrics
      parameters
      length
      clipCount
      isDeleted
      templates {
        image
        video
        negative
      }
      gaps {
        track
        start
        length
      }
      clips {
        id
        name
        badge
        track
        start
        length
        status
        lyrics
        imagePrompt
      }
    }
  }
`);
