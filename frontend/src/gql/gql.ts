/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment Refusal on UserError {\n  __typename\n  message\n  ... on RuleViolatedError {\n    field\n    index\n    freeSlots {\n      track\n      start\n      length\n    }\n  }\n  ... on ConflictError {\n    expectedVersion\n    actualVersion\n    conflicts {\n      field\n      yours\n      theirs\n    }\n  }\n}": typeof types.RefusalFragmentDoc,
    "query Clip($id: ID!) {\n  clip(id: $id) {\n    id\n    projectId\n    sceneId\n    version\n    name\n    track\n    start\n    length\n    timelineStart\n    startTimecode\n    endTimecode\n    lyrics\n    notes\n    imagePrompt\n    videoPrompt\n    negativePrompt\n    parameters\n    status\n    mediaUrl\n    mediaStart\n    mediaLength\n    badge\n    isChosen\n    isDeleted\n    originalId\n    effective {\n      image\n      video\n      negative\n      parameters\n    }\n  }\n}": typeof types.ClipDocument,
    "fragment ClipDone on ClipSuccess {\n  __typename\n  position\n  clip {\n    id\n    sceneId\n    version\n    name\n  }\n}": typeof types.ClipDoneFragmentDoc,
    "mutation AddClip($input: AddClipInput!) {\n  addClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": typeof types.AddClipDocument,
    "mutation EditClip($input: EditClipInput!) {\n  editClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": typeof types.EditClipDocument,
    "mutation DuplicateClip($input: DuplicateClipInput!) {\n  duplicateClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": typeof types.DuplicateClipDocument,
    "mutation LinkMedia($input: LinkMediaInput!) {\n  linkMedia(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": typeof types.LinkMediaDocument,
    "mutation AddClipAlternate($input: ClipInput!) {\n  addClipAlternate(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": typeof types.AddClipAlternateDocument,
    "mutation ChooseClip($input: ClipInput!) {\n  chooseClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": typeof types.ChooseClipDocument,
    "mutation PromoteClip($input: ClipInput!) {\n  promoteClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": typeof types.PromoteClipDocument,
    "mutation DeleteClip($input: ClipInput!) {\n  deleteClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": typeof types.DeleteClipDocument,
    "mutation RestoreClip($input: ClipInput!) {\n  restoreClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": typeof types.RestoreClipDocument,
    "query History($projectId: ID!, $first: Int!, $after: String) {\n  project(id: $projectId) {\n    id\n    history(first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          n\n          at\n          summary\n          note\n          actor {\n            id\n            name\n          }\n          events {\n            type\n            stream\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}": typeof types.HistoryDocument,
    "mutation ExportProject($input: ExportProjectInput!) {\n  exportProject(input: $input) {\n    __typename\n    ... on ExportSuccess {\n      url\n      fileName\n      expiresAt\n      omissions\n    }\n    ...Refusal\n  }\n}": typeof types.ExportProjectDocument,
    "subscription Presence($projectId: ID!) {\n  presence(projectId: $projectId) {\n    sessionId\n    selection\n    playhead\n    at\n    user {\n      id\n      name\n    }\n  }\n}": typeof types.PresenceDocument,
    "mutation AnnouncePresence($input: AnnouncePresenceInput!) {\n  announcePresence(input: $input) {\n    __typename\n    ... on PresenceSuccess {\n      expiresInSeconds\n    }\n    ... on NotFoundError {\n      message\n    }\n  }\n}": typeof types.AnnouncePresenceDocument,
    "fragment ProjectCard on Project {\n  id\n  name\n  description\n  state\n  version\n  viewerRole\n  changedAt\n  changedBy {\n    id\n    name\n  }\n  settings {\n    frameRate\n    aspectRatio\n    resolution {\n      width\n      height\n    }\n  }\n  members {\n    role\n    user {\n      id\n      name\n    }\n  }\n  statistics {\n    scenes\n    clips\n    alternates\n    duration\n    durationTimecode\n    durationSeconds\n    completion\n    gaps\n    statuses {\n      status\n      count\n    }\n  }\n}": typeof types.ProjectCardFragmentDoc,
    "query Projects(\n  $first: Int!\n  $after: String\n  $filter: ProjectFilter\n  $sort: ProjectSort!\n  $direction: SortDirection!\n) {\n  projects(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n    totalCount\n    edges {\n      cursor\n      node {\n        ...ProjectCard\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.ProjectsDocument,
    "query Project($id: ID!) {\n  project(id: $id) {\n    ...ProjectCard\n    settings {\n      frameRate\n      resolution {\n        width\n        height\n      }\n      aspectRatio\n      startFrame\n      startTimecode\n      naming\n      imageModel\n      videoModel\n      style\n    }\n  }\n}": typeof types.ProjectDocument,
    "fragment ProjectDone on ProjectSuccess {\n  __typename\n  position\n  project {\n    id\n    version\n    name\n  }\n}": typeof types.ProjectDoneFragmentDoc,
    "mutation CreateProject($input: CreateProjectInput!) {\n  createProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.CreateProjectDocument,
    "mutation EditProject($input: EditProjectInput!) {\n  editProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.EditProjectDocument,
    "mutation ChangeSettings($input: ChangeSettingsInput!) {\n  changeSettings(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.ChangeSettingsDocument,
    "mutation ArchiveProject($input: ProjectInput!) {\n  archiveProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.ArchiveProjectDocument,
    "mutation UnarchiveProject($input: ProjectInput!) {\n  unarchiveProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.UnarchiveProjectDocument,
    "mutation DeleteProject($input: ProjectInput!) {\n  deleteProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.DeleteProjectDocument,
    "mutation RestoreProject($input: ProjectInput!) {\n  restoreProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.RestoreProjectDocument,
    "mutation DuplicateProject($input: DuplicateProjectInput!) {\n  duplicateProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.DuplicateProjectDocument,
    "mutation AddMember($input: AddMemberInput!) {\n  addMember(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.AddMemberDocument,
    "mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n  changeMemberRole(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.ChangeMemberRoleDocument,
    "mutation RemoveMember($input: RemoveMemberInput!) {\n  removeMember(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.RemoveMemberDocument,
    "mutation TransferOwnership($input: TransferOwnershipInput!) {\n  transferOwnership(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": typeof types.TransferOwnershipDocument,
    "query Scene($id: ID!) {\n  scene(id: $id) {\n    id\n    projectId\n    version\n    name\n    description\n    lyrics\n    parameters\n    badge\n    isChosen\n    isDeleted\n    originalId\n    start\n    length\n    clipCount\n    templates {\n      image\n      video\n      negative\n    }\n    gaps {\n      track\n      start\n      length\n    }\n  }\n}": typeof types.SceneDocument,
    "fragment SceneDone on SceneSuccess {\n  __typename\n  position\n  scene {\n    id\n    version\n    name\n  }\n}": typeof types.SceneDoneFragmentDoc,
    "mutation AddScene($input: AddSceneInput!) {\n  addScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": typeof types.AddSceneDocument,
    "mutation EditScene($input: EditSceneInput!) {\n  editScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": typeof types.EditSceneDocument,
    "mutation ReorderScene($input: ReorderSceneInput!) {\n  reorderScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": typeof types.ReorderSceneDocument,
    "mutation DuplicateScene($input: SceneInput!) {\n  duplicateScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": typeof types.DuplicateSceneDocument,
    "mutation AddSceneAlternate($input: SceneInput!) {\n  addSceneAlternate(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": typeof types.AddSceneAlternateDocument,
    "mutation ChooseScene($input: SceneInput!) {\n  chooseScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": typeof types.ChooseSceneDocument,
    "mutation PromoteScene($input: SceneInput!) {\n  promoteScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": typeof types.PromoteSceneDocument,
    "mutation DeleteScene($input: SceneInput!) {\n  deleteScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": typeof types.DeleteSceneDocument,
    "mutation RestoreScene($input: SceneInput!) {\n  restoreScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": typeof types.RestoreSceneDocument,
    "fragment TimelineClip on Clip {\n  id\n  sceneId\n  version\n  name\n  track\n  start\n  length\n  timelineStart\n  lyrics\n  imagePrompt\n  status\n  mediaUrl\n  badge\n}": typeof types.TimelineClipFragmentDoc,
    "fragment TimelineScene on Scene {\n  id\n  version\n  name\n  badge\n  start\n  length\n  clipCount\n  gaps {\n    track\n    start\n    length\n  }\n}": typeof types.TimelineSceneFragmentDoc,
    "query Timeline($projectId: ID!) {\n  timeline(projectId: $projectId) {\n    projectId\n    position\n    frameRate\n    startFrame\n    length\n    scenes {\n      ...TimelineScene\n      alternates {\n        id\n        version\n        name\n        badge\n        clipCount\n      }\n      clips {\n        ...TimelineClip\n        alternates {\n          id\n          version\n          name\n          badge\n          length\n        }\n      }\n    }\n  }\n}": typeof types.TimelineDocument,
    "mutation MoveClip($input: MoveClipInput!) {\n  moveClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": typeof types.MoveClipDocument,
    "mutation TrimClip($input: TrimClipInput!) {\n  trimClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": typeof types.TrimClipDocument,
    "subscription ProjectChanged($projectId: ID!, $after: Int) {\n  projectChanged(projectId: $projectId, after: $after) {\n    position\n    command\n    at\n    note\n    changed\n    actor {\n      id\n      name\n    }\n    events {\n      type\n      stream\n    }\n  }\n}": typeof types.ProjectChangedDocument,
};
const documents: Documents = {
    "fragment Refusal on UserError {\n  __typename\n  message\n  ... on RuleViolatedError {\n    field\n    index\n    freeSlots {\n      track\n      start\n      length\n    }\n  }\n  ... on ConflictError {\n    expectedVersion\n    actualVersion\n    conflicts {\n      field\n      yours\n      theirs\n    }\n  }\n}": types.RefusalFragmentDoc,
    "query Clip($id: ID!) {\n  clip(id: $id) {\n    id\n    projectId\n    sceneId\n    version\n    name\n    track\n    start\n    length\n    timelineStart\n    startTimecode\n    endTimecode\n    lyrics\n    notes\n    imagePrompt\n    videoPrompt\n    negativePrompt\n    parameters\n    status\n    mediaUrl\n    mediaStart\n    mediaLength\n    badge\n    isChosen\n    isDeleted\n    originalId\n    effective {\n      image\n      video\n      negative\n      parameters\n    }\n  }\n}": types.ClipDocument,
    "fragment ClipDone on ClipSuccess {\n  __typename\n  position\n  clip {\n    id\n    sceneId\n    version\n    name\n  }\n}": types.ClipDoneFragmentDoc,
    "mutation AddClip($input: AddClipInput!) {\n  addClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": types.AddClipDocument,
    "mutation EditClip($input: EditClipInput!) {\n  editClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": types.EditClipDocument,
    "mutation DuplicateClip($input: DuplicateClipInput!) {\n  duplicateClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": types.DuplicateClipDocument,
    "mutation LinkMedia($input: LinkMediaInput!) {\n  linkMedia(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": types.LinkMediaDocument,
    "mutation AddClipAlternate($input: ClipInput!) {\n  addClipAlternate(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": types.AddClipAlternateDocument,
    "mutation ChooseClip($input: ClipInput!) {\n  chooseClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": types.ChooseClipDocument,
    "mutation PromoteClip($input: ClipInput!) {\n  promoteClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": types.PromoteClipDocument,
    "mutation DeleteClip($input: ClipInput!) {\n  deleteClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": types.DeleteClipDocument,
    "mutation RestoreClip($input: ClipInput!) {\n  restoreClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": types.RestoreClipDocument,
    "query History($projectId: ID!, $first: Int!, $after: String) {\n  project(id: $projectId) {\n    id\n    history(first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          n\n          at\n          summary\n          note\n          actor {\n            id\n            name\n          }\n          events {\n            type\n            stream\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}": types.HistoryDocument,
    "mutation ExportProject($input: ExportProjectInput!) {\n  exportProject(input: $input) {\n    __typename\n    ... on ExportSuccess {\n      url\n      fileName\n      expiresAt\n      omissions\n    }\n    ...Refusal\n  }\n}": types.ExportProjectDocument,
    "subscription Presence($projectId: ID!) {\n  presence(projectId: $projectId) {\n    sessionId\n    selection\n    playhead\n    at\n    user {\n      id\n      name\n    }\n  }\n}": types.PresenceDocument,
    "mutation AnnouncePresence($input: AnnouncePresenceInput!) {\n  announcePresence(input: $input) {\n    __typename\n    ... on PresenceSuccess {\n      expiresInSeconds\n    }\n    ... on NotFoundError {\n      message\n    }\n  }\n}": types.AnnouncePresenceDocument,
    "fragment ProjectCard on Project {\n  id\n  name\n  description\n  state\n  version\n  viewerRole\n  changedAt\n  changedBy {\n    id\n    name\n  }\n  settings {\n    frameRate\n    aspectRatio\n    resolution {\n      width\n      height\n    }\n  }\n  members {\n    role\n    user {\n      id\n      name\n    }\n  }\n  statistics {\n    scenes\n    clips\n    alternates\n    duration\n    durationTimecode\n    durationSeconds\n    completion\n    gaps\n    statuses {\n      status\n      count\n    }\n  }\n}": types.ProjectCardFragmentDoc,
    "query Projects(\n  $first: Int!\n  $after: String\n  $filter: ProjectFilter\n  $sort: ProjectSort!\n  $direction: SortDirection!\n) {\n  projects(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n    totalCount\n    edges {\n      cursor\n      node {\n        ...ProjectCard\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.ProjectsDocument,
    "query Project($id: ID!) {\n  project(id: $id) {\n    ...ProjectCard\n    settings {\n      frameRate\n      resolution {\n        width\n        height\n      }\n      aspectRatio\n      startFrame\n      startTimecode\n      naming\n      imageModel\n      videoModel\n      style\n    }\n  }\n}": types.ProjectDocument,
    "fragment ProjectDone on ProjectSuccess {\n  __typename\n  position\n  project {\n    id\n    version\n    name\n  }\n}": types.ProjectDoneFragmentDoc,
    "mutation CreateProject($input: CreateProjectInput!) {\n  createProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.CreateProjectDocument,
    "mutation EditProject($input: EditProjectInput!) {\n  editProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.EditProjectDocument,
    "mutation ChangeSettings($input: ChangeSettingsInput!) {\n  changeSettings(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.ChangeSettingsDocument,
    "mutation ArchiveProject($input: ProjectInput!) {\n  archiveProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.ArchiveProjectDocument,
    "mutation UnarchiveProject($input: ProjectInput!) {\n  unarchiveProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.UnarchiveProjectDocument,
    "mutation DeleteProject($input: ProjectInput!) {\n  deleteProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.DeleteProjectDocument,
    "mutation RestoreProject($input: ProjectInput!) {\n  restoreProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.RestoreProjectDocument,
    "mutation DuplicateProject($input: DuplicateProjectInput!) {\n  duplicateProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.DuplicateProjectDocument,
    "mutation AddMember($input: AddMemberInput!) {\n  addMember(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.AddMemberDocument,
    "mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n  changeMemberRole(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.ChangeMemberRoleDocument,
    "mutation RemoveMember($input: RemoveMemberInput!) {\n  removeMember(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.RemoveMemberDocument,
    "mutation TransferOwnership($input: TransferOwnershipInput!) {\n  transferOwnership(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}": types.TransferOwnershipDocument,
    "query Scene($id: ID!) {\n  scene(id: $id) {\n    id\n    projectId\n    version\n    name\n    description\n    lyrics\n    parameters\n    badge\n    isChosen\n    isDeleted\n    originalId\n    start\n    length\n    clipCount\n    templates {\n      image\n      video\n      negative\n    }\n    gaps {\n      track\n      start\n      length\n    }\n  }\n}": types.SceneDocument,
    "fragment SceneDone on SceneSuccess {\n  __typename\n  position\n  scene {\n    id\n    version\n    name\n  }\n}": types.SceneDoneFragmentDoc,
    "mutation AddScene($input: AddSceneInput!) {\n  addScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": types.AddSceneDocument,
    "mutation EditScene($input: EditSceneInput!) {\n  editScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": types.EditSceneDocument,
    "mutation ReorderScene($input: ReorderSceneInput!) {\n  reorderScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": types.ReorderSceneDocument,
    "mutation DuplicateScene($input: SceneInput!) {\n  duplicateScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": types.DuplicateSceneDocument,
    "mutation AddSceneAlternate($input: SceneInput!) {\n  addSceneAlternate(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": types.AddSceneAlternateDocument,
    "mutation ChooseScene($input: SceneInput!) {\n  chooseScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": types.ChooseSceneDocument,
    "mutation PromoteScene($input: SceneInput!) {\n  promoteScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": types.PromoteSceneDocument,
    "mutation DeleteScene($input: SceneInput!) {\n  deleteScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": types.DeleteSceneDocument,
    "mutation RestoreScene($input: SceneInput!) {\n  restoreScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}": types.RestoreSceneDocument,
    "fragment TimelineClip on Clip {\n  id\n  sceneId\n  version\n  name\n  track\n  start\n  length\n  timelineStart\n  lyrics\n  imagePrompt\n  status\n  mediaUrl\n  badge\n}": types.TimelineClipFragmentDoc,
    "fragment TimelineScene on Scene {\n  id\n  version\n  name\n  badge\n  start\n  length\n  clipCount\n  gaps {\n    track\n    start\n    length\n  }\n}": types.TimelineSceneFragmentDoc,
    "query Timeline($projectId: ID!) {\n  timeline(projectId: $projectId) {\n    projectId\n    position\n    frameRate\n    startFrame\n    length\n    scenes {\n      ...TimelineScene\n      alternates {\n        id\n        version\n        name\n        badge\n        clipCount\n      }\n      clips {\n        ...TimelineClip\n        alternates {\n          id\n          version\n          name\n          badge\n          length\n        }\n      }\n    }\n  }\n}": types.TimelineDocument,
    "mutation MoveClip($input: MoveClipInput!) {\n  moveClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": types.MoveClipDocument,
    "mutation TrimClip($input: TrimClipInput!) {\n  trimClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}": types.TrimClipDocument,
    "subscription ProjectChanged($projectId: ID!, $after: Int) {\n  projectChanged(projectId: $projectId, after: $after) {\n    position\n    command\n    at\n    note\n    changed\n    actor {\n      id\n      name\n    }\n    events {\n      type\n      stream\n    }\n  }\n}": types.ProjectChangedDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Refusal on UserError {\n  __typename\n  message\n  ... on RuleViolatedError {\n    field\n    index\n    freeSlots {\n      track\n      start\n      length\n    }\n  }\n  ... on ConflictError {\n    expectedVersion\n    actualVersion\n    conflicts {\n      field\n      yours\n      theirs\n    }\n  }\n}"): (typeof documents)["fragment Refusal on UserError {\n  __typename\n  message\n  ... on RuleViolatedError {\n    field\n    index\n    freeSlots {\n      track\n      start\n      length\n    }\n  }\n  ... on ConflictError {\n    expectedVersion\n    actualVersion\n    conflicts {\n      field\n      yours\n      theirs\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Clip($id: ID!) {\n  clip(id: $id) {\n    id\n    projectId\n    sceneId\n    version\n    name\n    track\n    start\n    length\n    timelineStart\n    startTimecode\n    endTimecode\n    lyrics\n    notes\n    imagePrompt\n    videoPrompt\n    negativePrompt\n    parameters\n    status\n    mediaUrl\n    mediaStart\n    mediaLength\n    badge\n    isChosen\n    isDeleted\n    originalId\n    effective {\n      image\n      video\n      negative\n      parameters\n    }\n  }\n}"): (typeof documents)["query Clip($id: ID!) {\n  clip(id: $id) {\n    id\n    projectId\n    sceneId\n    version\n    name\n    track\n    start\n    length\n    timelineStart\n    startTimecode\n    endTimecode\n    lyrics\n    notes\n    imagePrompt\n    videoPrompt\n    negativePrompt\n    parameters\n    status\n    mediaUrl\n    mediaStart\n    mediaLength\n    badge\n    isChosen\n    isDeleted\n    originalId\n    effective {\n      image\n      video\n      negative\n      parameters\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ClipDone on ClipSuccess {\n  __typename\n  position\n  clip {\n    id\n    sceneId\n    version\n    name\n  }\n}"): (typeof documents)["fragment ClipDone on ClipSuccess {\n  __typename\n  position\n  clip {\n    id\n    sceneId\n    version\n    name\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddClip($input: AddClipInput!) {\n  addClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation AddClip($input: AddClipInput!) {\n  addClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditClip($input: EditClipInput!) {\n  editClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation EditClip($input: EditClipInput!) {\n  editClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DuplicateClip($input: DuplicateClipInput!) {\n  duplicateClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation DuplicateClip($input: DuplicateClipInput!) {\n  duplicateClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation LinkMedia($input: LinkMediaInput!) {\n  linkMedia(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation LinkMedia($input: LinkMediaInput!) {\n  linkMedia(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddClipAlternate($input: ClipInput!) {\n  addClipAlternate(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation AddClipAlternate($input: ClipInput!) {\n  addClipAlternate(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChooseClip($input: ClipInput!) {\n  chooseClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation ChooseClip($input: ClipInput!) {\n  chooseClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PromoteClip($input: ClipInput!) {\n  promoteClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation PromoteClip($input: ClipInput!) {\n  promoteClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteClip($input: ClipInput!) {\n  deleteClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation DeleteClip($input: ClipInput!) {\n  deleteClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RestoreClip($input: ClipInput!) {\n  restoreClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation RestoreClip($input: ClipInput!) {\n  restoreClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query History($projectId: ID!, $first: Int!, $after: String) {\n  project(id: $projectId) {\n    id\n    history(first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          n\n          at\n          summary\n          note\n          actor {\n            id\n            name\n          }\n          events {\n            type\n            stream\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}"): (typeof documents)["query History($projectId: ID!, $first: Int!, $after: String) {\n  project(id: $projectId) {\n    id\n    history(first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          n\n          at\n          summary\n          note\n          actor {\n            id\n            name\n          }\n          events {\n            type\n            stream\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ExportProject($input: ExportProjectInput!) {\n  exportProject(input: $input) {\n    __typename\n    ... on ExportSuccess {\n      url\n      fileName\n      expiresAt\n      omissions\n    }\n    ...Refusal\n  }\n}"): (typeof documents)["mutation ExportProject($input: ExportProjectInput!) {\n  exportProject(input: $input) {\n    __typename\n    ... on ExportSuccess {\n      url\n      fileName\n      expiresAt\n      omissions\n    }\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription Presence($projectId: ID!) {\n  presence(projectId: $projectId) {\n    sessionId\n    selection\n    playhead\n    at\n    user {\n      id\n      name\n    }\n  }\n}"): (typeof documents)["subscription Presence($projectId: ID!) {\n  presence(projectId: $projectId) {\n    sessionId\n    selection\n    playhead\n    at\n    user {\n      id\n      name\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AnnouncePresence($input: AnnouncePresenceInput!) {\n  announcePresence(input: $input) {\n    __typename\n    ... on PresenceSuccess {\n      expiresInSeconds\n    }\n    ... on NotFoundError {\n      message\n    }\n  }\n}"): (typeof documents)["mutation AnnouncePresence($input: AnnouncePresenceInput!) {\n  announcePresence(input: $input) {\n    __typename\n    ... on PresenceSuccess {\n      expiresInSeconds\n    }\n    ... on NotFoundError {\n      message\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ProjectCard on Project {\n  id\n  name\n  description\n  state\n  version\n  viewerRole\n  changedAt\n  changedBy {\n    id\n    name\n  }\n  settings {\n    frameRate\n    aspectRatio\n    resolution {\n      width\n      height\n    }\n  }\n  members {\n    role\n    user {\n      id\n      name\n    }\n  }\n  statistics {\n    scenes\n    clips\n    alternates\n    duration\n    durationTimecode\n    durationSeconds\n    completion\n    gaps\n    statuses {\n      status\n      count\n    }\n  }\n}"): (typeof documents)["fragment ProjectCard on Project {\n  id\n  name\n  description\n  state\n  version\n  viewerRole\n  changedAt\n  changedBy {\n    id\n    name\n  }\n  settings {\n    frameRate\n    aspectRatio\n    resolution {\n      width\n      height\n    }\n  }\n  members {\n    role\n    user {\n      id\n      name\n    }\n  }\n  statistics {\n    scenes\n    clips\n    alternates\n    duration\n    durationTimecode\n    durationSeconds\n    completion\n    gaps\n    statuses {\n      status\n      count\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Projects(\n  $first: Int!\n  $after: String\n  $filter: ProjectFilter\n  $sort: ProjectSort!\n  $direction: SortDirection!\n) {\n  projects(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n    totalCount\n    edges {\n      cursor\n      node {\n        ...ProjectCard\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): (typeof documents)["query Projects(\n  $first: Int!\n  $after: String\n  $filter: ProjectFilter\n  $sort: ProjectSort!\n  $direction: SortDirection!\n) {\n  projects(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n    totalCount\n    edges {\n      cursor\n      node {\n        ...ProjectCard\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Project($id: ID!) {\n  project(id: $id) {\n    ...ProjectCard\n    settings {\n      frameRate\n      resolution {\n        width\n        height\n      }\n      aspectRatio\n      startFrame\n      startTimecode\n      naming\n      imageModel\n      videoModel\n      style\n    }\n  }\n}"): (typeof documents)["query Project($id: ID!) {\n  project(id: $id) {\n    ...ProjectCard\n    settings {\n      frameRate\n      resolution {\n        width\n        height\n      }\n      aspectRatio\n      startFrame\n      startTimecode\n      naming\n      imageModel\n      videoModel\n      style\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ProjectDone on ProjectSuccess {\n  __typename\n  position\n  project {\n    id\n    version\n    name\n  }\n}"): (typeof documents)["fragment ProjectDone on ProjectSuccess {\n  __typename\n  position\n  project {\n    id\n    version\n    name\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateProject($input: CreateProjectInput!) {\n  createProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation CreateProject($input: CreateProjectInput!) {\n  createProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditProject($input: EditProjectInput!) {\n  editProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation EditProject($input: EditProjectInput!) {\n  editProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChangeSettings($input: ChangeSettingsInput!) {\n  changeSettings(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation ChangeSettings($input: ChangeSettingsInput!) {\n  changeSettings(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ArchiveProject($input: ProjectInput!) {\n  archiveProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation ArchiveProject($input: ProjectInput!) {\n  archiveProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UnarchiveProject($input: ProjectInput!) {\n  unarchiveProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation UnarchiveProject($input: ProjectInput!) {\n  unarchiveProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteProject($input: ProjectInput!) {\n  deleteProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation DeleteProject($input: ProjectInput!) {\n  deleteProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RestoreProject($input: ProjectInput!) {\n  restoreProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation RestoreProject($input: ProjectInput!) {\n  restoreProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DuplicateProject($input: DuplicateProjectInput!) {\n  duplicateProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation DuplicateProject($input: DuplicateProjectInput!) {\n  duplicateProject(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddMember($input: AddMemberInput!) {\n  addMember(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation AddMember($input: AddMemberInput!) {\n  addMember(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n  changeMemberRole(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n  changeMemberRole(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveMember($input: RemoveMemberInput!) {\n  removeMember(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation RemoveMember($input: RemoveMemberInput!) {\n  removeMember(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation TransferOwnership($input: TransferOwnershipInput!) {\n  transferOwnership(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation TransferOwnership($input: TransferOwnershipInput!) {\n  transferOwnership(input: $input) {\n    __typename\n    ...ProjectDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Scene($id: ID!) {\n  scene(id: $id) {\n    id\n    projectId\n    version\n    name\n    description\n    lyrics\n    parameters\n    badge\n    isChosen\n    isDeleted\n    originalId\n    start\n    length\n    clipCount\n    templates {\n      image\n      video\n      negative\n    }\n    gaps {\n      track\n      start\n      length\n    }\n  }\n}"): (typeof documents)["query Scene($id: ID!) {\n  scene(id: $id) {\n    id\n    projectId\n    version\n    name\n    description\n    lyrics\n    parameters\n    badge\n    isChosen\n    isDeleted\n    originalId\n    start\n    length\n    clipCount\n    templates {\n      image\n      video\n      negative\n    }\n    gaps {\n      track\n      start\n      length\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment SceneDone on SceneSuccess {\n  __typename\n  position\n  scene {\n    id\n    version\n    name\n  }\n}"): (typeof documents)["fragment SceneDone on SceneSuccess {\n  __typename\n  position\n  scene {\n    id\n    version\n    name\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddScene($input: AddSceneInput!) {\n  addScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation AddScene($input: AddSceneInput!) {\n  addScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditScene($input: EditSceneInput!) {\n  editScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation EditScene($input: EditSceneInput!) {\n  editScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ReorderScene($input: ReorderSceneInput!) {\n  reorderScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation ReorderScene($input: ReorderSceneInput!) {\n  reorderScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DuplicateScene($input: SceneInput!) {\n  duplicateScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation DuplicateScene($input: SceneInput!) {\n  duplicateScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddSceneAlternate($input: SceneInput!) {\n  addSceneAlternate(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation AddSceneAlternate($input: SceneInput!) {\n  addSceneAlternate(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChooseScene($input: SceneInput!) {\n  chooseScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation ChooseScene($input: SceneInput!) {\n  chooseScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PromoteScene($input: SceneInput!) {\n  promoteScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation PromoteScene($input: SceneInput!) {\n  promoteScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteScene($input: SceneInput!) {\n  deleteScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation DeleteScene($input: SceneInput!) {\n  deleteScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RestoreScene($input: SceneInput!) {\n  restoreScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation RestoreScene($input: SceneInput!) {\n  restoreScene(input: $input) {\n    __typename\n    ...SceneDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment TimelineClip on Clip {\n  id\n  sceneId\n  version\n  name\n  track\n  start\n  length\n  timelineStart\n  lyrics\n  imagePrompt\n  status\n  mediaUrl\n  badge\n}"): (typeof documents)["fragment TimelineClip on Clip {\n  id\n  sceneId\n  version\n  name\n  track\n  start\n  length\n  timelineStart\n  lyrics\n  imagePrompt\n  status\n  mediaUrl\n  badge\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment TimelineScene on Scene {\n  id\n  version\n  name\n  badge\n  start\n  length\n  clipCount\n  gaps {\n    track\n    start\n    length\n  }\n}"): (typeof documents)["fragment TimelineScene on Scene {\n  id\n  version\n  name\n  badge\n  start\n  length\n  clipCount\n  gaps {\n    track\n    start\n    length\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Timeline($projectId: ID!) {\n  timeline(projectId: $projectId) {\n    projectId\n    position\n    frameRate\n    startFrame\n    length\n    scenes {\n      ...TimelineScene\n      alternates {\n        id\n        version\n        name\n        badge\n        clipCount\n      }\n      clips {\n        ...TimelineClip\n        alternates {\n          id\n          version\n          name\n          badge\n          length\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query Timeline($projectId: ID!) {\n  timeline(projectId: $projectId) {\n    projectId\n    position\n    frameRate\n    startFrame\n    length\n    scenes {\n      ...TimelineScene\n      alternates {\n        id\n        version\n        name\n        badge\n        clipCount\n      }\n      clips {\n        ...TimelineClip\n        alternates {\n          id\n          version\n          name\n          badge\n          length\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation MoveClip($input: MoveClipInput!) {\n  moveClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation MoveClip($input: MoveClipInput!) {\n  moveClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation TrimClip($input: TrimClipInput!) {\n  trimClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"): (typeof documents)["mutation TrimClip($input: TrimClipInput!) {\n  trimClip(input: $input) {\n    __typename\n    ...ClipDone\n    ...Refusal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription ProjectChanged($projectId: ID!, $after: Int) {\n  projectChanged(projectId: $projectId, after: $after) {\n    position\n    command\n    at\n    note\n    changed\n    actor {\n      id\n      name\n    }\n    events {\n      type\n      stream\n    }\n  }\n}"): (typeof documents)["subscription ProjectChanged($projectId: ID!, $after: Int) {\n  projectChanged(projectId: $projectId, after: $after) {\n    position\n    command\n    at\n    note\n    changed\n    actor {\n      id\n      name\n    }\n    events {\n      type\n      stream\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;