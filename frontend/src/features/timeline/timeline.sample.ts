import type { ClipData, SceneData } from './geometry';

/** A clip for tests: `start` counts from the scene, which begins at `sceneStart`. */
export function aClip(id: string, start: number, length: number, rest: Partial<ClipData> = {}, sceneStart = 0): ClipData {
  return {
    __typename: 'Clip',
    id,
    sceneId: 'scene-a',
    version: 1,
    name: id,
    track: 0,
    start,
    length,
    timelineStart: sceneStart + start,
    lyrics: '',
    imagePrompt: '',
    status: 'DRAFT',
    transition: { __typename: 'ClipTransition', kind: 'CUT', length: 0 },
    mediaUrl: '',
    imageDigest: '',
    videoDigest: '',
    takeCount: 0,
    badge: '',
    code: '',
    alternates: [],
    ...rest,
  };
}

export function aScene(id: string, start: number, length: number, clips: readonly ClipData[] = []): SceneData {
  const own = clips.map((clip) => ({ ...clip, sceneId: id, timelineStart: start + clip.start }));
  return { __typename: 'Scene', id, version: 1, name: id, badge: '', code: '', start, length, clipCount: own.length, gaps: [], alternates: [], clips: own };
}
