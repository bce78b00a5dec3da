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
    "\n  fragment Refusal on UserError {\n    __typename\n    message\n    ... on RuleViolatedError {\n      field\n      index\n      freeSlots {\n        track\n        start\n        length\n      }\n      freeCodes\n    }\n    ... on ConflictError {\n      expectedVersion\n      actualVersion\n      conflicts {\n        field\n        yours\n        theirs\n      }\n    }\n    ... on InterferedError {\n      change\n      mayUndoAnyway\n      interferences {\n        id\n        aggregate\n        name\n        field\n        label\n        wantedText\n        presentText\n        at\n        by {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.RefusalFragmentDoc,
    "\n  fragment BranchEntry on Branch {\n    id\n    name\n    parentId\n    forkedAt\n    changedAt\n    isDeleted\n    createdBy {\n      id\n      name\n    }\n  }\n": typeof types.BranchEntryFragmentDoc,
    "\n  query Branches($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      name\n      trunkId\n      viewerRole\n      position\n      branches(includeDeleted: true) {\n        ...BranchEntry\n      }\n    }\n  }\n": typeof types.BranchesDocument,
    "\n  fragment BranchDone on BranchSuccess {\n    __typename\n    position\n    branch {\n      ...BranchEntry\n    }\n  }\n": typeof types.BranchDoneFragmentDoc,
    "\n  mutation ForkBranch($input: ForkBranchInput!) {\n    forkBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n": typeof types.ForkBranchDocument,
    "\n  mutation RenameBranch($input: RenameBranchInput!) {\n    renameBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n": typeof types.RenameBranchDocument,
    "\n  mutation DeleteBranch($input: BranchInput!) {\n    deleteBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n": typeof types.DeleteBranchDocument,
    "\n  mutation RestoreBranch($input: BranchInput!) {\n    restoreBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n": typeof types.RestoreBranchDocument,
    "\n  query MergePreview($sourceId: ID!, $targetId: ID!, $choices: [MergeChoiceInput!]) {\n    mergePreview(sourceId: $sourceId, targetId: $targetId, choices: $choices) {\n      source {\n        position\n        at\n      }\n      target {\n        position\n        at\n      }\n      changes {\n        id\n        aggregate\n        name\n        kind\n        fields {\n          field\n          label\n          beforeText\n          afterText\n        }\n      }\n      conflicts {\n        id\n        aggregate\n        name\n        field\n        label\n        baseText\n        sourceText\n        targetText\n        reason\n        choice\n      }\n    }\n  }\n": typeof types.MergePreviewDocument,
    "\n  mutation MergeBranch($input: MergeBranchInput!) {\n    mergeBranch(input: $input) {\n      __typename\n      ... on MergeSuccess {\n        targetId\n        position\n        ids\n      }\n      ...Refusal\n    }\n  }\n": typeof types.MergeBranchDocument,
    "\n  query Clip($id: ID!, $at: At) {\n    clip(id: $id, at: $at) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      track\n      start\n      length\n      timelineStart\n      startTimecode\n      endTimecode\n      lyrics\n      notes\n      imagePrompt\n      videoPrompt\n      negativePrompt\n      parameters\n      status\n      mediaUrl\n      mediaStart\n      mediaLength\n      transition {\n        kind\n        length\n        direction\n      }\n      badge\n      code\n      isCoded\n      isChosen\n      isDeleted\n      originalId\n      effective {\n        image\n        video\n        negative\n        parameters\n      }\n    }\n  }\n": typeof types.ClipDocument,
    "\n  fragment ClipDone on ClipSuccess {\n    __typename\n    position\n    clip {\n      id\n      sceneId\n      version\n      name\n    }\n  }\n": typeof types.ClipDoneFragmentDoc,
    "\n  mutation AddClip($input: AddClipInput!) {\n    addClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.AddClipDocument,
    "\n  mutation EditClip($input: EditClipInput!) {\n    editClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.EditClipDocument,
    "\n  mutation DuplicateClip($input: DuplicateClipInput!) {\n    duplicateClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.DuplicateClipDocument,
    "\n  mutation LinkMedia($input: LinkMediaInput!) {\n    linkMedia(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.LinkMediaDocument,
    "\n  mutation SetTransition($input: SetTransitionInput!) {\n    setTransition(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.SetTransitionDocument,
    "\n  mutation SetClipCode($input: SetClipCodeInput!) {\n    setClipCode(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.SetClipCodeDocument,
    "\n  mutation AddClipAlternate($input: ClipInput!) {\n    addClipAlternate(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.AddClipAlternateDocument,
    "\n  mutation ChooseClip($input: ClipInput!) {\n    chooseClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.ChooseClipDocument,
    "\n  mutation PromoteClip($input: ClipInput!) {\n    promoteClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.PromoteClipDocument,
    "\n  mutation DeleteClip($input: ClipInput!) {\n    deleteClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.DeleteClipDocument,
    "\n  mutation RestoreClip($input: ClipInput!) {\n    restoreClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.RestoreClipDocument,
    "\n  mutation MovePlacedClip($input: MoveClipInput!) {\n    moveClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.MovePlacedClipDocument,
    "\n  mutation TrimPlacedClip($input: TrimClipInput!) {\n    trimClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.TrimPlacedClipDocument,
    "\n  query ClipVersions($id: ID!, $first: Int!, $after: String) {\n    clip(id: $id) {\n      id\n      versions(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            version\n            position\n            at\n            sentence\n            actor {\n              id\n              name\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ClipVersionsDocument,
    "\n  query CompareClip($id: ID!, $from: Int!, $to: Int) {\n    compareClip(id: $id, from: $from, to: $to) {\n      field\n      label\n      beforeText\n      afterText\n    }\n  }\n": typeof types.CompareClipDocument,
    "\n  query ComparedClip($id: ID!, $at: At) {\n    clip(id: $id, at: $at) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      badge\n      status\n      track\n      start\n      length\n      lyrics\n      notes\n      imagePrompt\n      videoPrompt\n      negativePrompt\n      parameters\n      mediaUrl\n      mediaStart\n      mediaLength\n      transition {\n        kind\n        length\n        direction\n      }\n      isDeleted\n      effective {\n        image\n        video\n        negative\n        parameters\n      }\n    }\n  }\n": typeof types.ComparedClipDocument,
    "\n  query ComparedScene($id: ID!, $at: At) {\n    scene(id: $id, at: $at) {\n      id\n      projectId\n      version\n      name\n      badge\n      description\n      lyrics\n      parameters\n      length\n      clipCount\n      isDeleted\n      templates {\n        image\n        video\n        negative\n      }\n      gaps {\n        track\n        start\n        length\n      }\n      clips {\n        id\n        name\n        badge\n        track\n        start\n        length\n        status\n        lyrics\n        imagePrompt\n      }\n    }\n  }\n": typeof types.ComparedSceneDocument,
    "\n  query Deleted($projectId: ID!, $at: At) {\n    project(id: $projectId, at: $at) {\n      id\n      position\n      deleted {\n        scenes {\n          id\n          version\n          name\n          badge\n          description\n          lyrics\n        }\n        clips {\n          id\n          version\n          sceneId\n          name\n          badge\n          track\n          length\n          status\n          lyrics\n          imagePrompt\n        imageDigest\n        videoDigest\n        }\n      }\n    }\n  }\n": typeof types.DeletedDocument,
    "\n  fragment GenerateParameter on WorkflowParameter {\n    name\n    type\n    label\n    help\n    group\n    role\n    isRequired\n    isStaged\n    default\n    least\n    most\n    step\n    choices\n    folder\n    widget\n  }\n": typeof types.GenerateParameterFragmentDoc,
    "\n  query Generate($projectId: ID!) {\n    workflows {\n      id\n      name\n      description\n      category\n      stageParameter\n      parameters {\n        ...GenerateParameter\n      }\n    }\n    workflowPresets {\n      id\n      name\n      kind\n      categories\n      help\n      before\n      after\n      negative\n      values\n    }\n    workers {\n      id\n      takesJobs\n    }\n    timeline(projectId: $projectId) {\n      projectId\n      scenes {\n        id\n        clips {\n          id\n          name\n          imageDigest\n          videoDigest\n          effective {\n            image\n            video\n            negative\n          }\n        }\n      }\n    }\n  }\n": typeof types.GenerateDocument,
    "\n  query ModelNames($kind: String!) {\n    workerModels(kind: $kind) {\n      name\n    }\n  }\n": typeof types.ModelNamesDocument,
    "\n  query ClipMedia($id: ID!) {\n    clip(id: $id) {\n      id\n      takes(first: 60, sort: NUMBER, direction: DESCENDING) {\n        edges {\n          node {\n            id\n            number\n            kind\n            file {\n              digest\n              name\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.ClipMediaDocument,
    "\n  mutation EnqueueBatch($input: EnqueueBatchInput!) {\n    enqueueBatch(input: $input) {\n      __typename\n      ... on BatchSuccess {\n        position\n        batch {\n          id\n          name\n          size\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.EnqueueBatchDocument,
    "\n  fragment ActivityEntry on Activity {\n    position\n    at\n    sentence\n    note\n    undoes\n    isUndone\n    isStep\n    actor {\n      id\n      name\n    }\n    things {\n      id\n      aggregate\n      name\n      sentences\n    }\n  }\n": typeof types.ActivityEntryFragmentDoc,
    "\n  query Activity($projectId: ID!, $first: Int!, $after: String, $filter: ActivityFilter) {\n    project(id: $projectId) {\n      id\n      activity(first: $first, after: $after, filter: $filter) {\n        edges {\n          cursor\n          node {\n            ...ActivityEntry\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ActivityDocument,
    "\n  query Moments($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      position\n      moments(count: 200) {\n        position\n        at\n      }\n    }\n  }\n": typeof types.MomentsDocument,
    "\n  query CompareMoments($projectId: ID!, $from: At!, $to: At) {\n    compare(projectId: $projectId, from: $from, to: $to) {\n      from {\n        position\n        at\n      }\n      to {\n        position\n        at\n      }\n      differences {\n        id\n        aggregate\n        name\n        kind\n        fields {\n          field\n          label\n          beforeText\n          afterText\n        }\n      }\n    }\n  }\n": typeof types.CompareMomentsDocument,
    "\n  fragment UndoDone on UndoSuccess {\n    __typename\n    position\n    undone\n    sentence\n    ids\n  }\n": typeof types.UndoDoneFragmentDoc,
    "\n  mutation Undo($input: UndoInput!) {\n    undo(input: $input) {\n      __typename\n      ...UndoDone\n      ...Refusal\n    }\n  }\n": typeof types.UndoDocument,
    "\n  mutation Redo($input: UndoInput!) {\n    redo(input: $input) {\n      __typename\n      ...UndoDone\n      ...Refusal\n    }\n  }\n": typeof types.RedoDocument,
    "\n  mutation Restore($input: RestoreInput!) {\n    restore(input: $input) {\n      __typename\n      ... on RestoreSuccess {\n        projectId\n        position\n        ids\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RestoreDocument,
    "\n  query ExportFormats {\n    exportFormats {\n      format\n      label\n      opensIn\n      extension\n      choices {\n        name\n        label\n        help\n        kind\n        usual\n        least\n        most\n        values {\n          value\n          label\n        }\n      }\n    }\n  }\n": typeof types.ExportFormatsDocument,
    "\n  query ImportFormats {\n    importFormats {\n      label\n      extension\n    }\n  }\n": typeof types.ImportFormatsDocument,
    "\n  query ExportPreview($input: ExportPreviewInput!) {\n    exportPreview(input: $input) {\n      __typename\n      ... on ExportPreview {\n        position\n        fileName\n        size\n        omissions\n        scenes\n        clips\n        alternates\n        length\n        startTimecode\n        tracks {\n          kind\n          name\n          clips\n          alternates\n          transitions\n          gaps\n          length\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.ExportPreviewDocument,
    "\n  query Exports($projectId: ID!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      position\n      exports(first: $first) {\n        edges {\n          node {\n            position\n            at\n            by {\n              id\n              name\n            }\n            format\n            options {\n              name\n              value\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n        }\n      }\n    }\n  }\n": typeof types.ExportsDocument,
    "\n  mutation ExportProject($input: ExportProjectInput!) {\n    exportProject(input: $input) {\n      __typename\n      ... on ExportSuccess {\n        url\n        fileName\n        expiresAt\n        omissions\n      }\n      ...Refusal\n    }\n  }\n": typeof types.ExportProjectDocument,
    "\n  fragment ProjectMusic on Music {\n    digest\n    name\n    seconds\n    length\n    offset\n    url\n    peaksUrl\n  }\n": typeof types.ProjectMusicFragmentDoc,
    "\n  query MediaKinds {\n    mediaKinds {\n      kind\n      largestMegabytes\n      types {\n        name\n        mediaType\n        extension\n      }\n    }\n  }\n": typeof types.MediaKindsDocument,
    "\n  mutation SetMusic($input: SetMusicInput!) {\n    setMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.SetMusicDocument,
    "\n  mutation MoveMusic($input: MoveMusicInput!) {\n    moveMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.MoveMusicDocument,
    "\n  mutation RemoveMusic($input: ProjectInput!) {\n    removeMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.RemoveMusicDocument,
    "\n  fragment PoolCard on PoolItem {\n    id\n    version\n    name\n    description\n    tags\n    kind\n    source\n    isDeleted\n    addedAt\n    addedBy {\n      id\n      name\n    }\n    file {\n      ...MediaFacts\n    }\n    provenance {\n      ...ProvenanceFacts\n    }\n    usedIn {\n      clipId\n      clipName\n    }\n  }\n": typeof types.PoolCardFragmentDoc,
    "\n  query Pool($projectId: ID!, $first: Int!, $after: String, $filter: PoolFilter, $sort: PoolSort!, $direction: SortDirection!) {\n    project(id: $projectId) {\n      id\n      name\n      position\n      state\n      viewerRole\n      pool(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n        totalCount\n        tags\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            ...PoolCard\n          }\n        }\n      }\n    }\n  }\n": typeof types.PoolDocument,
    "\n  mutation AddToPool($input: AddToPoolInput!) {\n    addToPool(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.AddToPoolDocument,
    "\n  mutation EditPoolItem($input: EditPoolItemInput!) {\n    editPoolItem(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n          version\n          name\n          description\n          tags\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.EditPoolItemDocument,
    "\n  mutation ApplyPoolItem($input: ApplyPoolItemInput!) {\n    applyPoolItem(input: $input) {\n      __typename\n      ... on TakesSuccess {\n        position\n        takes {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.ApplyPoolItemDocument,
    "\n  mutation DeletePoolItems($input: PoolItemsInput!) {\n    deletePoolItems(input: $input) {\n      __typename\n      ... on PoolItemsSuccess {\n        position\n        items {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.DeletePoolItemsDocument,
    "\n  mutation RestorePoolItems($input: PoolItemsInput!) {\n    restorePoolItems(input: $input) {\n      __typename\n      ... on PoolItemsSuccess {\n        position\n        items {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RestorePoolItemsDocument,
    "\n  subscription Presence($projectId: ID!) {\n    presence(projectId: $projectId) {\n      sessionId\n      selection\n      playhead\n      at\n      user {\n        id\n        name\n      }\n    }\n  }\n": typeof types.PresenceDocument,
    "\n  mutation AnnouncePresence($input: AnnouncePresenceInput!) {\n    announcePresence(input: $input) {\n      __typename\n      ... on PresenceSuccess {\n        expiresInSeconds\n      }\n      ... on NotFoundError {\n        message\n      }\n    }\n  }\n": typeof types.AnnouncePresenceDocument,
    "\n  query NamingPreview($projectId: ID!, $pattern: String!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      namingPreview(pattern: $pattern, first: $first) {\n        names {\n          clipId\n          name\n          code\n          file\n        }\n        problems {\n          message\n          column\n          isRefusal\n        }\n      }\n    }\n  }\n": typeof types.NamingPreviewDocument,
    "\n  query ShotList($projectId: ID!, $anew: Boolean!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      shotList {\n        isConfirmed\n        naming\n        review(anew: $anew, first: $first) {\n          scenes\n          shots\n          kept\n          given\n          changed\n          lost\n          refusal\n          changes {\n            id\n            isScene\n            name\n            before\n            after\n          }\n        }\n      }\n    }\n  }\n": typeof types.ShotListDocument,
    "\n  mutation ConfirmShotList($input: ConfirmShotListInput!) {\n    confirmShotList(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.ConfirmShotListDocument,
    "\n  mutation UnlockShotList($input: ProjectInput!) {\n    unlockShotList(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.UnlockShotListDocument,
    "\n  fragment ProjectCard on Project {\n    id\n    name\n    description\n    state\n    version\n    viewerRole\n    changedAt\n    changedBy {\n      id\n      name\n    }\n    settings {\n      frameRate\n      aspectRatio\n      resolution {\n        width\n        height\n      }\n    }\n    members {\n      role\n      user {\n        id\n        name\n      }\n    }\n    statistics {\n      scenes\n      clips\n      alternates\n      duration\n      durationTimecode\n      durationSeconds\n      completion\n      gaps\n      statuses {\n        status\n        count\n      }\n    }\n  }\n": typeof types.ProjectCardFragmentDoc,
    "\n  query Projects(\n    $first: Int!\n    $after: String\n    $filter: ProjectFilter\n    $sort: ProjectSort!\n    $direction: SortDirection!\n  ) {\n    projects(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n      totalCount\n      edges {\n        cursor\n        node {\n          ...ProjectCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ProjectsDocument,
    "\n  query Project($id: ID!, $at: At) {\n    project(id: $id, at: $at) {\n      ...ProjectCard\n      position\n      settings {\n        frameRate\n        resolution {\n          width\n          height\n        }\n        aspectRatio\n        startFrame\n        startTimecode\n        naming\n        imageModel\n        videoModel\n        style\n      }\n      music {\n        ...ProjectMusic\n      }\n      shotList {\n        isConfirmed\n      }\n      trunkId\n      branch {\n        id\n        name\n        parentId\n        isDeleted\n      }\n      undoState {\n        undo {\n          position\n          sentence\n        }\n        redo {\n          position\n          sentence\n        }\n      }\n    }\n  }\n": typeof types.ProjectDocument,
    "\n  fragment ProjectDone on ProjectSuccess {\n    __typename\n    position\n    project {\n      id\n      version\n      name\n    }\n  }\n": typeof types.ProjectDoneFragmentDoc,
    "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.CreateProjectDocument,
    "\n  mutation EditProject($input: EditProjectInput!) {\n    editProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.EditProjectDocument,
    "\n  mutation ChangeSettings($input: ChangeSettingsInput!) {\n    changeSettings(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.ChangeSettingsDocument,
    "\n  mutation ArchiveProject($input: ProjectInput!) {\n    archiveProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.ArchiveProjectDocument,
    "\n  mutation UnarchiveProject($input: ProjectInput!) {\n    unarchiveProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.UnarchiveProjectDocument,
    "\n  mutation DeleteProject($input: ProjectInput!) {\n    deleteProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.DeleteProjectDocument,
    "\n  mutation RestoreProject($input: ProjectInput!) {\n    restoreProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.RestoreProjectDocument,
    "\n  mutation DuplicateProject($input: DuplicateProjectInput!) {\n    duplicateProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.DuplicateProjectDocument,
    "\n  mutation AddMember($input: AddMemberInput!) {\n    addMember(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.AddMemberDocument,
    "\n  mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n    changeMemberRole(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.ChangeMemberRoleDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.RemoveMemberDocument,
    "\n  mutation TransferOwnership($input: TransferOwnershipInput!) {\n    transferOwnership(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": typeof types.TransferOwnershipDocument,
    "\n  fragment QueueState on Queue {\n    position\n    isPaused\n    reason\n    counters {\n      status\n      count\n    }\n  }\n": typeof types.QueueStateFragmentDoc,
    "\n  query Queue {\n    queue {\n      ...QueueState\n    }\n  }\n": typeof types.QueueDocument,
    "\n  subscription QueueChanged {\n    queueChanged {\n      ...QueueState\n    }\n  }\n": typeof types.QueueChangedDocument,
    "\n  subscription JobProgress($projectId: ID!) {\n    jobProgress(projectId: $projectId) {\n      jobId\n      attemptId\n      fraction\n      ahead\n      node\n      step\n      steps\n      message\n      previewUrl\n    }\n  }\n": typeof types.JobProgressDocument,
    "\n  fragment JobRow on Job {\n    id\n    version\n    projectId\n    clipId\n    batchId\n    name\n    workflow\n    kind\n    status\n    reason\n    blocked\n    priority\n    workerId\n    enqueuedAt\n    startedAt\n    endedAt\n    retryAt\n    attempts\n    seconds\n    cost\n  }\n": typeof types.JobRowFragmentDoc,
    "\n  query Jobs($first: Int!, $after: String, $filter: JobFilter, $sort: JobSort!, $direction: SortDirection!, $isCounted: Boolean!) {\n    jobs(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n      totalCount @include(if: $isCounted)\n      counters @include(if: $isCounted) {\n        status\n        count\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...JobRow\n        }\n      }\n    }\n  }\n": typeof types.JobsDocument,
    "\n  query Job($id: ID!) {\n    job(id: $id) {\n      ...JobRow\n      workflowVersion\n      seed\n      values\n      inputs\n      vram\n      attemptId\n      lastAttemptId\n      device\n      machine\n      assignedAt\n      tries\n      failure\n      outputs {\n        digest\n        name\n        mediaType\n        size\n      }\n      batch {\n        id\n        name\n        values\n      }\n      log {\n        n\n        at\n        actor {\n          id\n          name\n        }\n        events {\n          type\n          data\n        }\n      }\n    }\n  }\n": typeof types.JobDocument,
    "\n  fragment BatchFacts on Batch {\n    id\n    projectId\n    name\n    size\n    workflow\n    kind\n    createdAt\n    createdBy {\n      id\n      name\n    }\n    budget {\n      ...BudgetFacts\n    }\n    progress {\n      total\n      waiting\n      active\n      succeeded\n      failed\n      canceled\n    }\n  }\n": typeof types.BatchFactsFragmentDoc,
    "\n  fragment BudgetFacts on Budget {\n    cost\n    seconds\n    atOnce\n    spentCost\n    spentSeconds\n    isSpent\n  }\n": typeof types.BudgetFactsFragmentDoc,
    "\n  query Batches($projectId: ID, $first: Int!) {\n    batches(projectId: $projectId, first: $first) {\n      ...BatchFacts\n    }\n  }\n": typeof types.BatchesDocument,
    "\n  query QueueAround {\n    workers {\n      id\n      name\n    }\n    projects(first: 100, sort: NAME, direction: ASCENDING) {\n      edges {\n        node {\n          id\n          name\n          viewerRole\n        }\n      }\n    }\n  }\n": typeof types.QueueAroundDocument,
    "\n  query ProjectQueue($projectId: ID!) {\n    projectQueue(projectId: $projectId) {\n      projectId\n      isPaused\n      reason\n      budget {\n        ...BudgetFacts\n      }\n    }\n  }\n": typeof types.ProjectQueueDocument,
    "\n  mutation PauseQueue($input: PauseQueueInput!) {\n    pauseQueue(input: $input) {\n      __typename\n      ... on QueueSuccess {\n        position\n        queue {\n          ...QueueState\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.PauseQueueDocument,
    "\n  mutation ResumeQueue($input: ResumeQueueInput!) {\n    resumeQueue(input: $input) {\n      __typename\n      ... on QueueSuccess {\n        position\n        queue {\n          ...QueueState\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.ResumeQueueDocument,
    "\n  fragment JobsDone on JobsSuccess {\n    position\n    changed\n  }\n": typeof types.JobsDoneFragmentDoc,
    "\n  mutation CancelJobs($input: ExplainedJobsInput!) {\n    cancelJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": typeof types.CancelJobsDocument,
    "\n  mutation RetryJobs($input: ExplainedJobsInput!) {\n    retryJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": typeof types.RetryJobsDocument,
    "\n  mutation PauseJobs($input: ExplainedJobsInput!) {\n    pauseJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": typeof types.PauseJobsDocument,
    "\n  mutation ResumeJobs($input: JobsInput!) {\n    resumeJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": typeof types.ResumeJobsDocument,
    "\n  mutation DeleteJobs($input: JobsInput!) {\n    deleteJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": typeof types.DeleteJobsDocument,
    "\n  mutation ReprioritiseJobs($input: ReprioritiseJobsInput!) {\n    reprioritiseJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": typeof types.ReprioritiseJobsDocument,
    "\n  mutation ClearJobs($input: ClearJobsInput!) {\n    clearJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": typeof types.ClearJobsDocument,
    "\n  fragment ShareDone on ProjectQueueSuccess {\n    position\n    projectId\n    isPaused\n    reason\n    budget {\n      ...BudgetFacts\n    }\n  }\n": typeof types.ShareDoneFragmentDoc,
    "\n  mutation PauseProjectJobs($input: PauseProjectJobsInput!) {\n    pauseProjectJobs(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n": typeof types.PauseProjectJobsDocument,
    "\n  mutation ResumeProjectJobs($input: ResumeProjectJobsInput!) {\n    resumeProjectJobs(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n": typeof types.ResumeProjectJobsDocument,
    "\n  mutation SetProjectBudget($input: SetProjectBudgetInput!) {\n    setProjectBudget(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n": typeof types.SetProjectBudgetDocument,
    "\n  mutation SetBatchBudget($input: SetBatchBudgetInput!) {\n    setBatchBudget(input: $input) {\n      __typename\n      ... on BatchSuccess {\n        position\n        batch {\n          ...BatchFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.SetBatchBudgetDocument,
    "\n  query Scene($id: ID!, $at: At) {\n    scene(id: $id, at: $at) {\n      id\n      projectId\n      version\n      name\n      description\n      lyrics\n      parameters\n      badge\n      code\n      isCoded\n      isChosen\n      isDeleted\n      originalId\n      start\n      length\n      clipCount\n      templates {\n        image\n        video\n        negative\n      }\n      gaps {\n        track\n        start\n        length\n      }\n    }\n  }\n": typeof types.SceneDocument,
    "\n  fragment SceneDone on SceneSuccess {\n    __typename\n    position\n    scene {\n      id\n      version\n      name\n    }\n  }\n": typeof types.SceneDoneFragmentDoc,
    "\n  mutation AddScene($input: AddSceneInput!) {\n    addScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": typeof types.AddSceneDocument,
    "\n  mutation EditScene($input: EditSceneInput!) {\n    editScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": typeof types.EditSceneDocument,
    "\n  mutation SetSceneCode($input: SetSceneCodeInput!) {\n    setSceneCode(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": typeof types.SetSceneCodeDocument,
    "\n  mutation ReorderScene($input: ReorderSceneInput!) {\n    reorderScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": typeof types.ReorderSceneDocument,
    "\n  mutation DuplicateScene($input: DuplicateSceneInput!) {\n    duplicateScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": typeof types.DuplicateSceneDocument,
    "\n  mutation AddSceneAlternate($input: SceneInput!) {\n    addSceneAlternate(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": typeof types.AddSceneAlternateDocument,
    "\n  mutation ChooseScene($input: SceneInput!) {\n    chooseScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": typeof types.ChooseSceneDocument,
    "\n  mutation PromoteScene($input: SceneInput!) {\n    promoteScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": typeof types.PromoteSceneDocument,
    "\n  mutation DeleteScene($input: SceneInput!) {\n    deleteScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": typeof types.DeleteSceneDocument,
    "\n  mutation RestoreScene($input: SceneInput!) {\n    restoreScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": typeof types.RestoreSceneDocument,
    "\n  fragment TakeCard on Take {\n    id\n    clipId\n    version\n    number\n    kind\n    isDeleted\n    itemId\n    addedAt\n    addedBy {\n      id\n      name\n    }\n    file {\n      ...MediaFacts\n    }\n    provenance {\n      ...ProvenanceFacts\n    }\n  }\n": typeof types.TakeCardFragmentDoc,
    "\n  query Gallery($id: ID!, $first: Int!, $after: String, $filter: TakeFilter, $sort: TakeSort!, $direction: SortDirection!) {\n    clip(id: $id) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      badge\n      isDeleted\n      selectedImageId\n      selectedVideoId\n      takeCount\n      takes(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n        totalCount\n        models\n        workers\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            ...TakeCard\n          }\n        }\n      }\n    }\n  }\n": typeof types.GalleryDocument,
    "\n  fragment TakesDone on TakesSuccess {\n    position\n    takes {\n      id\n      version\n      isDeleted\n    }\n  }\n": typeof types.TakesDoneFragmentDoc,
    "\n  mutation AddTake($input: AddTakeInput!) {\n    addTake(input: $input) {\n      __typename\n      ... on TakeSuccess {\n        position\n        take {\n          id\n          version\n          number\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.AddTakeDocument,
    "\n  mutation SelectTake($input: SelectTakeInput!) {\n    selectTake(input: $input) {\n      __typename\n      ... on ClipSuccess {\n        position\n        clip {\n          id\n          version\n          selectedImageId\n          selectedVideoId\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.SelectTakeDocument,
    "\n  mutation UnselectTake($input: UnselectTakeInput!) {\n    unselectTake(input: $input) {\n      __typename\n      ... on ClipSuccess {\n        position\n        clip {\n          id\n          version\n          selectedImageId\n          selectedVideoId\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.UnselectTakeDocument,
    "\n  mutation DeleteTakes($input: TakesInput!) {\n    deleteTakes(input: $input) {\n      __typename\n      ...TakesDone\n      ...Refusal\n    }\n  }\n": typeof types.DeleteTakesDocument,
    "\n  mutation RestoreTakes($input: TakesInput!) {\n    restoreTakes(input: $input) {\n      __typename\n      ...TakesDone\n      ...Refusal\n    }\n  }\n": typeof types.RestoreTakesDocument,
    "\n  mutation SendToPool($input: SendToPoolInput!) {\n    sendToPool(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.SendToPoolDocument,
    "\n  fragment TimelineClip on Clip {\n    id\n    sceneId\n    version\n    name\n    track\n    start\n    length\n    timelineStart\n    lyrics\n    imagePrompt\n    status\n    mediaUrl\n    imageDigest\n    videoDigest\n    takeCount\n    transition {\n      kind\n      length\n    }\n    badge\n    code\n  }\n": typeof types.TimelineClipFragmentDoc,
    "\n  fragment TimelineScene on Scene {\n    id\n    version\n    name\n    badge\n    code\n    start\n    length\n    clipCount\n    gaps {\n      track\n      start\n      length\n    }\n  }\n": typeof types.TimelineSceneFragmentDoc,
    "\n  query Timeline($projectId: ID!, $at: At) {\n    timeline(projectId: $projectId, at: $at) {\n      projectId\n      position\n      frameRate\n      startFrame\n      length\n      scenes {\n        ...TimelineScene\n        alternates {\n          id\n          version\n          name\n          badge\n          clipCount\n        }\n        clips {\n          ...TimelineClip\n          alternates {\n            id\n            version\n            name\n            badge\n            length\n          }\n        }\n      }\n    }\n  }\n": typeof types.TimelineDocument,
    "\n  mutation MoveClip($input: MoveClipInput!) {\n    moveClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.MoveClipDocument,
    "\n  mutation TrimClip($input: TrimClipInput!) {\n    trimClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": typeof types.TrimClipDocument,
    "\n  mutation ApplyCommands($input: ApplyCommandsInput!) {\n    applyCommands(input: $input) {\n      __typename\n      ... on ApplyCommandsSuccess {\n        position\n        created\n      }\n      ...Refusal\n    }\n  }\n": typeof types.ApplyCommandsDocument,
    "\n  fragment WorkerFacts on Worker {\n    id\n    version\n    name\n    kind\n    address\n    tags\n    serves\n    hourlyCost\n    serverVersion\n    mode\n    health\n    reason\n    takesJobs\n    errors\n    models\n    nodes\n    devices {\n      name\n      vram\n    }\n  }\n": typeof types.WorkerFactsFragmentDoc,
    "\n  query Workers {\n    workers {\n      ...WorkerFacts\n    }\n  }\n": typeof types.WorkersDocument,
    "\n  mutation RegisterWorker($input: RegisterWorkerInput!) {\n    registerWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RegisterWorkerDocument,
    "\n  mutation EditWorker($input: EditWorkerInput!) {\n    editWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.EditWorkerDocument,
    "\n  mutation SetWorkerMode($input: SetWorkerModeInput!) {\n    setWorkerMode(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.SetWorkerModeDocument,
    "\n  mutation ReleaseWorker($input: WorkerInput!) {\n    releaseWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.ReleaseWorkerDocument,
    "\n  mutation RemoveWorker($input: WorkerInput!) {\n    removeWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RemoveWorkerDocument,
    "\n  query Workflows {\n    workflows {\n      id\n      version\n      name\n      description\n      category\n      source\n    }\n    workflowFaults {\n      file\n      message\n    }\n    workflowRemovals {\n      id\n      name\n      isPreset\n      saved {\n        revision\n      }\n    }\n  }\n": typeof types.WorkflowsDocument,
    "\n  query Workflow($id: String!) {\n    workflow(id: $id) {\n      id\n      version\n      name\n      description\n      category\n      source\n      file\n      saved {\n        revision\n        at\n        by {\n          id\n          name\n        }\n      }\n      document\n      stageParameter\n      parameters {\n        name\n        type\n        label\n        help\n        group\n        role\n        isRequired\n        isStaged\n        isLowered\n        default\n        least\n        most\n        step\n        choices\n        folder\n        widget\n        inputs {\n          node\n          input\n        }\n      }\n      nodes {\n        id\n        classType\n        title\n        sources\n        isRepeated\n      }\n      outputs {\n        node\n        kind\n        label\n      }\n      needs {\n        nodes\n        vram\n        models {\n          folder\n          name\n        }\n      }\n    }\n  }\n": typeof types.WorkflowDocument,
    "\n  query WorkflowProposal($input: WorkflowProposalInput!) {\n    workflowProposal(input: $input) {\n      __typename\n      ... on WorkflowProposal {\n        workflow {\n          id\n          document\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.WorkflowProposalDocument,
    "\n  mutation SaveWorkflow($input: SaveWorkflowInput!) {\n    saveWorkflow(input: $input) {\n      __typename\n      ... on SaveWorkflowSuccess {\n        workflow {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.SaveWorkflowDocument,
    "\n  mutation RemoveWorkflow($input: WorkflowKeyInput!) {\n    removeWorkflow(input: $input) {\n      __typename\n      ... on WorkflowRemovalSuccess {\n        id\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RemoveWorkflowDocument,
    "\n  mutation RestoreWorkflow($input: WorkflowKeyInput!) {\n    restoreWorkflow(input: $input) {\n      __typename\n      ... on SaveWorkflowSuccess {\n        workflow {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n": typeof types.RestoreWorkflowDocument,
    "\n  query MediaAccess($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      mediaAccess {\n        token\n        expiresAt\n      }\n    }\n  }\n": typeof types.MediaAccessDocument,
    "\n  subscription ProjectChanged($projectId: ID!, $after: Int) {\n    projectChanged(projectId: $projectId, after: $after) {\n      position\n      command\n      at\n      note\n      changed\n      actor {\n        id\n        name\n      }\n      events {\n        type\n        stream\n      }\n    }\n  }\n": typeof types.ProjectChangedDocument,
    "\n  query ProjectWork($projectId: ID!) {\n    projectQueue(projectId: $projectId) {\n      projectId\n      clips {\n        clipId\n        waiting\n        active\n        failed\n        activeJobIds\n      }\n    }\n  }\n": typeof types.ProjectWorkDocument,
    "\n  subscription WorkChanged {\n    queueChanged {\n      position\n    }\n  }\n": typeof types.WorkChangedDocument,
    "\n  subscription WorkProgress($projectId: ID!) {\n    jobProgress(projectId: $projectId) {\n      jobId\n      fraction\n      ahead\n      node\n      step\n      steps\n      message\n      previewUrl\n    }\n  }\n": typeof types.WorkProgressDocument,
    "\n  query Beside($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      name\n      position\n      state\n      viewerRole\n    }\n  }\n": typeof types.BesideDocument,
    "\n  fragment MediaFacts on MediaFile {\n    kind\n    digest\n    name\n    mediaType\n    size\n    width\n    height\n    frames\n    duration\n    frameRate\n  }\n": typeof types.MediaFactsFragmentDoc,
    "\n  fragment ProvenanceFacts on Provenance {\n    source\n    prompt\n    negativePrompt\n    seed\n    model\n    loras {\n      name\n      weight\n    }\n    workflow\n    workflowVersion\n    values\n    worker\n    job\n    attempt\n    startedAt\n    finishedAt\n    cost\n  }\n": typeof types.ProvenanceFactsFragmentDoc,
};
const documents: Documents = {
    "\n  fragment Refusal on UserError {\n    __typename\n    message\n    ... on RuleViolatedError {\n      field\n      index\n      freeSlots {\n        track\n        start\n        length\n      }\n      freeCodes\n    }\n    ... on ConflictError {\n      expectedVersion\n      actualVersion\n      conflicts {\n        field\n        yours\n        theirs\n      }\n    }\n    ... on InterferedError {\n      change\n      mayUndoAnyway\n      interferences {\n        id\n        aggregate\n        name\n        field\n        label\n        wantedText\n        presentText\n        at\n        by {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.RefusalFragmentDoc,
    "\n  fragment BranchEntry on Branch {\n    id\n    name\n    parentId\n    forkedAt\n    changedAt\n    isDeleted\n    createdBy {\n      id\n      name\n    }\n  }\n": types.BranchEntryFragmentDoc,
    "\n  query Branches($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      name\n      trunkId\n      viewerRole\n      position\n      branches(includeDeleted: true) {\n        ...BranchEntry\n      }\n    }\n  }\n": types.BranchesDocument,
    "\n  fragment BranchDone on BranchSuccess {\n    __typename\n    position\n    branch {\n      ...BranchEntry\n    }\n  }\n": types.BranchDoneFragmentDoc,
    "\n  mutation ForkBranch($input: ForkBranchInput!) {\n    forkBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n": types.ForkBranchDocument,
    "\n  mutation RenameBranch($input: RenameBranchInput!) {\n    renameBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n": types.RenameBranchDocument,
    "\n  mutation DeleteBranch($input: BranchInput!) {\n    deleteBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n": types.DeleteBranchDocument,
    "\n  mutation RestoreBranch($input: BranchInput!) {\n    restoreBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n": types.RestoreBranchDocument,
    "\n  query MergePreview($sourceId: ID!, $targetId: ID!, $choices: [MergeChoiceInput!]) {\n    mergePreview(sourceId: $sourceId, targetId: $targetId, choices: $choices) {\n      source {\n        position\n        at\n      }\n      target {\n        position\n        at\n      }\n      changes {\n        id\n        aggregate\n        name\n        kind\n        fields {\n          field\n          label\n          beforeText\n          afterText\n        }\n      }\n      conflicts {\n        id\n        aggregate\n        name\n        field\n        label\n        baseText\n        sourceText\n        targetText\n        reason\n        choice\n      }\n    }\n  }\n": types.MergePreviewDocument,
    "\n  mutation MergeBranch($input: MergeBranchInput!) {\n    mergeBranch(input: $input) {\n      __typename\n      ... on MergeSuccess {\n        targetId\n        position\n        ids\n      }\n      ...Refusal\n    }\n  }\n": types.MergeBranchDocument,
    "\n  query Clip($id: ID!, $at: At) {\n    clip(id: $id, at: $at) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      track\n      start\n      length\n      timelineStart\n      startTimecode\n      endTimecode\n      lyrics\n      notes\n      imagePrompt\n      videoPrompt\n      negativePrompt\n      parameters\n      status\n      mediaUrl\n      mediaStart\n      mediaLength\n      transition {\n        kind\n        length\n        direction\n      }\n      badge\n      code\n      isCoded\n      isChosen\n      isDeleted\n      originalId\n      effective {\n        image\n        video\n        negative\n        parameters\n      }\n    }\n  }\n": types.ClipDocument,
    "\n  fragment ClipDone on ClipSuccess {\n    __typename\n    position\n    clip {\n      id\n      sceneId\n      version\n      name\n    }\n  }\n": types.ClipDoneFragmentDoc,
    "\n  mutation AddClip($input: AddClipInput!) {\n    addClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.AddClipDocument,
    "\n  mutation EditClip($input: EditClipInput!) {\n    editClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.EditClipDocument,
    "\n  mutation DuplicateClip($input: DuplicateClipInput!) {\n    duplicateClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.DuplicateClipDocument,
    "\n  mutation LinkMedia($input: LinkMediaInput!) {\n    linkMedia(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.LinkMediaDocument,
    "\n  mutation SetTransition($input: SetTransitionInput!) {\n    setTransition(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.SetTransitionDocument,
    "\n  mutation SetClipCode($input: SetClipCodeInput!) {\n    setClipCode(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.SetClipCodeDocument,
    "\n  mutation AddClipAlternate($input: ClipInput!) {\n    addClipAlternate(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.AddClipAlternateDocument,
    "\n  mutation ChooseClip($input: ClipInput!) {\n    chooseClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.ChooseClipDocument,
    "\n  mutation PromoteClip($input: ClipInput!) {\n    promoteClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.PromoteClipDocument,
    "\n  mutation DeleteClip($input: ClipInput!) {\n    deleteClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.DeleteClipDocument,
    "\n  mutation RestoreClip($input: ClipInput!) {\n    restoreClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.RestoreClipDocument,
    "\n  mutation MovePlacedClip($input: MoveClipInput!) {\n    moveClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.MovePlacedClipDocument,
    "\n  mutation TrimPlacedClip($input: TrimClipInput!) {\n    trimClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.TrimPlacedClipDocument,
    "\n  query ClipVersions($id: ID!, $first: Int!, $after: String) {\n    clip(id: $id) {\n      id\n      versions(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            version\n            position\n            at\n            sentence\n            actor {\n              id\n              name\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ClipVersionsDocument,
    "\n  query CompareClip($id: ID!, $from: Int!, $to: Int) {\n    compareClip(id: $id, from: $from, to: $to) {\n      field\n      label\n      beforeText\n      afterText\n    }\n  }\n": types.CompareClipDocument,
    "\n  query ComparedClip($id: ID!, $at: At) {\n    clip(id: $id, at: $at) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      badge\n      status\n      track\n      start\n      length\n      lyrics\n      notes\n      imagePrompt\n      videoPrompt\n      negativePrompt\n      parameters\n      mediaUrl\n      mediaStart\n      mediaLength\n      transition {\n        kind\n        length\n        direction\n      }\n      isDeleted\n      effective {\n        image\n        video\n        negative\n        parameters\n      }\n    }\n  }\n": types.ComparedClipDocument,
    "\n  query ComparedScene($id: ID!, $at: At) {\n    scene(id: $id, at: $at) {\n      id\n      projectId\n      version\n      name\n      badge\n      description\n      lyrics\n      parameters\n      length\n      clipCount\n      isDeleted\n      templates {\n        image\n        video\n        negative\n      }\n      gaps {\n        track\n        start\n        length\n      }\n      clips {\n        id\n        name\n        badge\n        track\n        start\n        length\n        status\n        lyrics\n        imagePrompt\n      }\n    }\n  }\n": types.ComparedSceneDocument,
    "\n  query Deleted($projectId: ID!, $at: At) {\n    project(id: $projectId, at: $at) {\n      id\n      position\n      deleted {\n        scenes {\n          id\n          version\n          name\n          badge\n          description\n          lyrics\n        }\n        clips {\n          id\n          version\n          sceneId\n          name\n          badge\n          track\n          length\n          status\n          lyrics\n          imagePrompt\n        imageDigest\n        videoDigest\n        }\n      }\n    }\n  }\n": types.DeletedDocument,
    "\n  fragment GenerateParameter on WorkflowParameter {\n    name\n    type\n    label\n    help\n    group\n    role\n    isRequired\n    isStaged\n    default\n    least\n    most\n    step\n    choices\n    folder\n    widget\n  }\n": types.GenerateParameterFragmentDoc,
    "\n  query Generate($projectId: ID!) {\n    workflows {\n      id\n      name\n      description\n      category\n      stageParameter\n      parameters {\n        ...GenerateParameter\n      }\n    }\n    workflowPresets {\n      id\n      name\n      kind\n      categories\n      help\n      before\n      after\n      negative\n      values\n    }\n    workers {\n      id\n      takesJobs\n    }\n    timeline(projectId: $projectId) {\n      projectId\n      scenes {\n        id\n        clips {\n          id\n          name\n          imageDigest\n          videoDigest\n          effective {\n            image\n            video\n            negative\n          }\n        }\n      }\n    }\n  }\n": types.GenerateDocument,
    "\n  query ModelNames($kind: String!) {\n    workerModels(kind: $kind) {\n      name\n    }\n  }\n": types.ModelNamesDocument,
    "\n  query ClipMedia($id: ID!) {\n    clip(id: $id) {\n      id\n      takes(first: 60, sort: NUMBER, direction: DESCENDING) {\n        edges {\n          node {\n            id\n            number\n            kind\n            file {\n              digest\n              name\n            }\n          }\n        }\n      }\n    }\n  }\n": types.ClipMediaDocument,
    "\n  mutation EnqueueBatch($input: EnqueueBatchInput!) {\n    enqueueBatch(input: $input) {\n      __typename\n      ... on BatchSuccess {\n        position\n        batch {\n          id\n          name\n          size\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.EnqueueBatchDocument,
    "\n  fragment ActivityEntry on Activity {\n    position\n    at\n    sentence\n    note\n    undoes\n    isUndone\n    isStep\n    actor {\n      id\n      name\n    }\n    things {\n      id\n      aggregate\n      name\n      sentences\n    }\n  }\n": types.ActivityEntryFragmentDoc,
    "\n  query Activity($projectId: ID!, $first: Int!, $after: String, $filter: ActivityFilter) {\n    project(id: $projectId) {\n      id\n      activity(first: $first, after: $after, filter: $filter) {\n        edges {\n          cursor\n          node {\n            ...ActivityEntry\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ActivityDocument,
    "\n  query Moments($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      position\n      moments(count: 200) {\n        position\n        at\n      }\n    }\n  }\n": types.MomentsDocument,
    "\n  query CompareMoments($projectId: ID!, $from: At!, $to: At) {\n    compare(projectId: $projectId, from: $from, to: $to) {\n      from {\n        position\n        at\n      }\n      to {\n        position\n        at\n      }\n      differences {\n        id\n        aggregate\n        name\n        kind\n        fields {\n          field\n          label\n          beforeText\n          afterText\n        }\n      }\n    }\n  }\n": types.CompareMomentsDocument,
    "\n  fragment UndoDone on UndoSuccess {\n    __typename\n    position\n    undone\n    sentence\n    ids\n  }\n": types.UndoDoneFragmentDoc,
    "\n  mutation Undo($input: UndoInput!) {\n    undo(input: $input) {\n      __typename\n      ...UndoDone\n      ...Refusal\n    }\n  }\n": types.UndoDocument,
    "\n  mutation Redo($input: UndoInput!) {\n    redo(input: $input) {\n      __typename\n      ...UndoDone\n      ...Refusal\n    }\n  }\n": types.RedoDocument,
    "\n  mutation Restore($input: RestoreInput!) {\n    restore(input: $input) {\n      __typename\n      ... on RestoreSuccess {\n        projectId\n        position\n        ids\n      }\n      ...Refusal\n    }\n  }\n": types.RestoreDocument,
    "\n  query ExportFormats {\n    exportFormats {\n      format\n      label\n      opensIn\n      extension\n      choices {\n        name\n        label\n        help\n        kind\n        usual\n        least\n        most\n        values {\n          value\n          label\n        }\n      }\n    }\n  }\n": types.ExportFormatsDocument,
    "\n  query ImportFormats {\n    importFormats {\n      label\n      extension\n    }\n  }\n": types.ImportFormatsDocument,
    "\n  query ExportPreview($input: ExportPreviewInput!) {\n    exportPreview(input: $input) {\n      __typename\n      ... on ExportPreview {\n        position\n        fileName\n        size\n        omissions\n        scenes\n        clips\n        alternates\n        length\n        startTimecode\n        tracks {\n          kind\n          name\n          clips\n          alternates\n          transitions\n          gaps\n          length\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.ExportPreviewDocument,
    "\n  query Exports($projectId: ID!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      position\n      exports(first: $first) {\n        edges {\n          node {\n            position\n            at\n            by {\n              id\n              name\n            }\n            format\n            options {\n              name\n              value\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n        }\n      }\n    }\n  }\n": types.ExportsDocument,
    "\n  mutation ExportProject($input: ExportProjectInput!) {\n    exportProject(input: $input) {\n      __typename\n      ... on ExportSuccess {\n        url\n        fileName\n        expiresAt\n        omissions\n      }\n      ...Refusal\n    }\n  }\n": types.ExportProjectDocument,
    "\n  fragment ProjectMusic on Music {\n    digest\n    name\n    seconds\n    length\n    offset\n    url\n    peaksUrl\n  }\n": types.ProjectMusicFragmentDoc,
    "\n  query MediaKinds {\n    mediaKinds {\n      kind\n      largestMegabytes\n      types {\n        name\n        mediaType\n        extension\n      }\n    }\n  }\n": types.MediaKindsDocument,
    "\n  mutation SetMusic($input: SetMusicInput!) {\n    setMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.SetMusicDocument,
    "\n  mutation MoveMusic($input: MoveMusicInput!) {\n    moveMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.MoveMusicDocument,
    "\n  mutation RemoveMusic($input: ProjectInput!) {\n    removeMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.RemoveMusicDocument,
    "\n  fragment PoolCard on PoolItem {\n    id\n    version\n    name\n    description\n    tags\n    kind\n    source\n    isDeleted\n    addedAt\n    addedBy {\n      id\n      name\n    }\n    file {\n      ...MediaFacts\n    }\n    provenance {\n      ...ProvenanceFacts\n    }\n    usedIn {\n      clipId\n      clipName\n    }\n  }\n": types.PoolCardFragmentDoc,
    "\n  query Pool($projectId: ID!, $first: Int!, $after: String, $filter: PoolFilter, $sort: PoolSort!, $direction: SortDirection!) {\n    project(id: $projectId) {\n      id\n      name\n      position\n      state\n      viewerRole\n      pool(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n        totalCount\n        tags\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            ...PoolCard\n          }\n        }\n      }\n    }\n  }\n": types.PoolDocument,
    "\n  mutation AddToPool($input: AddToPoolInput!) {\n    addToPool(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.AddToPoolDocument,
    "\n  mutation EditPoolItem($input: EditPoolItemInput!) {\n    editPoolItem(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n          version\n          name\n          description\n          tags\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.EditPoolItemDocument,
    "\n  mutation ApplyPoolItem($input: ApplyPoolItemInput!) {\n    applyPoolItem(input: $input) {\n      __typename\n      ... on TakesSuccess {\n        position\n        takes {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.ApplyPoolItemDocument,
    "\n  mutation DeletePoolItems($input: PoolItemsInput!) {\n    deletePoolItems(input: $input) {\n      __typename\n      ... on PoolItemsSuccess {\n        position\n        items {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.DeletePoolItemsDocument,
    "\n  mutation RestorePoolItems($input: PoolItemsInput!) {\n    restorePoolItems(input: $input) {\n      __typename\n      ... on PoolItemsSuccess {\n        position\n        items {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.RestorePoolItemsDocument,
    "\n  subscription Presence($projectId: ID!) {\n    presence(projectId: $projectId) {\n      sessionId\n      selection\n      playhead\n      at\n      user {\n        id\n        name\n      }\n    }\n  }\n": types.PresenceDocument,
    "\n  mutation AnnouncePresence($input: AnnouncePresenceInput!) {\n    announcePresence(input: $input) {\n      __typename\n      ... on PresenceSuccess {\n        expiresInSeconds\n      }\n      ... on NotFoundError {\n        message\n      }\n    }\n  }\n": types.AnnouncePresenceDocument,
    "\n  query NamingPreview($projectId: ID!, $pattern: String!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      namingPreview(pattern: $pattern, first: $first) {\n        names {\n          clipId\n          name\n          code\n          file\n        }\n        problems {\n          message\n          column\n          isRefusal\n        }\n      }\n    }\n  }\n": types.NamingPreviewDocument,
    "\n  query ShotList($projectId: ID!, $anew: Boolean!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      shotList {\n        isConfirmed\n        naming\n        review(anew: $anew, first: $first) {\n          scenes\n          shots\n          kept\n          given\n          changed\n          lost\n          refusal\n          changes {\n            id\n            isScene\n            name\n            before\n            after\n          }\n        }\n      }\n    }\n  }\n": types.ShotListDocument,
    "\n  mutation ConfirmShotList($input: ConfirmShotListInput!) {\n    confirmShotList(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.ConfirmShotListDocument,
    "\n  mutation UnlockShotList($input: ProjectInput!) {\n    unlockShotList(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.UnlockShotListDocument,
    "\n  fragment ProjectCard on Project {\n    id\n    name\n    description\n    state\n    version\n    viewerRole\n    changedAt\n    changedBy {\n      id\n      name\n    }\n    settings {\n      frameRate\n      aspectRatio\n      resolution {\n        width\n        height\n      }\n    }\n    members {\n      role\n      user {\n        id\n        name\n      }\n    }\n    statistics {\n      scenes\n      clips\n      alternates\n      duration\n      durationTimecode\n      durationSeconds\n      completion\n      gaps\n      statuses {\n        status\n        count\n      }\n    }\n  }\n": types.ProjectCardFragmentDoc,
    "\n  query Projects(\n    $first: Int!\n    $after: String\n    $filter: ProjectFilter\n    $sort: ProjectSort!\n    $direction: SortDirection!\n  ) {\n    projects(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n      totalCount\n      edges {\n        cursor\n        node {\n          ...ProjectCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.ProjectsDocument,
    "\n  query Project($id: ID!, $at: At) {\n    project(id: $id, at: $at) {\n      ...ProjectCard\n      position\n      settings {\n        frameRate\n        resolution {\n          width\n          height\n        }\n        aspectRatio\n        startFrame\n        startTimecode\n        naming\n        imageModel\n        videoModel\n        style\n      }\n      music {\n        ...ProjectMusic\n      }\n      shotList {\n        isConfirmed\n      }\n      trunkId\n      branch {\n        id\n        name\n        parentId\n        isDeleted\n      }\n      undoState {\n        undo {\n          position\n          sentence\n        }\n        redo {\n          position\n          sentence\n        }\n      }\n    }\n  }\n": types.ProjectDocument,
    "\n  fragment ProjectDone on ProjectSuccess {\n    __typename\n    position\n    project {\n      id\n      version\n      name\n    }\n  }\n": types.ProjectDoneFragmentDoc,
    "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.CreateProjectDocument,
    "\n  mutation EditProject($input: EditProjectInput!) {\n    editProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.EditProjectDocument,
    "\n  mutation ChangeSettings($input: ChangeSettingsInput!) {\n    changeSettings(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.ChangeSettingsDocument,
    "\n  mutation ArchiveProject($input: ProjectInput!) {\n    archiveProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.ArchiveProjectDocument,
    "\n  mutation UnarchiveProject($input: ProjectInput!) {\n    unarchiveProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.UnarchiveProjectDocument,
    "\n  mutation DeleteProject($input: ProjectInput!) {\n    deleteProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.DeleteProjectDocument,
    "\n  mutation RestoreProject($input: ProjectInput!) {\n    restoreProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.RestoreProjectDocument,
    "\n  mutation DuplicateProject($input: DuplicateProjectInput!) {\n    duplicateProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.DuplicateProjectDocument,
    "\n  mutation AddMember($input: AddMemberInput!) {\n    addMember(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.AddMemberDocument,
    "\n  mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n    changeMemberRole(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.ChangeMemberRoleDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.RemoveMemberDocument,
    "\n  mutation TransferOwnership($input: TransferOwnershipInput!) {\n    transferOwnership(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n": types.TransferOwnershipDocument,
    "\n  fragment QueueState on Queue {\n    position\n    isPaused\n    reason\n    counters {\n      status\n      count\n    }\n  }\n": types.QueueStateFragmentDoc,
    "\n  query Queue {\n    queue {\n      ...QueueState\n    }\n  }\n": types.QueueDocument,
    "\n  subscription QueueChanged {\n    queueChanged {\n      ...QueueState\n    }\n  }\n": types.QueueChangedDocument,
    "\n  subscription JobProgress($projectId: ID!) {\n    jobProgress(projectId: $projectId) {\n      jobId\n      attemptId\n      fraction\n      ahead\n      node\n      step\n      steps\n      message\n      previewUrl\n    }\n  }\n": types.JobProgressDocument,
    "\n  fragment JobRow on Job {\n    id\n    version\n    projectId\n    clipId\n    batchId\n    name\n    workflow\n    kind\n    status\n    reason\n    blocked\n    priority\n    workerId\n    enqueuedAt\n    startedAt\n    endedAt\n    retryAt\n    attempts\n    seconds\n    cost\n  }\n": types.JobRowFragmentDoc,
    "\n  query Jobs($first: Int!, $after: String, $filter: JobFilter, $sort: JobSort!, $direction: SortDirection!, $isCounted: Boolean!) {\n    jobs(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n      totalCount @include(if: $isCounted)\n      counters @include(if: $isCounted) {\n        status\n        count\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...JobRow\n        }\n      }\n    }\n  }\n": types.JobsDocument,
    "\n  query Job($id: ID!) {\n    job(id: $id) {\n      ...JobRow\n      workflowVersion\n      seed\n      values\n      inputs\n      vram\n      attemptId\n      lastAttemptId\n      device\n      machine\n      assignedAt\n      tries\n      failure\n      outputs {\n        digest\n        name\n        mediaType\n        size\n      }\n      batch {\n        id\n        name\n        values\n      }\n      log {\n        n\n        at\n        actor {\n          id\n          name\n        }\n        events {\n          type\n          data\n        }\n      }\n    }\n  }\n": types.JobDocument,
    "\n  fragment BatchFacts on Batch {\n    id\n    projectId\n    name\n    size\n    workflow\n    kind\n    createdAt\n    createdBy {\n      id\n      name\n    }\n    budget {\n      ...BudgetFacts\n    }\n    progress {\n      total\n      waiting\n      active\n      succeeded\n      failed\n      canceled\n    }\n  }\n": types.BatchFactsFragmentDoc,
    "\n  fragment BudgetFacts on Budget {\n    cost\n    seconds\n    atOnce\n    spentCost\n    spentSeconds\n    isSpent\n  }\n": types.BudgetFactsFragmentDoc,
    "\n  query Batches($projectId: ID, $first: Int!) {\n    batches(projectId: $projectId, first: $first) {\n      ...BatchFacts\n    }\n  }\n": types.BatchesDocument,
    "\n  query QueueAround {\n    workers {\n      id\n      name\n    }\n    projects(first: 100, sort: NAME, direction: ASCENDING) {\n      edges {\n        node {\n          id\n          name\n          viewerRole\n        }\n      }\n    }\n  }\n": types.QueueAroundDocument,
    "\n  query ProjectQueue($projectId: ID!) {\n    projectQueue(projectId: $projectId) {\n      projectId\n      isPaused\n      reason\n      budget {\n        ...BudgetFacts\n      }\n    }\n  }\n": types.ProjectQueueDocument,
    "\n  mutation PauseQueue($input: PauseQueueInput!) {\n    pauseQueue(input: $input) {\n      __typename\n      ... on QueueSuccess {\n        position\n        queue {\n          ...QueueState\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.PauseQueueDocument,
    "\n  mutation ResumeQueue($input: ResumeQueueInput!) {\n    resumeQueue(input: $input) {\n      __typename\n      ... on QueueSuccess {\n        position\n        queue {\n          ...QueueState\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.ResumeQueueDocument,
    "\n  fragment JobsDone on JobsSuccess {\n    position\n    changed\n  }\n": types.JobsDoneFragmentDoc,
    "\n  mutation CancelJobs($input: ExplainedJobsInput!) {\n    cancelJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": types.CancelJobsDocument,
    "\n  mutation RetryJobs($input: ExplainedJobsInput!) {\n    retryJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": types.RetryJobsDocument,
    "\n  mutation PauseJobs($input: ExplainedJobsInput!) {\n    pauseJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": types.PauseJobsDocument,
    "\n  mutation ResumeJobs($input: JobsInput!) {\n    resumeJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": types.ResumeJobsDocument,
    "\n  mutation DeleteJobs($input: JobsInput!) {\n    deleteJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": types.DeleteJobsDocument,
    "\n  mutation ReprioritiseJobs($input: ReprioritiseJobsInput!) {\n    reprioritiseJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": types.ReprioritiseJobsDocument,
    "\n  mutation ClearJobs($input: ClearJobsInput!) {\n    clearJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n": types.ClearJobsDocument,
    "\n  fragment ShareDone on ProjectQueueSuccess {\n    position\n    projectId\n    isPaused\n    reason\n    budget {\n      ...BudgetFacts\n    }\n  }\n": types.ShareDoneFragmentDoc,
    "\n  mutation PauseProjectJobs($input: PauseProjectJobsInput!) {\n    pauseProjectJobs(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n": types.PauseProjectJobsDocument,
    "\n  mutation ResumeProjectJobs($input: ResumeProjectJobsInput!) {\n    resumeProjectJobs(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n": types.ResumeProjectJobsDocument,
    "\n  mutation SetProjectBudget($input: SetProjectBudgetInput!) {\n    setProjectBudget(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n": types.SetProjectBudgetDocument,
    "\n  mutation SetBatchBudget($input: SetBatchBudgetInput!) {\n    setBatchBudget(input: $input) {\n      __typename\n      ... on BatchSuccess {\n        position\n        batch {\n          ...BatchFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.SetBatchBudgetDocument,
    "\n  query Scene($id: ID!, $at: At) {\n    scene(id: $id, at: $at) {\n      id\n      projectId\n      version\n      name\n      description\n      lyrics\n      parameters\n      badge\n      code\n      isCoded\n      isChosen\n      isDeleted\n      originalId\n      start\n      length\n      clipCount\n      templates {\n        image\n        video\n        negative\n      }\n      gaps {\n        track\n        start\n        length\n      }\n    }\n  }\n": types.SceneDocument,
    "\n  fragment SceneDone on SceneSuccess {\n    __typename\n    position\n    scene {\n      id\n      version\n      name\n    }\n  }\n": types.SceneDoneFragmentDoc,
    "\n  mutation AddScene($input: AddSceneInput!) {\n    addScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": types.AddSceneDocument,
    "\n  mutation EditScene($input: EditSceneInput!) {\n    editScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": types.EditSceneDocument,
    "\n  mutation SetSceneCode($input: SetSceneCodeInput!) {\n    setSceneCode(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": types.SetSceneCodeDocument,
    "\n  mutation ReorderScene($input: ReorderSceneInput!) {\n    reorderScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": types.ReorderSceneDocument,
    "\n  mutation DuplicateScene($input: DuplicateSceneInput!) {\n    duplicateScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": types.DuplicateSceneDocument,
    "\n  mutation AddSceneAlternate($input: SceneInput!) {\n    addSceneAlternate(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": types.AddSceneAlternateDocument,
    "\n  mutation ChooseScene($input: SceneInput!) {\n    chooseScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": types.ChooseSceneDocument,
    "\n  mutation PromoteScene($input: SceneInput!) {\n    promoteScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": types.PromoteSceneDocument,
    "\n  mutation DeleteScene($input: SceneInput!) {\n    deleteScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": types.DeleteSceneDocument,
    "\n  mutation RestoreScene($input: SceneInput!) {\n    restoreScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n": types.RestoreSceneDocument,
    "\n  fragment TakeCard on Take {\n    id\n    clipId\n    version\n    number\n    kind\n    isDeleted\n    itemId\n    addedAt\n    addedBy {\n      id\n      name\n    }\n    file {\n      ...MediaFacts\n    }\n    provenance {\n      ...ProvenanceFacts\n    }\n  }\n": types.TakeCardFragmentDoc,
    "\n  query Gallery($id: ID!, $first: Int!, $after: String, $filter: TakeFilter, $sort: TakeSort!, $direction: SortDirection!) {\n    clip(id: $id) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      badge\n      isDeleted\n      selectedImageId\n      selectedVideoId\n      takeCount\n      takes(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n        totalCount\n        models\n        workers\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            ...TakeCard\n          }\n        }\n      }\n    }\n  }\n": types.GalleryDocument,
    "\n  fragment TakesDone on TakesSuccess {\n    position\n    takes {\n      id\n      version\n      isDeleted\n    }\n  }\n": types.TakesDoneFragmentDoc,
    "\n  mutation AddTake($input: AddTakeInput!) {\n    addTake(input: $input) {\n      __typename\n      ... on TakeSuccess {\n        position\n        take {\n          id\n          version\n          number\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.AddTakeDocument,
    "\n  mutation SelectTake($input: SelectTakeInput!) {\n    selectTake(input: $input) {\n      __typename\n      ... on ClipSuccess {\n        position\n        clip {\n          id\n          version\n          selectedImageId\n          selectedVideoId\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.SelectTakeDocument,
    "\n  mutation UnselectTake($input: UnselectTakeInput!) {\n    unselectTake(input: $input) {\n      __typename\n      ... on ClipSuccess {\n        position\n        clip {\n          id\n          version\n          selectedImageId\n          selectedVideoId\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.UnselectTakeDocument,
    "\n  mutation DeleteTakes($input: TakesInput!) {\n    deleteTakes(input: $input) {\n      __typename\n      ...TakesDone\n      ...Refusal\n    }\n  }\n": types.DeleteTakesDocument,
    "\n  mutation RestoreTakes($input: TakesInput!) {\n    restoreTakes(input: $input) {\n      __typename\n      ...TakesDone\n      ...Refusal\n    }\n  }\n": types.RestoreTakesDocument,
    "\n  mutation SendToPool($input: SendToPoolInput!) {\n    sendToPool(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.SendToPoolDocument,
    "\n  fragment TimelineClip on Clip {\n    id\n    sceneId\n    version\n    name\n    track\n    start\n    length\n    timelineStart\n    lyrics\n    imagePrompt\n    status\n    mediaUrl\n    imageDigest\n    videoDigest\n    takeCount\n    transition {\n      kind\n      length\n    }\n    badge\n    code\n  }\n": types.TimelineClipFragmentDoc,
    "\n  fragment TimelineScene on Scene {\n    id\n    version\n    name\n    badge\n    code\n    start\n    length\n    clipCount\n    gaps {\n      track\n      start\n      length\n    }\n  }\n": types.TimelineSceneFragmentDoc,
    "\n  query Timeline($projectId: ID!, $at: At) {\n    timeline(projectId: $projectId, at: $at) {\n      projectId\n      position\n      frameRate\n      startFrame\n      length\n      scenes {\n        ...TimelineScene\n        alternates {\n          id\n          version\n          name\n          badge\n          clipCount\n        }\n        clips {\n          ...TimelineClip\n          alternates {\n            id\n            version\n            name\n            badge\n            length\n          }\n        }\n      }\n    }\n  }\n": types.TimelineDocument,
    "\n  mutation MoveClip($input: MoveClipInput!) {\n    moveClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.MoveClipDocument,
    "\n  mutation TrimClip($input: TrimClipInput!) {\n    trimClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n": types.TrimClipDocument,
    "\n  mutation ApplyCommands($input: ApplyCommandsInput!) {\n    applyCommands(input: $input) {\n      __typename\n      ... on ApplyCommandsSuccess {\n        position\n        created\n      }\n      ...Refusal\n    }\n  }\n": types.ApplyCommandsDocument,
    "\n  fragment WorkerFacts on Worker {\n    id\n    version\n    name\n    kind\n    address\n    tags\n    serves\n    hourlyCost\n    serverVersion\n    mode\n    health\n    reason\n    takesJobs\n    errors\n    models\n    nodes\n    devices {\n      name\n      vram\n    }\n  }\n": types.WorkerFactsFragmentDoc,
    "\n  query Workers {\n    workers {\n      ...WorkerFacts\n    }\n  }\n": types.WorkersDocument,
    "\n  mutation RegisterWorker($input: RegisterWorkerInput!) {\n    registerWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.RegisterWorkerDocument,
    "\n  mutation EditWorker($input: EditWorkerInput!) {\n    editWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.EditWorkerDocument,
    "\n  mutation SetWorkerMode($input: SetWorkerModeInput!) {\n    setWorkerMode(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.SetWorkerModeDocument,
    "\n  mutation ReleaseWorker($input: WorkerInput!) {\n    releaseWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.ReleaseWorkerDocument,
    "\n  mutation RemoveWorker($input: WorkerInput!) {\n    removeWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.RemoveWorkerDocument,
    "\n  query Workflows {\n    workflows {\n      id\n      version\n      name\n      description\n      category\n      source\n    }\n    workflowFaults {\n      file\n      message\n    }\n    workflowRemovals {\n      id\n      name\n      isPreset\n      saved {\n        revision\n      }\n    }\n  }\n": types.WorkflowsDocument,
    "\n  query Workflow($id: String!) {\n    workflow(id: $id) {\n      id\n      version\n      name\n      description\n      category\n      source\n      file\n      saved {\n        revision\n        at\n        by {\n          id\n          name\n        }\n      }\n      document\n      stageParameter\n      parameters {\n        name\n        type\n        label\n        help\n        group\n        role\n        isRequired\n        isStaged\n        isLowered\n        default\n        least\n        most\n        step\n        choices\n        folder\n        widget\n        inputs {\n          node\n          input\n        }\n      }\n      nodes {\n        id\n        classType\n        title\n        sources\n        isRepeated\n      }\n      outputs {\n        node\n        kind\n        label\n      }\n      needs {\n        nodes\n        vram\n        models {\n          folder\n          name\n        }\n      }\n    }\n  }\n": types.WorkflowDocument,
    "\n  query WorkflowProposal($input: WorkflowProposalInput!) {\n    workflowProposal(input: $input) {\n      __typename\n      ... on WorkflowProposal {\n        workflow {\n          id\n          document\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.WorkflowProposalDocument,
    "\n  mutation SaveWorkflow($input: SaveWorkflowInput!) {\n    saveWorkflow(input: $input) {\n      __typename\n      ... on SaveWorkflowSuccess {\n        workflow {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.SaveWorkflowDocument,
    "\n  mutation RemoveWorkflow($input: WorkflowKeyInput!) {\n    removeWorkflow(input: $input) {\n      __typename\n      ... on WorkflowRemovalSuccess {\n        id\n      }\n      ...Refusal\n    }\n  }\n": types.RemoveWorkflowDocument,
    "\n  mutation RestoreWorkflow($input: WorkflowKeyInput!) {\n    restoreWorkflow(input: $input) {\n      __typename\n      ... on SaveWorkflowSuccess {\n        workflow {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n": types.RestoreWorkflowDocument,
    "\n  query MediaAccess($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      mediaAccess {\n        token\n        expiresAt\n      }\n    }\n  }\n": types.MediaAccessDocument,
    "\n  subscription ProjectChanged($projectId: ID!, $after: Int) {\n    projectChanged(projectId: $projectId, after: $after) {\n      position\n      command\n      at\n      note\n      changed\n      actor {\n        id\n        name\n      }\n      events {\n        type\n        stream\n      }\n    }\n  }\n": types.ProjectChangedDocument,
    "\n  query ProjectWork($projectId: ID!) {\n    projectQueue(projectId: $projectId) {\n      projectId\n      clips {\n        clipId\n        waiting\n        active\n        failed\n        activeJobIds\n      }\n    }\n  }\n": types.ProjectWorkDocument,
    "\n  subscription WorkChanged {\n    queueChanged {\n      position\n    }\n  }\n": types.WorkChangedDocument,
    "\n  subscription WorkProgress($projectId: ID!) {\n    jobProgress(projectId: $projectId) {\n      jobId\n      fraction\n      ahead\n      node\n      step\n      steps\n      message\n      previewUrl\n    }\n  }\n": types.WorkProgressDocument,
    "\n  query Beside($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      name\n      position\n      state\n      viewerRole\n    }\n  }\n": types.BesideDocument,
    "\n  fragment MediaFacts on MediaFile {\n    kind\n    digest\n    name\n    mediaType\n    size\n    width\n    height\n    frames\n    duration\n    frameRate\n  }\n": types.MediaFactsFragmentDoc,
    "\n  fragment ProvenanceFacts on Provenance {\n    source\n    prompt\n    negativePrompt\n    seed\n    model\n    loras {\n      name\n      weight\n    }\n    workflow\n    workflowVersion\n    values\n    worker\n    job\n    attempt\n    startedAt\n    finishedAt\n    cost\n  }\n": types.ProvenanceFactsFragmentDoc,
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
export function graphql(source: "\n  fragment Refusal on UserError {\n    __typename\n    message\n    ... on RuleViolatedError {\n      field\n      index\n      freeSlots {\n        track\n        start\n        length\n      }\n      freeCodes\n    }\n    ... on ConflictError {\n      expectedVersion\n      actualVersion\n      conflicts {\n        field\n        yours\n        theirs\n      }\n    }\n    ... on InterferedError {\n      change\n      mayUndoAnyway\n      interferences {\n        id\n        aggregate\n        name\n        field\n        label\n        wantedText\n        presentText\n        at\n        by {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment Refusal on UserError {\n    __typename\n    message\n    ... on RuleViolatedError {\n      field\n      index\n      freeSlots {\n        track\n        start\n        length\n      }\n      freeCodes\n    }\n    ... on ConflictError {\n      expectedVersion\n      actualVersion\n      conflicts {\n        field\n        yours\n        theirs\n      }\n    }\n    ... on InterferedError {\n      change\n      mayUndoAnyway\n      interferences {\n        id\n        aggregate\n        name\n        field\n        label\n        wantedText\n        presentText\n        at\n        by {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BranchEntry on Branch {\n    id\n    name\n    parentId\n    forkedAt\n    changedAt\n    isDeleted\n    createdBy {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment BranchEntry on Branch {\n    id\n    name\n    parentId\n    forkedAt\n    changedAt\n    isDeleted\n    createdBy {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Branches($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      name\n      trunkId\n      viewerRole\n      position\n      branches(includeDeleted: true) {\n        ...BranchEntry\n      }\n    }\n  }\n"): (typeof documents)["\n  query Branches($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      name\n      trunkId\n      viewerRole\n      position\n      branches(includeDeleted: true) {\n        ...BranchEntry\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BranchDone on BranchSuccess {\n    __typename\n    position\n    branch {\n      ...BranchEntry\n    }\n  }\n"): (typeof documents)["\n  fragment BranchDone on BranchSuccess {\n    __typename\n    position\n    branch {\n      ...BranchEntry\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ForkBranch($input: ForkBranchInput!) {\n    forkBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ForkBranch($input: ForkBranchInput!) {\n    forkBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameBranch($input: RenameBranchInput!) {\n    renameBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RenameBranch($input: RenameBranchInput!) {\n    renameBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteBranch($input: BranchInput!) {\n    deleteBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteBranch($input: BranchInput!) {\n    deleteBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreBranch($input: BranchInput!) {\n    restoreBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RestoreBranch($input: BranchInput!) {\n    restoreBranch(input: $input) {\n      __typename\n      ...BranchDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MergePreview($sourceId: ID!, $targetId: ID!, $choices: [MergeChoiceInput!]) {\n    mergePreview(sourceId: $sourceId, targetId: $targetId, choices: $choices) {\n      source {\n        position\n        at\n      }\n      target {\n        position\n        at\n      }\n      changes {\n        id\n        aggregate\n        name\n        kind\n        fields {\n          field\n          label\n          beforeText\n          afterText\n        }\n      }\n      conflicts {\n        id\n        aggregate\n        name\n        field\n        label\n        baseText\n        sourceText\n        targetText\n        reason\n        choice\n      }\n    }\n  }\n"): (typeof documents)["\n  query MergePreview($sourceId: ID!, $targetId: ID!, $choices: [MergeChoiceInput!]) {\n    mergePreview(sourceId: $sourceId, targetId: $targetId, choices: $choices) {\n      source {\n        position\n        at\n      }\n      target {\n        position\n        at\n      }\n      changes {\n        id\n        aggregate\n        name\n        kind\n        fields {\n          field\n          label\n          beforeText\n          afterText\n        }\n      }\n      conflicts {\n        id\n        aggregate\n        name\n        field\n        label\n        baseText\n        sourceText\n        targetText\n        reason\n        choice\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MergeBranch($input: MergeBranchInput!) {\n    mergeBranch(input: $input) {\n      __typename\n      ... on MergeSuccess {\n        targetId\n        position\n        ids\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation MergeBranch($input: MergeBranchInput!) {\n    mergeBranch(input: $input) {\n      __typename\n      ... on MergeSuccess {\n        targetId\n        position\n        ids\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Clip($id: ID!, $at: At) {\n    clip(id: $id, at: $at) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      track\n      start\n      length\n      timelineStart\n      startTimecode\n      endTimecode\n      lyrics\n      notes\n      imagePrompt\n      videoPrompt\n      negativePrompt\n      parameters\n      status\n      mediaUrl\n      mediaStart\n      mediaLength\n      transition {\n        kind\n        length\n        direction\n      }\n      badge\n      code\n      isCoded\n      isChosen\n      isDeleted\n      originalId\n      effective {\n        image\n        video\n        negative\n        parameters\n      }\n    }\n  }\n"): (typeof documents)["\n  query Clip($id: ID!, $at: At) {\n    clip(id: $id, at: $at) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      track\n      start\n      length\n      timelineStart\n      startTimecode\n      endTimecode\n      lyrics\n      notes\n      imagePrompt\n      videoPrompt\n      negativePrompt\n      parameters\n      status\n      mediaUrl\n      mediaStart\n      mediaLength\n      transition {\n        kind\n        length\n        direction\n      }\n      badge\n      code\n      isCoded\n      isChosen\n      isDeleted\n      originalId\n      effective {\n        image\n        video\n        negative\n        parameters\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ClipDone on ClipSuccess {\n    __typename\n    position\n    clip {\n      id\n      sceneId\n      version\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment ClipDone on ClipSuccess {\n    __typename\n    position\n    clip {\n      id\n      sceneId\n      version\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddClip($input: AddClipInput!) {\n    addClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation AddClip($input: AddClipInput!) {\n    addClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EditClip($input: EditClipInput!) {\n    editClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation EditClip($input: EditClipInput!) {\n    editClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DuplicateClip($input: DuplicateClipInput!) {\n    duplicateClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DuplicateClip($input: DuplicateClipInput!) {\n    duplicateClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LinkMedia($input: LinkMediaInput!) {\n    linkMedia(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation LinkMedia($input: LinkMediaInput!) {\n    linkMedia(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetTransition($input: SetTransitionInput!) {\n    setTransition(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SetTransition($input: SetTransitionInput!) {\n    setTransition(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetClipCode($input: SetClipCodeInput!) {\n    setClipCode(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SetClipCode($input: SetClipCodeInput!) {\n    setClipCode(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddClipAlternate($input: ClipInput!) {\n    addClipAlternate(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation AddClipAlternate($input: ClipInput!) {\n    addClipAlternate(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChooseClip($input: ClipInput!) {\n    chooseClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ChooseClip($input: ClipInput!) {\n    chooseClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PromoteClip($input: ClipInput!) {\n    promoteClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation PromoteClip($input: ClipInput!) {\n    promoteClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteClip($input: ClipInput!) {\n    deleteClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteClip($input: ClipInput!) {\n    deleteClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreClip($input: ClipInput!) {\n    restoreClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RestoreClip($input: ClipInput!) {\n    restoreClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MovePlacedClip($input: MoveClipInput!) {\n    moveClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation MovePlacedClip($input: MoveClipInput!) {\n    moveClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TrimPlacedClip($input: TrimClipInput!) {\n    trimClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation TrimPlacedClip($input: TrimClipInput!) {\n    trimClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ClipVersions($id: ID!, $first: Int!, $after: String) {\n    clip(id: $id) {\n      id\n      versions(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            version\n            position\n            at\n            sentence\n            actor {\n              id\n              name\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ClipVersions($id: ID!, $first: Int!, $after: String) {\n    clip(id: $id) {\n      id\n      versions(first: $first, after: $after) {\n        edges {\n          cursor\n          node {\n            version\n            position\n            at\n            sentence\n            actor {\n              id\n              name\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CompareClip($id: ID!, $from: Int!, $to: Int) {\n    compareClip(id: $id, from: $from, to: $to) {\n      field\n      label\n      beforeText\n      afterText\n    }\n  }\n"): (typeof documents)["\n  query CompareClip($id: ID!, $from: Int!, $to: Int) {\n    compareClip(id: $id, from: $from, to: $to) {\n      field\n      label\n      beforeText\n      afterText\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ComparedClip($id: ID!, $at: At) {\n    clip(id: $id, at: $at) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      badge\n      status\n      track\n      start\n      length\n      lyrics\n      notes\n      imagePrompt\n      videoPrompt\n      negativePrompt\n      parameters\n      mediaUrl\n      mediaStart\n      mediaLength\n      transition {\n        kind\n        length\n        direction\n      }\n      isDeleted\n      effective {\n        image\n        video\n        negative\n        parameters\n      }\n    }\n  }\n"): (typeof documents)["\n  query ComparedClip($id: ID!, $at: At) {\n    clip(id: $id, at: $at) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      badge\n      status\n      track\n      start\n      length\n      lyrics\n      notes\n      imagePrompt\n      videoPrompt\n      negativePrompt\n      parameters\n      mediaUrl\n      mediaStart\n      mediaLength\n      transition {\n        kind\n        length\n        direction\n      }\n      isDeleted\n      effective {\n        image\n        video\n        negative\n        parameters\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ComparedScene($id: ID!, $at: At) {\n    scene(id: $id, at: $at) {\n      id\n      projectId\n      version\n      name\n      badge\n      description\n      lyrics\n      parameters\n      length\n      clipCount\n      isDeleted\n      templates {\n        image\n        video\n        negative\n      }\n      gaps {\n        track\n        start\n        length\n      }\n      clips {\n        id\n        name\n        badge\n        track\n        start\n        length\n        status\n        lyrics\n        imagePrompt\n      }\n    }\n  }\n"): (typeof documents)["\n  query ComparedScene($id: ID!, $at: At) {\n    scene(id: $id, at: $at) {\n      id\n      projectId\n      version\n      name\n      badge\n      description\n      lyrics\n      parameters\n      length\n      clipCount\n      isDeleted\n      templates {\n        image\n        video\n        negative\n      }\n      gaps {\n        track\n        start\n        length\n      }\n      clips {\n        id\n        name\n        badge\n        track\n        start\n        length\n        status\n        lyrics\n        imagePrompt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Deleted($projectId: ID!, $at: At) {\n    project(id: $projectId, at: $at) {\n      id\n      position\n      deleted {\n        scenes {\n          id\n          version\n          name\n          badge\n          description\n          lyrics\n        }\n        clips {\n          id\n          version\n          sceneId\n          name\n          badge\n          track\n          length\n          status\n          lyrics\n          imagePrompt\n        imageDigest\n        videoDigest\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Deleted($projectId: ID!, $at: At) {\n    project(id: $projectId, at: $at) {\n      id\n      position\n      deleted {\n        scenes {\n          id\n          version\n          name\n          badge\n          description\n          lyrics\n        }\n        clips {\n          id\n          version\n          sceneId\n          name\n          badge\n          track\n          length\n          status\n          lyrics\n          imagePrompt\n        imageDigest\n        videoDigest\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment GenerateParameter on WorkflowParameter {\n    name\n    type\n    label\n    help\n    group\n    role\n    isRequired\n    isStaged\n    default\n    least\n    most\n    step\n    choices\n    folder\n    widget\n  }\n"): (typeof documents)["\n  fragment GenerateParameter on WorkflowParameter {\n    name\n    type\n    label\n    help\n    group\n    role\n    isRequired\n    isStaged\n    default\n    least\n    most\n    step\n    choices\n    folder\n    widget\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Generate($projectId: ID!) {\n    workflows {\n      id\n      name\n      description\n      category\n      stageParameter\n      parameters {\n        ...GenerateParameter\n      }\n    }\n    workflowPresets {\n      id\n      name\n      kind\n      categories\n      help\n      before\n      after\n      negative\n      values\n    }\n    workers {\n      id\n      takesJobs\n    }\n    timeline(projectId: $projectId) {\n      projectId\n      scenes {\n        id\n        clips {\n          id\n          name\n          imageDigest\n          videoDigest\n          effective {\n            image\n            video\n            negative\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Generate($projectId: ID!) {\n    workflows {\n      id\n      name\n      description\n      category\n      stageParameter\n      parameters {\n        ...GenerateParameter\n      }\n    }\n    workflowPresets {\n      id\n      name\n      kind\n      categories\n      help\n      before\n      after\n      negative\n      values\n    }\n    workers {\n      id\n      takesJobs\n    }\n    timeline(projectId: $projectId) {\n      projectId\n      scenes {\n        id\n        clips {\n          id\n          name\n          imageDigest\n          videoDigest\n          effective {\n            image\n            video\n            negative\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ModelNames($kind: String!) {\n    workerModels(kind: $kind) {\n      name\n    }\n  }\n"): (typeof documents)["\n  query ModelNames($kind: String!) {\n    workerModels(kind: $kind) {\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ClipMedia($id: ID!) {\n    clip(id: $id) {\n      id\n      takes(first: 60, sort: NUMBER, direction: DESCENDING) {\n        edges {\n          node {\n            id\n            number\n            kind\n            file {\n              digest\n              name\n            }\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ClipMedia($id: ID!) {\n    clip(id: $id) {\n      id\n      takes(first: 60, sort: NUMBER, direction: DESCENDING) {\n        edges {\n          node {\n            id\n            number\n            kind\n            file {\n              digest\n              name\n            }\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EnqueueBatch($input: EnqueueBatchInput!) {\n    enqueueBatch(input: $input) {\n      __typename\n      ... on BatchSuccess {\n        position\n        batch {\n          id\n          name\n          size\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation EnqueueBatch($input: EnqueueBatchInput!) {\n    enqueueBatch(input: $input) {\n      __typename\n      ... on BatchSuccess {\n        position\n        batch {\n          id\n          name\n          size\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ActivityEntry on Activity {\n    position\n    at\n    sentence\n    note\n    undoes\n    isUndone\n    isStep\n    actor {\n      id\n      name\n    }\n    things {\n      id\n      aggregate\n      name\n      sentences\n    }\n  }\n"): (typeof documents)["\n  fragment ActivityEntry on Activity {\n    position\n    at\n    sentence\n    note\n    undoes\n    isUndone\n    isStep\n    actor {\n      id\n      name\n    }\n    things {\n      id\n      aggregate\n      name\n      sentences\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Activity($projectId: ID!, $first: Int!, $after: String, $filter: ActivityFilter) {\n    project(id: $projectId) {\n      id\n      activity(first: $first, after: $after, filter: $filter) {\n        edges {\n          cursor\n          node {\n            ...ActivityEntry\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Activity($projectId: ID!, $first: Int!, $after: String, $filter: ActivityFilter) {\n    project(id: $projectId) {\n      id\n      activity(first: $first, after: $after, filter: $filter) {\n        edges {\n          cursor\n          node {\n            ...ActivityEntry\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Moments($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      position\n      moments(count: 200) {\n        position\n        at\n      }\n    }\n  }\n"): (typeof documents)["\n  query Moments($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      position\n      moments(count: 200) {\n        position\n        at\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CompareMoments($projectId: ID!, $from: At!, $to: At) {\n    compare(projectId: $projectId, from: $from, to: $to) {\n      from {\n        position\n        at\n      }\n      to {\n        position\n        at\n      }\n      differences {\n        id\n        aggregate\n        name\n        kind\n        fields {\n          field\n          label\n          beforeText\n          afterText\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query CompareMoments($projectId: ID!, $from: At!, $to: At) {\n    compare(projectId: $projectId, from: $from, to: $to) {\n      from {\n        position\n        at\n      }\n      to {\n        position\n        at\n      }\n      differences {\n        id\n        aggregate\n        name\n        kind\n        fields {\n          field\n          label\n          beforeText\n          afterText\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UndoDone on UndoSuccess {\n    __typename\n    position\n    undone\n    sentence\n    ids\n  }\n"): (typeof documents)["\n  fragment UndoDone on UndoSuccess {\n    __typename\n    position\n    undone\n    sentence\n    ids\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Undo($input: UndoInput!) {\n    undo(input: $input) {\n      __typename\n      ...UndoDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation Undo($input: UndoInput!) {\n    undo(input: $input) {\n      __typename\n      ...UndoDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Redo($input: UndoInput!) {\n    redo(input: $input) {\n      __typename\n      ...UndoDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation Redo($input: UndoInput!) {\n    redo(input: $input) {\n      __typename\n      ...UndoDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Restore($input: RestoreInput!) {\n    restore(input: $input) {\n      __typename\n      ... on RestoreSuccess {\n        projectId\n        position\n        ids\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation Restore($input: RestoreInput!) {\n    restore(input: $input) {\n      __typename\n      ... on RestoreSuccess {\n        projectId\n        position\n        ids\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExportFormats {\n    exportFormats {\n      format\n      label\n      opensIn\n      extension\n      choices {\n        name\n        label\n        help\n        kind\n        usual\n        least\n        most\n        values {\n          value\n          label\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ExportFormats {\n    exportFormats {\n      format\n      label\n      opensIn\n      extension\n      choices {\n        name\n        label\n        help\n        kind\n        usual\n        least\n        most\n        values {\n          value\n          label\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportFormats {\n    importFormats {\n      label\n      extension\n    }\n  }\n"): (typeof documents)["\n  query ImportFormats {\n    importFormats {\n      label\n      extension\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExportPreview($input: ExportPreviewInput!) {\n    exportPreview(input: $input) {\n      __typename\n      ... on ExportPreview {\n        position\n        fileName\n        size\n        omissions\n        scenes\n        clips\n        alternates\n        length\n        startTimecode\n        tracks {\n          kind\n          name\n          clips\n          alternates\n          transitions\n          gaps\n          length\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  query ExportPreview($input: ExportPreviewInput!) {\n    exportPreview(input: $input) {\n      __typename\n      ... on ExportPreview {\n        position\n        fileName\n        size\n        omissions\n        scenes\n        clips\n        alternates\n        length\n        startTimecode\n        tracks {\n          kind\n          name\n          clips\n          alternates\n          transitions\n          gaps\n          length\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Exports($projectId: ID!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      position\n      exports(first: $first) {\n        edges {\n          node {\n            position\n            at\n            by {\n              id\n              name\n            }\n            format\n            options {\n              name\n              value\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Exports($projectId: ID!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      position\n      exports(first: $first) {\n        edges {\n          node {\n            position\n            at\n            by {\n              id\n              name\n            }\n            format\n            options {\n              name\n              value\n            }\n          }\n        }\n        pageInfo {\n          hasNextPage\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExportProject($input: ExportProjectInput!) {\n    exportProject(input: $input) {\n      __typename\n      ... on ExportSuccess {\n        url\n        fileName\n        expiresAt\n        omissions\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ExportProject($input: ExportProjectInput!) {\n    exportProject(input: $input) {\n      __typename\n      ... on ExportSuccess {\n        url\n        fileName\n        expiresAt\n        omissions\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProjectMusic on Music {\n    digest\n    name\n    seconds\n    length\n    offset\n    url\n    peaksUrl\n  }\n"): (typeof documents)["\n  fragment ProjectMusic on Music {\n    digest\n    name\n    seconds\n    length\n    offset\n    url\n    peaksUrl\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MediaKinds {\n    mediaKinds {\n      kind\n      largestMegabytes\n      types {\n        name\n        mediaType\n        extension\n      }\n    }\n  }\n"): (typeof documents)["\n  query MediaKinds {\n    mediaKinds {\n      kind\n      largestMegabytes\n      types {\n        name\n        mediaType\n        extension\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetMusic($input: SetMusicInput!) {\n    setMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SetMusic($input: SetMusicInput!) {\n    setMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveMusic($input: MoveMusicInput!) {\n    moveMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation MoveMusic($input: MoveMusicInput!) {\n    moveMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveMusic($input: ProjectInput!) {\n    removeMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveMusic($input: ProjectInput!) {\n    removeMusic(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PoolCard on PoolItem {\n    id\n    version\n    name\n    description\n    tags\n    kind\n    source\n    isDeleted\n    addedAt\n    addedBy {\n      id\n      name\n    }\n    file {\n      ...MediaFacts\n    }\n    provenance {\n      ...ProvenanceFacts\n    }\n    usedIn {\n      clipId\n      clipName\n    }\n  }\n"): (typeof documents)["\n  fragment PoolCard on PoolItem {\n    id\n    version\n    name\n    description\n    tags\n    kind\n    source\n    isDeleted\n    addedAt\n    addedBy {\n      id\n      name\n    }\n    file {\n      ...MediaFacts\n    }\n    provenance {\n      ...ProvenanceFacts\n    }\n    usedIn {\n      clipId\n      clipName\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Pool($projectId: ID!, $first: Int!, $after: String, $filter: PoolFilter, $sort: PoolSort!, $direction: SortDirection!) {\n    project(id: $projectId) {\n      id\n      name\n      position\n      state\n      viewerRole\n      pool(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n        totalCount\n        tags\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            ...PoolCard\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Pool($projectId: ID!, $first: Int!, $after: String, $filter: PoolFilter, $sort: PoolSort!, $direction: SortDirection!) {\n    project(id: $projectId) {\n      id\n      name\n      position\n      state\n      viewerRole\n      pool(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n        totalCount\n        tags\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            ...PoolCard\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddToPool($input: AddToPoolInput!) {\n    addToPool(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation AddToPool($input: AddToPoolInput!) {\n    addToPool(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EditPoolItem($input: EditPoolItemInput!) {\n    editPoolItem(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n          version\n          name\n          description\n          tags\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation EditPoolItem($input: EditPoolItemInput!) {\n    editPoolItem(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n          version\n          name\n          description\n          tags\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApplyPoolItem($input: ApplyPoolItemInput!) {\n    applyPoolItem(input: $input) {\n      __typename\n      ... on TakesSuccess {\n        position\n        takes {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ApplyPoolItem($input: ApplyPoolItemInput!) {\n    applyPoolItem(input: $input) {\n      __typename\n      ... on TakesSuccess {\n        position\n        takes {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeletePoolItems($input: PoolItemsInput!) {\n    deletePoolItems(input: $input) {\n      __typename\n      ... on PoolItemsSuccess {\n        position\n        items {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DeletePoolItems($input: PoolItemsInput!) {\n    deletePoolItems(input: $input) {\n      __typename\n      ... on PoolItemsSuccess {\n        position\n        items {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestorePoolItems($input: PoolItemsInput!) {\n    restorePoolItems(input: $input) {\n      __typename\n      ... on PoolItemsSuccess {\n        position\n        items {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RestorePoolItems($input: PoolItemsInput!) {\n    restorePoolItems(input: $input) {\n      __typename\n      ... on PoolItemsSuccess {\n        position\n        items {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Presence($projectId: ID!) {\n    presence(projectId: $projectId) {\n      sessionId\n      selection\n      playhead\n      at\n      user {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Presence($projectId: ID!) {\n    presence(projectId: $projectId) {\n      sessionId\n      selection\n      playhead\n      at\n      user {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AnnouncePresence($input: AnnouncePresenceInput!) {\n    announcePresence(input: $input) {\n      __typename\n      ... on PresenceSuccess {\n        expiresInSeconds\n      }\n      ... on NotFoundError {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AnnouncePresence($input: AnnouncePresenceInput!) {\n    announcePresence(input: $input) {\n      __typename\n      ... on PresenceSuccess {\n        expiresInSeconds\n      }\n      ... on NotFoundError {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NamingPreview($projectId: ID!, $pattern: String!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      namingPreview(pattern: $pattern, first: $first) {\n        names {\n          clipId\n          name\n          code\n          file\n        }\n        problems {\n          message\n          column\n          isRefusal\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query NamingPreview($projectId: ID!, $pattern: String!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      namingPreview(pattern: $pattern, first: $first) {\n        names {\n          clipId\n          name\n          code\n          file\n        }\n        problems {\n          message\n          column\n          isRefusal\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ShotList($projectId: ID!, $anew: Boolean!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      shotList {\n        isConfirmed\n        naming\n        review(anew: $anew, first: $first) {\n          scenes\n          shots\n          kept\n          given\n          changed\n          lost\n          refusal\n          changes {\n            id\n            isScene\n            name\n            before\n            after\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ShotList($projectId: ID!, $anew: Boolean!, $first: Int!) {\n    project(id: $projectId) {\n      id\n      shotList {\n        isConfirmed\n        naming\n        review(anew: $anew, first: $first) {\n          scenes\n          shots\n          kept\n          given\n          changed\n          lost\n          refusal\n          changes {\n            id\n            isScene\n            name\n            before\n            after\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmShotList($input: ConfirmShotListInput!) {\n    confirmShotList(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ConfirmShotList($input: ConfirmShotListInput!) {\n    confirmShotList(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnlockShotList($input: ProjectInput!) {\n    unlockShotList(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation UnlockShotList($input: ProjectInput!) {\n    unlockShotList(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProjectCard on Project {\n    id\n    name\n    description\n    state\n    version\n    viewerRole\n    changedAt\n    changedBy {\n      id\n      name\n    }\n    settings {\n      frameRate\n      aspectRatio\n      resolution {\n        width\n        height\n      }\n    }\n    members {\n      role\n      user {\n        id\n        name\n      }\n    }\n    statistics {\n      scenes\n      clips\n      alternates\n      duration\n      durationTimecode\n      durationSeconds\n      completion\n      gaps\n      statuses {\n        status\n        count\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment ProjectCard on Project {\n    id\n    name\n    description\n    state\n    version\n    viewerRole\n    changedAt\n    changedBy {\n      id\n      name\n    }\n    settings {\n      frameRate\n      aspectRatio\n      resolution {\n        width\n        height\n      }\n    }\n    members {\n      role\n      user {\n        id\n        name\n      }\n    }\n    statistics {\n      scenes\n      clips\n      alternates\n      duration\n      durationTimecode\n      durationSeconds\n      completion\n      gaps\n      statuses {\n        status\n        count\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Projects(\n    $first: Int!\n    $after: String\n    $filter: ProjectFilter\n    $sort: ProjectSort!\n    $direction: SortDirection!\n  ) {\n    projects(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n      totalCount\n      edges {\n        cursor\n        node {\n          ...ProjectCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Projects(\n    $first: Int!\n    $after: String\n    $filter: ProjectFilter\n    $sort: ProjectSort!\n    $direction: SortDirection!\n  ) {\n    projects(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n      totalCount\n      edges {\n        cursor\n        node {\n          ...ProjectCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Project($id: ID!, $at: At) {\n    project(id: $id, at: $at) {\n      ...ProjectCard\n      position\n      settings {\n        frameRate\n        resolution {\n          width\n          height\n        }\n        aspectRatio\n        startFrame\n        startTimecode\n        naming\n        imageModel\n        videoModel\n        style\n      }\n      music {\n        ...ProjectMusic\n      }\n      shotList {\n        isConfirmed\n      }\n      trunkId\n      branch {\n        id\n        name\n        parentId\n        isDeleted\n      }\n      undoState {\n        undo {\n          position\n          sentence\n        }\n        redo {\n          position\n          sentence\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Project($id: ID!, $at: At) {\n    project(id: $id, at: $at) {\n      ...ProjectCard\n      position\n      settings {\n        frameRate\n        resolution {\n          width\n          height\n        }\n        aspectRatio\n        startFrame\n        startTimecode\n        naming\n        imageModel\n        videoModel\n        style\n      }\n      music {\n        ...ProjectMusic\n      }\n      shotList {\n        isConfirmed\n      }\n      trunkId\n      branch {\n        id\n        name\n        parentId\n        isDeleted\n      }\n      undoState {\n        undo {\n          position\n          sentence\n        }\n        redo {\n          position\n          sentence\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProjectDone on ProjectSuccess {\n    __typename\n    position\n    project {\n      id\n      version\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment ProjectDone on ProjectSuccess {\n    __typename\n    position\n    project {\n      id\n      version\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EditProject($input: EditProjectInput!) {\n    editProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation EditProject($input: EditProjectInput!) {\n    editProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeSettings($input: ChangeSettingsInput!) {\n    changeSettings(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeSettings($input: ChangeSettingsInput!) {\n    changeSettings(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ArchiveProject($input: ProjectInput!) {\n    archiveProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ArchiveProject($input: ProjectInput!) {\n    archiveProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnarchiveProject($input: ProjectInput!) {\n    unarchiveProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation UnarchiveProject($input: ProjectInput!) {\n    unarchiveProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteProject($input: ProjectInput!) {\n    deleteProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteProject($input: ProjectInput!) {\n    deleteProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreProject($input: ProjectInput!) {\n    restoreProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RestoreProject($input: ProjectInput!) {\n    restoreProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DuplicateProject($input: DuplicateProjectInput!) {\n    duplicateProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DuplicateProject($input: DuplicateProjectInput!) {\n    duplicateProject(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddMember($input: AddMemberInput!) {\n    addMember(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation AddMember($input: AddMemberInput!) {\n    addMember(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n    changeMemberRole(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n    changeMemberRole(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TransferOwnership($input: TransferOwnershipInput!) {\n    transferOwnership(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation TransferOwnership($input: TransferOwnershipInput!) {\n    transferOwnership(input: $input) {\n      __typename\n      ...ProjectDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment QueueState on Queue {\n    position\n    isPaused\n    reason\n    counters {\n      status\n      count\n    }\n  }\n"): (typeof documents)["\n  fragment QueueState on Queue {\n    position\n    isPaused\n    reason\n    counters {\n      status\n      count\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Queue {\n    queue {\n      ...QueueState\n    }\n  }\n"): (typeof documents)["\n  query Queue {\n    queue {\n      ...QueueState\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription QueueChanged {\n    queueChanged {\n      ...QueueState\n    }\n  }\n"): (typeof documents)["\n  subscription QueueChanged {\n    queueChanged {\n      ...QueueState\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription JobProgress($projectId: ID!) {\n    jobProgress(projectId: $projectId) {\n      jobId\n      attemptId\n      fraction\n      ahead\n      node\n      step\n      steps\n      message\n      previewUrl\n    }\n  }\n"): (typeof documents)["\n  subscription JobProgress($projectId: ID!) {\n    jobProgress(projectId: $projectId) {\n      jobId\n      attemptId\n      fraction\n      ahead\n      node\n      step\n      steps\n      message\n      previewUrl\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment JobRow on Job {\n    id\n    version\n    projectId\n    clipId\n    batchId\n    name\n    workflow\n    kind\n    status\n    reason\n    blocked\n    priority\n    workerId\n    enqueuedAt\n    startedAt\n    endedAt\n    retryAt\n    attempts\n    seconds\n    cost\n  }\n"): (typeof documents)["\n  fragment JobRow on Job {\n    id\n    version\n    projectId\n    clipId\n    batchId\n    name\n    workflow\n    kind\n    status\n    reason\n    blocked\n    priority\n    workerId\n    enqueuedAt\n    startedAt\n    endedAt\n    retryAt\n    attempts\n    seconds\n    cost\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Jobs($first: Int!, $after: String, $filter: JobFilter, $sort: JobSort!, $direction: SortDirection!, $isCounted: Boolean!) {\n    jobs(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n      totalCount @include(if: $isCounted)\n      counters @include(if: $isCounted) {\n        status\n        count\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...JobRow\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Jobs($first: Int!, $after: String, $filter: JobFilter, $sort: JobSort!, $direction: SortDirection!, $isCounted: Boolean!) {\n    jobs(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n      totalCount @include(if: $isCounted)\n      counters @include(if: $isCounted) {\n        status\n        count\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...JobRow\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Job($id: ID!) {\n    job(id: $id) {\n      ...JobRow\n      workflowVersion\n      seed\n      values\n      inputs\n      vram\n      attemptId\n      lastAttemptId\n      device\n      machine\n      assignedAt\n      tries\n      failure\n      outputs {\n        digest\n        name\n        mediaType\n        size\n      }\n      batch {\n        id\n        name\n        values\n      }\n      log {\n        n\n        at\n        actor {\n          id\n          name\n        }\n        events {\n          type\n          data\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Job($id: ID!) {\n    job(id: $id) {\n      ...JobRow\n      workflowVersion\n      seed\n      values\n      inputs\n      vram\n      attemptId\n      lastAttemptId\n      device\n      machine\n      assignedAt\n      tries\n      failure\n      outputs {\n        digest\n        name\n        mediaType\n        size\n      }\n      batch {\n        id\n        name\n        values\n      }\n      log {\n        n\n        at\n        actor {\n          id\n          name\n        }\n        events {\n          type\n          data\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BatchFacts on Batch {\n    id\n    projectId\n    name\n    size\n    workflow\n    kind\n    createdAt\n    createdBy {\n      id\n      name\n    }\n    budget {\n      ...BudgetFacts\n    }\n    progress {\n      total\n      waiting\n      active\n      succeeded\n      failed\n      canceled\n    }\n  }\n"): (typeof documents)["\n  fragment BatchFacts on Batch {\n    id\n    projectId\n    name\n    size\n    workflow\n    kind\n    createdAt\n    createdBy {\n      id\n      name\n    }\n    budget {\n      ...BudgetFacts\n    }\n    progress {\n      total\n      waiting\n      active\n      succeeded\n      failed\n      canceled\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BudgetFacts on Budget {\n    cost\n    seconds\n    atOnce\n    spentCost\n    spentSeconds\n    isSpent\n  }\n"): (typeof documents)["\n  fragment BudgetFacts on Budget {\n    cost\n    seconds\n    atOnce\n    spentCost\n    spentSeconds\n    isSpent\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Batches($projectId: ID, $first: Int!) {\n    batches(projectId: $projectId, first: $first) {\n      ...BatchFacts\n    }\n  }\n"): (typeof documents)["\n  query Batches($projectId: ID, $first: Int!) {\n    batches(projectId: $projectId, first: $first) {\n      ...BatchFacts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QueueAround {\n    workers {\n      id\n      name\n    }\n    projects(first: 100, sort: NAME, direction: ASCENDING) {\n      edges {\n        node {\n          id\n          name\n          viewerRole\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query QueueAround {\n    workers {\n      id\n      name\n    }\n    projects(first: 100, sort: NAME, direction: ASCENDING) {\n      edges {\n        node {\n          id\n          name\n          viewerRole\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProjectQueue($projectId: ID!) {\n    projectQueue(projectId: $projectId) {\n      projectId\n      isPaused\n      reason\n      budget {\n        ...BudgetFacts\n      }\n    }\n  }\n"): (typeof documents)["\n  query ProjectQueue($projectId: ID!) {\n    projectQueue(projectId: $projectId) {\n      projectId\n      isPaused\n      reason\n      budget {\n        ...BudgetFacts\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PauseQueue($input: PauseQueueInput!) {\n    pauseQueue(input: $input) {\n      __typename\n      ... on QueueSuccess {\n        position\n        queue {\n          ...QueueState\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation PauseQueue($input: PauseQueueInput!) {\n    pauseQueue(input: $input) {\n      __typename\n      ... on QueueSuccess {\n        position\n        queue {\n          ...QueueState\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeQueue($input: ResumeQueueInput!) {\n    resumeQueue(input: $input) {\n      __typename\n      ... on QueueSuccess {\n        position\n        queue {\n          ...QueueState\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ResumeQueue($input: ResumeQueueInput!) {\n    resumeQueue(input: $input) {\n      __typename\n      ... on QueueSuccess {\n        position\n        queue {\n          ...QueueState\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment JobsDone on JobsSuccess {\n    position\n    changed\n  }\n"): (typeof documents)["\n  fragment JobsDone on JobsSuccess {\n    position\n    changed\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelJobs($input: ExplainedJobsInput!) {\n    cancelJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation CancelJobs($input: ExplainedJobsInput!) {\n    cancelJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetryJobs($input: ExplainedJobsInput!) {\n    retryJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RetryJobs($input: ExplainedJobsInput!) {\n    retryJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PauseJobs($input: ExplainedJobsInput!) {\n    pauseJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation PauseJobs($input: ExplainedJobsInput!) {\n    pauseJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeJobs($input: JobsInput!) {\n    resumeJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ResumeJobs($input: JobsInput!) {\n    resumeJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteJobs($input: JobsInput!) {\n    deleteJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteJobs($input: JobsInput!) {\n    deleteJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReprioritiseJobs($input: ReprioritiseJobsInput!) {\n    reprioritiseJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ReprioritiseJobs($input: ReprioritiseJobsInput!) {\n    reprioritiseJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ClearJobs($input: ClearJobsInput!) {\n    clearJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ClearJobs($input: ClearJobsInput!) {\n    clearJobs(input: $input) {\n      __typename\n      ...JobsDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ShareDone on ProjectQueueSuccess {\n    position\n    projectId\n    isPaused\n    reason\n    budget {\n      ...BudgetFacts\n    }\n  }\n"): (typeof documents)["\n  fragment ShareDone on ProjectQueueSuccess {\n    position\n    projectId\n    isPaused\n    reason\n    budget {\n      ...BudgetFacts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PauseProjectJobs($input: PauseProjectJobsInput!) {\n    pauseProjectJobs(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation PauseProjectJobs($input: PauseProjectJobsInput!) {\n    pauseProjectJobs(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeProjectJobs($input: ResumeProjectJobsInput!) {\n    resumeProjectJobs(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ResumeProjectJobs($input: ResumeProjectJobsInput!) {\n    resumeProjectJobs(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetProjectBudget($input: SetProjectBudgetInput!) {\n    setProjectBudget(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SetProjectBudget($input: SetProjectBudgetInput!) {\n    setProjectBudget(input: $input) {\n      __typename\n      ...ShareDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetBatchBudget($input: SetBatchBudgetInput!) {\n    setBatchBudget(input: $input) {\n      __typename\n      ... on BatchSuccess {\n        position\n        batch {\n          ...BatchFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SetBatchBudget($input: SetBatchBudgetInput!) {\n    setBatchBudget(input: $input) {\n      __typename\n      ... on BatchSuccess {\n        position\n        batch {\n          ...BatchFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Scene($id: ID!, $at: At) {\n    scene(id: $id, at: $at) {\n      id\n      projectId\n      version\n      name\n      description\n      lyrics\n      parameters\n      badge\n      code\n      isCoded\n      isChosen\n      isDeleted\n      originalId\n      start\n      length\n      clipCount\n      templates {\n        image\n        video\n        negative\n      }\n      gaps {\n        track\n        start\n        length\n      }\n    }\n  }\n"): (typeof documents)["\n  query Scene($id: ID!, $at: At) {\n    scene(id: $id, at: $at) {\n      id\n      projectId\n      version\n      name\n      description\n      lyrics\n      parameters\n      badge\n      code\n      isCoded\n      isChosen\n      isDeleted\n      originalId\n      start\n      length\n      clipCount\n      templates {\n        image\n        video\n        negative\n      }\n      gaps {\n        track\n        start\n        length\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SceneDone on SceneSuccess {\n    __typename\n    position\n    scene {\n      id\n      version\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment SceneDone on SceneSuccess {\n    __typename\n    position\n    scene {\n      id\n      version\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddScene($input: AddSceneInput!) {\n    addScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation AddScene($input: AddSceneInput!) {\n    addScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EditScene($input: EditSceneInput!) {\n    editScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation EditScene($input: EditSceneInput!) {\n    editScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetSceneCode($input: SetSceneCodeInput!) {\n    setSceneCode(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SetSceneCode($input: SetSceneCodeInput!) {\n    setSceneCode(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReorderScene($input: ReorderSceneInput!) {\n    reorderScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ReorderScene($input: ReorderSceneInput!) {\n    reorderScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DuplicateScene($input: DuplicateSceneInput!) {\n    duplicateScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DuplicateScene($input: DuplicateSceneInput!) {\n    duplicateScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddSceneAlternate($input: SceneInput!) {\n    addSceneAlternate(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation AddSceneAlternate($input: SceneInput!) {\n    addSceneAlternate(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChooseScene($input: SceneInput!) {\n    chooseScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ChooseScene($input: SceneInput!) {\n    chooseScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PromoteScene($input: SceneInput!) {\n    promoteScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation PromoteScene($input: SceneInput!) {\n    promoteScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteScene($input: SceneInput!) {\n    deleteScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteScene($input: SceneInput!) {\n    deleteScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreScene($input: SceneInput!) {\n    restoreScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RestoreScene($input: SceneInput!) {\n    restoreScene(input: $input) {\n      __typename\n      ...SceneDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TakeCard on Take {\n    id\n    clipId\n    version\n    number\n    kind\n    isDeleted\n    itemId\n    addedAt\n    addedBy {\n      id\n      name\n    }\n    file {\n      ...MediaFacts\n    }\n    provenance {\n      ...ProvenanceFacts\n    }\n  }\n"): (typeof documents)["\n  fragment TakeCard on Take {\n    id\n    clipId\n    version\n    number\n    kind\n    isDeleted\n    itemId\n    addedAt\n    addedBy {\n      id\n      name\n    }\n    file {\n      ...MediaFacts\n    }\n    provenance {\n      ...ProvenanceFacts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Gallery($id: ID!, $first: Int!, $after: String, $filter: TakeFilter, $sort: TakeSort!, $direction: SortDirection!) {\n    clip(id: $id) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      badge\n      isDeleted\n      selectedImageId\n      selectedVideoId\n      takeCount\n      takes(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n        totalCount\n        models\n        workers\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            ...TakeCard\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Gallery($id: ID!, $first: Int!, $after: String, $filter: TakeFilter, $sort: TakeSort!, $direction: SortDirection!) {\n    clip(id: $id) {\n      id\n      projectId\n      sceneId\n      version\n      name\n      badge\n      isDeleted\n      selectedImageId\n      selectedVideoId\n      takeCount\n      takes(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {\n        totalCount\n        models\n        workers\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            ...TakeCard\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TakesDone on TakesSuccess {\n    position\n    takes {\n      id\n      version\n      isDeleted\n    }\n  }\n"): (typeof documents)["\n  fragment TakesDone on TakesSuccess {\n    position\n    takes {\n      id\n      version\n      isDeleted\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddTake($input: AddTakeInput!) {\n    addTake(input: $input) {\n      __typename\n      ... on TakeSuccess {\n        position\n        take {\n          id\n          version\n          number\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation AddTake($input: AddTakeInput!) {\n    addTake(input: $input) {\n      __typename\n      ... on TakeSuccess {\n        position\n        take {\n          id\n          version\n          number\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SelectTake($input: SelectTakeInput!) {\n    selectTake(input: $input) {\n      __typename\n      ... on ClipSuccess {\n        position\n        clip {\n          id\n          version\n          selectedImageId\n          selectedVideoId\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SelectTake($input: SelectTakeInput!) {\n    selectTake(input: $input) {\n      __typename\n      ... on ClipSuccess {\n        position\n        clip {\n          id\n          version\n          selectedImageId\n          selectedVideoId\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnselectTake($input: UnselectTakeInput!) {\n    unselectTake(input: $input) {\n      __typename\n      ... on ClipSuccess {\n        position\n        clip {\n          id\n          version\n          selectedImageId\n          selectedVideoId\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation UnselectTake($input: UnselectTakeInput!) {\n    unselectTake(input: $input) {\n      __typename\n      ... on ClipSuccess {\n        position\n        clip {\n          id\n          version\n          selectedImageId\n          selectedVideoId\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteTakes($input: TakesInput!) {\n    deleteTakes(input: $input) {\n      __typename\n      ...TakesDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteTakes($input: TakesInput!) {\n    deleteTakes(input: $input) {\n      __typename\n      ...TakesDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreTakes($input: TakesInput!) {\n    restoreTakes(input: $input) {\n      __typename\n      ...TakesDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RestoreTakes($input: TakesInput!) {\n    restoreTakes(input: $input) {\n      __typename\n      ...TakesDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendToPool($input: SendToPoolInput!) {\n    sendToPool(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SendToPool($input: SendToPoolInput!) {\n    sendToPool(input: $input) {\n      __typename\n      ... on PoolItemSuccess {\n        position\n        item {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TimelineClip on Clip {\n    id\n    sceneId\n    version\n    name\n    track\n    start\n    length\n    timelineStart\n    lyrics\n    imagePrompt\n    status\n    mediaUrl\n    imageDigest\n    videoDigest\n    takeCount\n    transition {\n      kind\n      length\n    }\n    badge\n    code\n  }\n"): (typeof documents)["\n  fragment TimelineClip on Clip {\n    id\n    sceneId\n    version\n    name\n    track\n    start\n    length\n    timelineStart\n    lyrics\n    imagePrompt\n    status\n    mediaUrl\n    imageDigest\n    videoDigest\n    takeCount\n    transition {\n      kind\n      length\n    }\n    badge\n    code\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TimelineScene on Scene {\n    id\n    version\n    name\n    badge\n    code\n    start\n    length\n    clipCount\n    gaps {\n      track\n      start\n      length\n    }\n  }\n"): (typeof documents)["\n  fragment TimelineScene on Scene {\n    id\n    version\n    name\n    badge\n    code\n    start\n    length\n    clipCount\n    gaps {\n      track\n      start\n      length\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Timeline($projectId: ID!, $at: At) {\n    timeline(projectId: $projectId, at: $at) {\n      projectId\n      position\n      frameRate\n      startFrame\n      length\n      scenes {\n        ...TimelineScene\n        alternates {\n          id\n          version\n          name\n          badge\n          clipCount\n        }\n        clips {\n          ...TimelineClip\n          alternates {\n            id\n            version\n            name\n            badge\n            length\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Timeline($projectId: ID!, $at: At) {\n    timeline(projectId: $projectId, at: $at) {\n      projectId\n      position\n      frameRate\n      startFrame\n      length\n      scenes {\n        ...TimelineScene\n        alternates {\n          id\n          version\n          name\n          badge\n          clipCount\n        }\n        clips {\n          ...TimelineClip\n          alternates {\n            id\n            version\n            name\n            badge\n            length\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveClip($input: MoveClipInput!) {\n    moveClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation MoveClip($input: MoveClipInput!) {\n    moveClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TrimClip($input: TrimClipInput!) {\n    trimClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation TrimClip($input: TrimClipInput!) {\n    trimClip(input: $input) {\n      __typename\n      ...ClipDone\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApplyCommands($input: ApplyCommandsInput!) {\n    applyCommands(input: $input) {\n      __typename\n      ... on ApplyCommandsSuccess {\n        position\n        created\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ApplyCommands($input: ApplyCommandsInput!) {\n    applyCommands(input: $input) {\n      __typename\n      ... on ApplyCommandsSuccess {\n        position\n        created\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WorkerFacts on Worker {\n    id\n    version\n    name\n    kind\n    address\n    tags\n    serves\n    hourlyCost\n    serverVersion\n    mode\n    health\n    reason\n    takesJobs\n    errors\n    models\n    nodes\n    devices {\n      name\n      vram\n    }\n  }\n"): (typeof documents)["\n  fragment WorkerFacts on Worker {\n    id\n    version\n    name\n    kind\n    address\n    tags\n    serves\n    hourlyCost\n    serverVersion\n    mode\n    health\n    reason\n    takesJobs\n    errors\n    models\n    nodes\n    devices {\n      name\n      vram\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Workers {\n    workers {\n      ...WorkerFacts\n    }\n  }\n"): (typeof documents)["\n  query Workers {\n    workers {\n      ...WorkerFacts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegisterWorker($input: RegisterWorkerInput!) {\n    registerWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RegisterWorker($input: RegisterWorkerInput!) {\n    registerWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EditWorker($input: EditWorkerInput!) {\n    editWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation EditWorker($input: EditWorkerInput!) {\n    editWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetWorkerMode($input: SetWorkerModeInput!) {\n    setWorkerMode(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SetWorkerMode($input: SetWorkerModeInput!) {\n    setWorkerMode(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReleaseWorker($input: WorkerInput!) {\n    releaseWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation ReleaseWorker($input: WorkerInput!) {\n    releaseWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          ...WorkerFacts\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveWorker($input: WorkerInput!) {\n    removeWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveWorker($input: WorkerInput!) {\n    removeWorker(input: $input) {\n      __typename\n      ... on WorkerSuccess {\n        position\n        worker {\n          id\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Workflows {\n    workflows {\n      id\n      version\n      name\n      description\n      category\n      source\n    }\n    workflowFaults {\n      file\n      message\n    }\n    workflowRemovals {\n      id\n      name\n      isPreset\n      saved {\n        revision\n      }\n    }\n  }\n"): (typeof documents)["\n  query Workflows {\n    workflows {\n      id\n      version\n      name\n      description\n      category\n      source\n    }\n    workflowFaults {\n      file\n      message\n    }\n    workflowRemovals {\n      id\n      name\n      isPreset\n      saved {\n        revision\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Workflow($id: String!) {\n    workflow(id: $id) {\n      id\n      version\n      name\n      description\n      category\n      source\n      file\n      saved {\n        revision\n        at\n        by {\n          id\n          name\n        }\n      }\n      document\n      stageParameter\n      parameters {\n        name\n        type\n        label\n        help\n        group\n        role\n        isRequired\n        isStaged\n        isLowered\n        default\n        least\n        most\n        step\n        choices\n        folder\n        widget\n        inputs {\n          node\n          input\n        }\n      }\n      nodes {\n        id\n        classType\n        title\n        sources\n        isRepeated\n      }\n      outputs {\n        node\n        kind\n        label\n      }\n      needs {\n        nodes\n        vram\n        models {\n          folder\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Workflow($id: String!) {\n    workflow(id: $id) {\n      id\n      version\n      name\n      description\n      category\n      source\n      file\n      saved {\n        revision\n        at\n        by {\n          id\n          name\n        }\n      }\n      document\n      stageParameter\n      parameters {\n        name\n        type\n        label\n        help\n        group\n        role\n        isRequired\n        isStaged\n        isLowered\n        default\n        least\n        most\n        step\n        choices\n        folder\n        widget\n        inputs {\n          node\n          input\n        }\n      }\n      nodes {\n        id\n        classType\n        title\n        sources\n        isRepeated\n      }\n      outputs {\n        node\n        kind\n        label\n      }\n      needs {\n        nodes\n        vram\n        models {\n          folder\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WorkflowProposal($input: WorkflowProposalInput!) {\n    workflowProposal(input: $input) {\n      __typename\n      ... on WorkflowProposal {\n        workflow {\n          id\n          document\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  query WorkflowProposal($input: WorkflowProposalInput!) {\n    workflowProposal(input: $input) {\n      __typename\n      ... on WorkflowProposal {\n        workflow {\n          id\n          document\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveWorkflow($input: SaveWorkflowInput!) {\n    saveWorkflow(input: $input) {\n      __typename\n      ... on SaveWorkflowSuccess {\n        workflow {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation SaveWorkflow($input: SaveWorkflowInput!) {\n    saveWorkflow(input: $input) {\n      __typename\n      ... on SaveWorkflowSuccess {\n        workflow {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveWorkflow($input: WorkflowKeyInput!) {\n    removeWorkflow(input: $input) {\n      __typename\n      ... on WorkflowRemovalSuccess {\n        id\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveWorkflow($input: WorkflowKeyInput!) {\n    removeWorkflow(input: $input) {\n      __typename\n      ... on WorkflowRemovalSuccess {\n        id\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreWorkflow($input: WorkflowKeyInput!) {\n    restoreWorkflow(input: $input) {\n      __typename\n      ... on SaveWorkflowSuccess {\n        workflow {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation RestoreWorkflow($input: WorkflowKeyInput!) {\n    restoreWorkflow(input: $input) {\n      __typename\n      ... on SaveWorkflowSuccess {\n        workflow {\n          id\n          name\n        }\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MediaAccess($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      mediaAccess {\n        token\n        expiresAt\n      }\n    }\n  }\n"): (typeof documents)["\n  query MediaAccess($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      mediaAccess {\n        token\n        expiresAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ProjectChanged($projectId: ID!, $after: Int) {\n    projectChanged(projectId: $projectId, after: $after) {\n      position\n      command\n      at\n      note\n      changed\n      actor {\n        id\n        name\n      }\n      events {\n        type\n        stream\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription ProjectChanged($projectId: ID!, $after: Int) {\n    projectChanged(projectId: $projectId, after: $after) {\n      position\n      command\n      at\n      note\n      changed\n      actor {\n        id\n        name\n      }\n      events {\n        type\n        stream\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProjectWork($projectId: ID!) {\n    projectQueue(projectId: $projectId) {\n      projectId\n      clips {\n        clipId\n        waiting\n        active\n        failed\n        activeJobIds\n      }\n    }\n  }\n"): (typeof documents)["\n  query ProjectWork($projectId: ID!) {\n    projectQueue(projectId: $projectId) {\n      projectId\n      clips {\n        clipId\n        waiting\n        active\n        failed\n        activeJobIds\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WorkChanged {\n    queueChanged {\n      position\n    }\n  }\n"): (typeof documents)["\n  subscription WorkChanged {\n    queueChanged {\n      position\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WorkProgress($projectId: ID!) {\n    jobProgress(projectId: $projectId) {\n      jobId\n      fraction\n      ahead\n      node\n      step\n      steps\n      message\n      previewUrl\n    }\n  }\n"): (typeof documents)["\n  subscription WorkProgress($projectId: ID!) {\n    jobProgress(projectId: $projectId) {\n      jobId\n      fraction\n      ahead\n      node\n      step\n      steps\n      message\n      previewUrl\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Beside($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      name\n      position\n      state\n      viewerRole\n    }\n  }\n"): (typeof documents)["\n  query Beside($projectId: ID!) {\n    project(id: $projectId) {\n      id\n      name\n      position\n      state\n      viewerRole\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MediaFacts on MediaFile {\n    kind\n    digest\n    name\n    mediaType\n    size\n    width\n    height\n    frames\n    duration\n    frameRate\n  }\n"): (typeof documents)["\n  fragment MediaFacts on MediaFile {\n    kind\n    digest\n    name\n    mediaType\n    size\n    width\n    height\n    frames\n    duration\n    frameRate\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProvenanceFacts on Provenance {\n    source\n    prompt\n    negativePrompt\n    seed\n    model\n    loras {\n      name\n      weight\n    }\n    workflow\n    workflowVersion\n    values\n    worker\n    job\n    attempt\n    startedAt\n    finishedAt\n    cost\n  }\n"): (typeof documents)["\n  fragment ProvenanceFacts on Provenance {\n    source\n    prompt\n    negativePrompt\n    seed\n    model\n    loras {\n      name\n      weight\n    }\n    workflow\n    workflowVersion\n    values\n    worker\n    job\n    attempt\n    startedAt\n    finishedAt\n    cost\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;