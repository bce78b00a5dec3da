import type { Selection } from '@/workspace/stage';
import type { ClipData, SceneData } from './geometry';

export function findClip(scenes: readonly SceneData[], id: string | undefined): ClipData | undefined {
  for (const scene of scenes) {
    const found = scene.clips.find((clip) => clip.id === id || clip.alternates.some((alternate) => alternate.id === id));
    if (found) return found;
  }
  return undefined;
}

export function findScene(scenes: readonly SceneData[], id: string | undefined): SceneData | undefined {
  return scenes.find((scene) => scene.id === id || scene.alternates.some((alternate) => alternate.id === id));
}

/** The scene that the selection is, or lies in. */
export function sceneOf(scenes: readonly SceneData[], selection: Selection | null): SceneData | undefined {
  if (selection?.kind === 'scene') return findScene(scenes, selection.id);
  const clip = findClip(scenes, selection?.id);
  return clip && scenes.find(({ id }) => id === clip.sceneId);
}

/** The next or previous clip in time on the same track, or scene, of what is selected. */
export function beside(scenes: readonly SceneData[], selection: Selection | null, step: 1 | -1): Selection | null {
  if (selection?.kind === 'scene') {
    const index = scenes.findIndex(({ id }) => id === findScene(scenes, selection.id)?.id);
    const next = scenes[index + step];
    return next ? { kind: 'scene', id: next.id } : null;
  }
  const clip = findClip(scenes, selection?.id);
  const all = scenes.flatMap((scene) => scene.clips);
  const track = (clip ? all.filter((other) => other.track === clip.track) : all).toSorted((left, right) => left.timelineStart - right.timelineStart);
  const next = clip ? track[track.indexOf(clip) + step] : track.at(step === 1 ? 0 : -1);
  return next ? { kind: 'clip', id: next.id } : null;
}

/** From a clip to its scene, or from a scene to its first clip. */
export function across(scenes: readonly SceneData[], selection: Selection | null, step: 1 | -1): Selection | null {
  if (selection?.kind === 'clip' && step === -1) {
    const scene = sceneOf(scenes, selection);
    return scene ? { kind: 'scene', id: scene.id } : null;
  }
  if (selection?.kind === 'scene' && step === 1) {
    const first = findScene(scenes, selection.id)?.clips[0];
    return first ? { kind: 'clip', id: first.id } : null;
  }
  return null;
}
