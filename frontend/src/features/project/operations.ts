import { graphql } from '@/gql';

graphql(`
  fragment ProjectCard on Project {
    id
    name
    description
    state
    version
    viewerRole
    changedAt
    changedBy {
      id
      name
    }
    settings {
      frameRate
      aspectRatio
      resolution {
        width
        height
      }
    }
    members {
      role
      user {
        id
        name
      }
    }
    statistics {
      scenes
      clips
      alternates
      duration
      durationTimecode
      durationSeconds
      completion
      gaps
      statuses {
        status
        count
      }
    }
  }
`);

export const projectsQuery = graphql(`
  query Projects(
    $first: Int!
    $after: String
    $filter: ProjectFilter
    $sort: ProjectSort!
    $direction: SortDirection!
  ) {
    projects(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {
      totalCount
      edges {
        cursor
        node {
          ...ProjectCard
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const projectQuery = graphql(`
  query Project($id: ID!, $at: At) {
    project(id: $id, at: $at) {
      ...ProjectCard
      position
      settings {
        frameRate
        resolution {
          width
          height
        }
        aspectRatio
        startFrame
        startTimecode
        naming
        imageModel
        videoModel
        style
      }
      music {
        ...ProjectMusic
      }
      trunkId
      branch {
        id
        name
        parentId
        isDeleted
      }
      undoState {
        undo {
          position
          sentence
        }
        redo {
          position
          sentence
        }
      }
    }
  }
`);

graphql(`
  fragment ProjectDone on ProjectSuccess {
    __typename
    position
    project {
      id
      version
      name
    }
  }
`);

export const createProject = graphql(`
  mutation CreateProject($input: CreateProjectInput!) {
    createProject(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const editProject = graphql(`
  mutation EditProject($input: EditProjectInput!) {
    editProject(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const changeSettings = graphql(`
  mutation ChangeSettings($input: ChangeSettingsInput!) {
    changeSettings(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const archiveProject = graphql(`
  mutation ArchiveProject($input: ProjectInput!) {
    archiveProject(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const unarchiveProject = graphql(`
  mutation UnarchiveProject($input: ProjectInput!) {
    unarchiveProject(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const deleteProject = graphql(`
  mutation DeleteProject($input: ProjectInput!) {
    deleteProject(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const restoreProject = graphql(`
  mutation RestoreProject($input: ProjectInput!) {
    restoreProject(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const duplicateProject = graphql(`
  mutation DuplicateProject($input: DuplicateProjectInput!) {
    duplicateProject(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const addMember = graphql(`
  mutation AddMember($input: AddMemberInput!) {
    addMember(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const changeMemberRole = graphql(`
  mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {
    changeMemberRole(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const removeMember = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);

export const transferOwnership = graphql(`
  mutation TransferOwnership($input: TransferOwnershipInput!) {
    transferOwnership(input: $input) {
      __typename
      ...ProjectDone
      ...Refusal
    }
  }
`);
