import { graphql } from '@/gql';

graphql(`
  fragment GenerateParameter on WorkflowParameter {
    name
    type
    label
    help
    group
    role
    isRequired
    isStaged
    default
    least
    most
    step
    choices
    folder
    widget
  }
`);

export const generateQuery = graphql(`
  query Generate($projectId: ID!) {
    workflows {
      id
      name
      description
      category
      stageParameter
      workers {
        workerId
        name
        canRun
        lacks
      }
      parameters {
        ...GenerateParameter
      }
    }
    workflowPresets {
      id
      name
      kind
      categories
      help
      before
      after
      negative
      values
    }
    workers {
      id
      takesJobs
    }
    timeline(projectId: $projectId) {
      projectId
      scenes {
        id
        clips {
          id
          name
          imageDigest
          videoDigest
          effective {
            image
            video
            negative
          }
        }
      }
    }
  }
`);

export const modelNamesQuery = graphql(`
  query ModelNames($kind: String!) {
    workerModels(kind: $kind) {
      name
    }
  }
`);

export const clipMediaQuery = graphql(`
  query ClipMedia($id: ID!) {
    clip(id: $id) {
      id
      takes(first: 60, sort: NUMBER, direction: DESCENDING) {
        edges {
          node {
            id
            number
            kind
            file {
              digest
              name
            }
          }
        }
      }
    }
  }
`);

export const enqueueBatch = graphql(`
  mutation EnqueueBatch($input: EnqueueBatchInput!) {
    enqueueBatch(input: $input) {
      __typename
      ... on BatchSuccess {
        position
        batch {
          id
          name
          size
        }
      }
      ...Refusal
    }
  }
`);
