import { graphql } from '@/gql';

export const workflowsQuery = graphql(`
  query Workflows {
    workflows {
      id
      version
      name
      description
      category
      source
    }
    workflowFaults {
      file
      message
    }
  }
`);

export const workflowQuery = graphql(`
  query Workflow($id: String!) {
    workflow(id: $id) {
      id
      version
      name
      description
      category
      source
      file
      saved {
        revision
        at
        by {
          id
          name
        }
      }
      document
      stageParameter
      parameters {
        name
        type
        label
        help
        group
        role
        isRequired
        isStaged
        isLowered
        default
        least
        most
        step
        choices
        folder
        widget
        inputs {
          node
          input
        }
      }
      nodes {
        id
        classType
        title
        sources
        isRepeated
      }
      outputs {
        node
        kind
        label
      }
      needs {
        nodes
        vram
        models {
          folder
          name
        }
      }
    }
  }
`);
