import type { Selection } from '@/workspace/stage';
import { framesIn, gutter, type Layout, type Scale, type SceneData } from './geometry';
import { findClip, sceneOf } from './neighbours';

/** The ids from one to another: scenes in their order, clips in time on all tracks between the two. */
export function range(scenes: readonly SceneData[], from: Selection | null, to: Selection): readonly string[] {
  if (from?.kind !== to.kind) return [to.id];
  if (to.kind === 'scene') {
    const ids = scenes.map(({ id }) => id);
    const [first = -1, last = -1] = [ids.indexOf(from.id), ids.indexOf(to.id)].sort((left, right) => left - right);
    return first < 0 ? [to.id] : ids.slice(first, last + 1);
  }
  const ends = [findClip(scenes, from.id), findClip(scenes, to.id)].filter((clip) => clip !== undefined);
  if (ends.length < 2) return [to.id];
  const left = Math.min(...ends.map(({ timelineStart }) => timelineStart));
  const right = Math.max(...ends.map(({ timelineStart }) => timelineStart));
  const tracks = ends.map(({ track }) => track);
  return scenes
    .flatMap(({ clips }) => clips)
    .filter(({ timelineStart, track }) => timelineStart >= left && timelineStart <= right && track >= Math.min(...tracks) && track <= Math.max(...tracks))
    .map(({ id }) => id);
}

/** Every clip of the scene that is selected, lies around the selected clip or is under the playhead. */
export function allOfScene(scenes: readonly SceneData[], selection: Selection | null, under: SceneData | undefined): readonly string[] {
  const scene = sceneOf(scenes, selection) ?? under;
  return scene?.clips.map(({ id }) => id) ?? [];
}

/** In pixels of the timeline, the column with the names of the tracks included. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function clipsWithin({ lanes }: Layout, scale: Scale, { left, top, right, bottom }: Rectangle): readonly string[] {
  const [from, to] = [framesIn(left - gutter, scale), framesIn(right - gutter, scale)];
  return lanes
    .filter((lane) => lane.top < bottom && lane.top + lane.clipHeight > top)
    .flatMap(({ clips }) => clips)
    .filter(({ timelineStart, length }) => timelineStart < to && timelineStart + length > from)
    .map(({ id }) => id);
}
