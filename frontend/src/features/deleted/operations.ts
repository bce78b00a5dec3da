import { graphql } from '@/gql';

export const deletedQuery = graphql(`
  query Deleted($projectId: ID!, $at: At) {
    project(id: $projectId, at: $at) {
      id
      position
      deleted {
        scenes {
          id
          version
          name
          badge
          description
          lyrics
        }
        clips {
          id
          version
          sceneId
          name
          badge
          track
          length
          status
          lyrics
          imagePrompt
        imageDigest
        videoDigest
        }
      }
    }
  }
`);
