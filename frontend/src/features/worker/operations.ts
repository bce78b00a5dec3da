import { graphql } from '@/gql';

graphql(`
  fragment WorkerFacts on Worker {
    id
    version
    name
    kind
    hasKey
    address
    tags
    serves
    hourlyCost
    serverVersion
    mode
    health
    reason
    takesJobs
    errors
    models
    nodes
    devices {
      name
      vram
      vramFree
    }
    standing {
      state
      reason
      running
      waiting
      foreign
      heardAt
      meanSeconds
      successRate
    }
  }
`);

export const workersQuery = graphql(`
  query Workers {
    workers {
      ...WorkerFacts
    }
  }
`);

export const workersChangedSubscription = graphql(`
  subscription WorkersChanged {
    workersChanged {
      ...WorkerFacts
    }
  }
`);

export const issueWorkerToken = graphql(`
  mutation IssueWorkerToken($input: IssueWorkerTokenInput!) {
    issueWorkerToken(input: $input) {
      __typename
      ... on WorkerTokenSuccess {
        workerId
        token
      }
      ...Refusal
    }
  }
`);

export const revokeWorkerTokens = graphql(`
  mutation RevokeWorkerTokens($input: RevokeWorkerTokensInput!) {
    revokeWorkerTokens(input: $input) {
      __typename
      ... on WorkerTokensRevokedSuccess {
        workerId
        revoked
      }
      ...Refusal
    }
  }
`);

export const registerWorker = graphql(`
  mutation RegisterWorker($input: RegisterWorkerInput!) {
    registerWorker(input: $input) {
      __typename
      ... on WorkerSuccess {
        position
        worker {
          ...WorkerFacts
        }
      }
      ...Refusal
    }
  }
`);

export const editWorker = graphql(`
  mutation EditWorker($input: EditWorkerInput!) {
    editWorker(input: $input) {
      __typename
      ... on WorkerSuccess {
        position
        worker {
          ...WorkerFacts
        }
      }
      ...Refusal
    }
  }
`);

export const setWorkerKey = graphql(`
  mutation SetWorkerKey($input: SetWorkerKeyInput!) {
    setWorkerKey(input: $input) {
      __typename
      ... on WorkerSuccess {
        position
        worker {
          ...WorkerFacts
        }
      }
      ...Refusal
    }
  }
`);

export const setWorkerMode = graphql(`
  mutation SetWorkerMode($input: SetWorkerModeInput!) {
    setWorkerMode(input: $input) {
      __typename
      ... on WorkerSuccess {
        position
        worker {
          ...WorkerFacts
        }
      }
      ...Refusal
    }
  }
`);

export const releaseWorker = graphql(`
  mutation ReleaseWorker($input: WorkerInput!) {
    releaseWorker(input: $input) {
      __typename
      ... on WorkerSuccess {
        position
        worker {
          ...WorkerFacts
        }
      }
      ...Refusal
    }
  }
`);

export const removeWorker = graphql(`
  mutation RemoveWorker($input: WorkerInput!) {
    removeWorker(input: $input) {
      __typename
      ... on WorkerSuccess {
        position
        worker {
          id
        }
      }
      ...Refusal
    }
  }
`);
