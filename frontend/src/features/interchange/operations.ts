import { graphql } from '@/gql';

export const exportFormatsQuery = graphql(`
  query ExportFormats {
    exportFormats {
      format
      label
      opensIn
      extension
      choices {
        name
        label
        help
        kind
        usual
        least
        most
        values {
          value
          label
        }
      }
    }
  }
`);

export const importFormatsQuery = graphql(`
  query ImportFormats {
    importFormats {
      label
      extension
    }
  }
`);

export const exportPreviewQuery = graphql(`
  query ExportPreview($input: ExportPreviewInput!) {
    exportPreview(input: $input) {
      __typename
      ... on ExportPreview {
        position
        fileName
        size
        omissions
        scenes
        clips
        alternates
        length
        startTimecode
        tracks {
          kind
          name
          clips
          alternates
          transitions
          gaps
          length
        }
      }
      ...Refusal
    }
  }
`);

export const exportsQuery = graphql(`
  query Exports($projectId: ID!, $first: Int!) {
    project(id: $projectId) {
      id
      position
      exports(first: $first) {
        edges {
          node {
            position
            at
            by {
              id
              name
            }
            format
            options {
              name
              value
            }
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

export const exportProject = graphql(`
  mutation ExportProject($input: ExportProjectInput!) {
    exportProject(input: $input) {
      __typename
      ... on ExportSuccess {
        url
        fileName
        expiresAt
        omissions
      }
      ...Refusal
    }
  }
`);
