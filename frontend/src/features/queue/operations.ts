import { graphql } from '@/gql';

graphql(`
  fragment QueueState on Queue {
    position
    isPaused
    reason
    counters {
      status
      count
    }
  }
`);

export const queueQuery = graphql(`
  query Queue {
    queue {
      ...QueueState
    }
  }
`);

export const queueChangedSubscription = graphql(`
  subscription QueueChanged {
    queueChanged {
      ...QueueState
    }
  }
`);

graphql(`
  fragment JobRow on Job {
    id
    version
    projectId
    clipId
    batchId
    name
    workflow
    kind
    status
    reason
    blocked
    waitsFor
    forecast {
      startsAt
      startsEarliest
      startsLatest
      endsAt
      endsEarliest
      endsLatest
    }
    priority
    workerId
    enqueuedAt
    startedAt
    endedAt
    retryAt
    attempts
    seconds
    cost
  }
`);

export const jobsQuery = graphql(`
  query Jobs($first: Int!, $after: String, $filter: JobFilter, $sort: JobSort!, $direction: SortDirection!, $isCounted: Boolean!) {
    jobs(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {
      totalCount @include(if: $isCounted)
      counters @include(if: $isCounted) {
        status
        count
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...JobRow
        }
      }
    }
  }
`);

export const jobQuery = graphql(`
  query Job($id: ID!) {
    job(id: $id) {
      ...JobRow
      workflowVersion
      seed
      values
      inputs
      vram
      attemptId
      lastAttemptId
      device
      machine
      assignedAt
      tries
      failure
      outputs {
        digest
        name
        mediaType
        size
      }
      prompt {
        graph
        fault
      }
      batch {
        id
        name
        values
      }
      log {
        n
        at
        actor {
          id
          name
        }
        events {
          type
          data
        }
      }
    }
  }
`);

graphql(`
  fragment BatchFacts on Batch {
    id
    projectId
    name
    size
    workflow
    kind
    createdAt
    createdBy {
      id
      name
    }
    budget {
      ...BudgetFacts
    }
    progress {
      total
      waiting
      active
      succeeded
      failed
      canceled
    }
  }
`);

graphql(`
  fragment BudgetFacts on Budget {
    cost
    seconds
    atOnce
    spentCost
    spentSeconds
    isSpent
  }
`);

export const batchesQuery = graphql(`
  query Batches($projectId: ID, $first: Int!) {
    batches(projectId: $projectId, first: $first) {
      ...BatchFacts
    }
  }
`);

export const queueAroundQuery = graphql(`
  query QueueAround {
    workers {
      id
      name
    }
    projects(first: 100, sort: NAME, direction: ASCENDING) {
      edges {
        node {
          id
          name
          viewerRole
        }
      }
    }
  }
`);

export const projectQueueQuery = graphql(`
  query ProjectQueue($projectId: ID!) {
    projectQueue(projectId: $projectId) {
      projectId
      isPaused
      reason
      budget {
        ...BudgetFacts
      }
    }
  }
`);

export const pauseQueue = graphql(`
  mutation PauseQueue($input: PauseQueueInput!) {
    pauseQueue(input: $input) {
      __typename
      ... on QueueSuccess {
        position
        queue {
          ...QueueState
        }
      }
      ...Refusal
    }
  }
`);

export const resumeQueue = graphql(`
  mutation ResumeQueue($input: ResumeQueueInput!) {
    resumeQueue(input: $input) {
      __typename
      ... on QueueSuccess {
        position
        queue {
          ...QueueState
        }
      }
      ...Refusal
    }
  }
`);

graphql(`
  fragment JobsDone on JobsSuccess {
    position
    changed
  }
`);

export const cancelJobs = graphql(`
  mutation CancelJobs($input: ExplainedJobsInput!) {
    cancelJobs(input: $input) {
      __typename
      ...JobsDone
      ...Refusal
    }
  }
`);

export const retryJobs = graphql(`
  mutation RetryJobs($input: ExplainedJobsInput!) {
    retryJobs(input: $input) {
      __typename
      ...JobsDone
      ...Refusal
    }
  }
`);

export const pauseJobs = graphql(`
  mutation PauseJobs($input: ExplainedJobsInput!) {
    pauseJobs(input: $input) {
      __typename
      ...JobsDone
      ...Refusal
    }
  }
`);

export const resumeJobs = graphql(`
  mutation ResumeJobs($input: JobsInput!) {
    resumeJobs(input: $input) {
      __typename
      ...JobsDone
      ...Refusal
    }
  }
`);

export const deleteJobs = graphql(`
  mutation DeleteJobs($input: JobsInput!) {
    deleteJobs(input: $input) {
      __typename
      ...JobsDone
      ...Refusal
    }
  }
`);

export const reprioritiseJobs = graphql(`
  mutation ReprioritiseJobs($input: ReprioritiseJobsInput!) {
    reprioritiseJobs(input: $input) {
      __typename
      ...JobsDone
      ...Refusal
    }
  }
`);

export const clearJobs = graphql(`
  mutation ClearJobs($input: ClearJobsInput!) {
    clearJobs(input: $input) {
      __typename
      ...JobsDone
      ...Refusal
    }
  }
`);

graphql(`
  fragment ShareDone on ProjectQueueSuccess {
    position
    projectId
    isPaused
    reason
    budget {
      ...BudgetFacts
    }
  }
`);

export const pauseProjectJobs = graphql(`
  mutation PauseProjectJobs($input: PauseProjectJobsInput!) {
    pauseProjectJobs(input: $input) {
      __typename
      ...ShareDone
      ...Refusal
    }
  }
`);

export const resumeProjectJobs = graphql(`
  mutation ResumeProjectJobs($input: ResumeProjectJobsInput!) {
    resumeProjectJobs(input: $input) {
      __typename
      ...ShareDone
      ...Refusal
    }
  }
`);

export const setProjectBudget = graphql(`
  mutation SetProjectBudget($input: SetProjectBudgetInput!) {
    setProjectBudget(input: $input) {
      __typename
      ...ShareDone
      ...Refusal
    }
  }
`);

export const setBatchBudget = graphql(`
  mutation SetBatchBudget($input: SetBatchBudgetInput!) {
    setBatchBudget(input: $input) {
      __typename
      ... on BatchSuccess {
        position
        batch {
          ...BatchFacts
        }
      }
      ...Refusal
    }
  }
`);
