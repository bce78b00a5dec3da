import { graphql } from '@/gql';

graphql(`
  fragment BranchEntry on Branch {
    id
    name
    parentId
    forkedAt
    changedAt
    isDeleted
    createdBy {
      id
      name
    }
  }
`);

export const branchesQuery = graphql(`
  query Branches($projectId: ID!) {
    project(id: $projectId) {
      id
      name
      trunkId
      viewerRole
      position
      branches(includeDeleted: true) {
        ...BranchEntry
      }
    }
  }
`);

graphql(`
  fragment BranchDone on BranchSuccess {
    __typename
    position
    branch {
      ...BranchEntry
    }
  }
`);

export const forkBranch = graphql(`
  mutation ForkBranch($input: ForkBranchInput!) {
    forkBranch(input: $input) {
      __typename
      ...BranchDone
      ...Refusal
    }
  }
`);

export const renameBranch = graphql(`
  mutation RenameBranch($input: RenameBranchInput!) {
    renameBranch(input: $input) {
      __typename
      ...BranchDone
      ...Refusal
    }
  }
`);

export const deleteBranch = graphql(`
  mutation DeleteBranch($input: BranchInput!) {
    deleteBranch(input: $input) {
      __typename
      ...BranchDone
      ...Refusal
    }
  }
`);

export const restoreBranch = graphql(`
  mutation RestoreBranch($input: BranchInput!) {
    restoreBranch(input: $input) {
      __typename
      ...BranchDone
      ...Refusal
    }
  }
`);

export const mergePreviewQuery = graphql(`
  query MergePreview($sourceId: ID!, $targetId: ID!, $choices: [MergeChoiceInput!]) {
    mergePreview(sourceId: $sourceId, targetId: $targetId, choices: $choices) {
      source {
        position
        at
      }
      target {
        position
        at
      }
      changes {
        id
        aggregate
        name
        kind
        fields {
          field
          label
          beforeText
          afterText
        }
      }
      conflicts {
        id
        aggregate
        name
        field
        label
        baseText
        sourceText
        targetText
        reason
        choice
      }
    }
  }
`);

export const mergeBranch = graphql(`
  mutation MergeBranch($input: MergeBranchInput!) {
    mergeBranch(input: $input) {
      __typename
      ... on MergeSuccess {
        targetId
        position
        ids
      }
      ...Refusal
    }
  }
`);
