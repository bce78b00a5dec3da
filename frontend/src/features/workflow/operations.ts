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
    workflowRemovals {
      id
      name
      isPreset
      saved {
        revision
      }
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
      workers {
        workerId
        name
        canRun
        lacks
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

export const workflowProposalQuery = graphql(`
  query WorkflowProposal($input: WorkflowProposalInput!) {
    workflowProposal(input: $input) {
      __typename
      ... on WorkflowProposal {
        workflow {
          id
          document
          workers {
            workerId
            name
            canRun
            lacks
          }
        }
      }
      ...Refusal
    }
  }
`);

export const saveWorkflow = graphql(`
  mutation SaveWorkflow($input: SaveWorkflowInput!) {
    saveWorkflow(input: $input) {
      __typename
      ... on SaveWorkflowSuccess {
        workflow {
          id
          name
        }
      }
      ...Refusal
    }
  }
`);

export const removeWorkflow = graphql(`
  mutation RemoveWorkflow($input: WorkflowKeyInput!) {
    removeWorkflow(input: $input) {
      __typename
      ... on WorkflowRemovalSuccess {
        id
      }
      ...Refusal
    }
  }
`);

export const restoreWorkflow = graphql(`
  mutation RestoreWorkflow($input: WorkflowKeyInput!) {
    restoreWorkflow(input: $input) {
      __typename
      ... on SaveWorkflowSuccess {
        workflow {
          id
          name
        }
      }
      ...Refusal
    }
  }
`);
