import { graphql } from '@/gql';

export const sceneQuery = graphql(`
  query Scene($id: ID!, $at: At) {
    scene(id: $id, at: $at) {
      id
      projectId
      version
      name
      description
      lyrics
      parameters
      badge
      code
      isCoded
      isChosen
      isDeleted
      originalId
      start
      length
      clipCount
      templates {
        image
        video
        negative
      }
      gaps {
        track
        start
        length
      }
    }
  }
`);

graphql(`
  fragment SceneDone on SceneSuccess {
    __typename
    position
    scene {
      id
      version
      name
    }
  }
`);

export const addScene = graphql(`
  mutation AddScene($input: AddSceneInput!) {
    addScene(input: $input) {
      __typename
      ...SceneDone
      ...Refusal
    }
  }
`);

export const editScene = graphql(`
  mutation EditScene($input: EditSceneInput!) {
    editScene(input: $input) {
      __typename
      ...SceneDone
      ...Refusal
    }
  }
`);

export const setSceneCode = graphql(`
  mutation SetSceneCode($input: SetSceneCodeInput!) {
    setSceneCode(input: $input) {
      __typename
      ...SceneDone
      ...Refusal
    }
  }
`);

export const reorderScene = graphql(`
  mutation ReorderScene($input: ReorderSceneInput!) {
    reorderScene(input: $input) {
      __typename
      ...SceneDone
      ...Refusal
    }
  }
`);

export const duplicateScene = graphql(`
  mutation DuplicateScene($input: DuplicateSceneInput!) {
    duplicateScene(input: $input) {
      __typename
      ...SceneDone
      ...Refusal
    }
  }
`);

export const addSceneAlternate = graphql(`
  mutation AddSceneAlternate($input: SceneInput!) {
    addSceneAlternate(input: $input) {
      __typename
      ...SceneDone
      ...Refusal
    }
  }
`);

export const chooseScene = graphql(`
  mutation ChooseScene($input: SceneInput!) {
    chooseScene(input: $input) {
      __typename
      ...SceneDone
      ...Refusal
    }
  }
`);

export const promoteScene = graphql(`
  mutation PromoteScene($input: SceneInput!) {
    promoteScene(input: $input) {
      __typename
      ...SceneDone
      ...Refusal
    }
  }
`);

export const deleteScene = graphql(`
  mutation DeleteScene($input: SceneInput!) {
    deleteScene(input: $input) {
      __typename
      ...SceneDone
      ...Refusal
    }
  }
`);

export const restoreScene = graphql(`
  mutation RestoreScene($input: SceneInput!) {
    restoreScene(input: $input) {
      __typename
      ...SceneDone
      ...Refusal
    }
  }
`);
