import type { CommandInput } from '@/gql/graphql';
import type { Clipboard, Copied } from '@/workspace/clipboard';
import type { Selection } from '@/workspace/stage';
import type { Place } from './gesture';
import { sceneAt, type ClipData, type SceneData } from './geometry';
import { findClip, findScene } from './neighbours';

/** What is selected, as it lies now: a version that does not play lies where the one that plays does. */
export function copied(scenes: readonly SceneData[], kind: Selection['kind'], ids: ReadonlySet<string>): readonly Copied[] {
  const items = [...ids].flatMap((id): Copied[] => {
    if (kind === 'scene') {
      const scene = findScene(scenes, id);
      return scene ? [{ id, track: 0, start: scene.start, length: scene.length }] : [];
    }
    const clip = findClip(scenes, id);
    const length = clip?.alternates.find((alternate) => alternate.id === id)?.length ?? clip?.length;
    return clip && length !== undefined ? [{ id, track: clip.track, start: clip.timelineStart, length }] : [];
  });
  return items.sort((left, right) => left.start - right.start || left.track - right.track);
}

/** The scene that takes what is pasted: the selected one where the playhead is in it or at its ends, else the one under the playhead. */
export function pasteTarget(scenes: readonly SceneData[], selection: Selection | null, playhead: number): SceneData | undefined {
  const selected = selection?.kind === 'scene' ? findScene(scenes, selection.id) : undefined;
  const isThere = selected && playhead >= selected.start && playhead <= selected.start + selected.length;
  return isThere ? selected : sceneAt(scenes, playhead);
}

export interface Paste {
  readonly commands: readonly CommandInput[];
  /** Where each command puts its clip. */
  readonly places: readonly Place[];
}

interface Target {
  readonly scene: SceneData;
  /** Where the first clip goes, in frames from the project's first. */
  readonly at: number;
}

/** Puts clips into one scene, as far from each other and on the tracks that they were. */
export function pastedClips({ items, isCut }: Clipboard, scenes: readonly SceneData[], { scene, at }: Target): Paste {
  const by = at - Math.min(...items.map(({ start }) => start));
  const ordered = isCut ? inMovingOrder(items, by, (id) => findClip(scenes, id)?.sceneId === scene.id) : items;
  const places = ordered.map(({ track, start, length }): Place => ({ track, length, start: start + by, sceneId: scene.id, snappedAt: null }));
  const commands = ordered.map(({ id, track, start }): CommandInput => {
    const to = { clipId: id, sceneId: scene.id, track, start: start + by - scene.start };
    return isCut ? { moveClip: to } : { duplicateClip: to };
  });
  return { commands, places };
}

/** Commands are carried out one after the other: whoever is in another's way goes first. */
function inMovingOrder(items: readonly Copied[], by: number, isInTarget: (id: string) => boolean): readonly Copied[] {
  const ahead = by > 0 ? -1 : 1;
  const own = items.filter(({ id }) => isInTarget(id)).toSorted((left, right) => ahead * (left.start - right.start));
  return [...own, ...items.filter(({ id }) => !isInTarget(id))];
}

/** Moves clips by some frames in their scenes, none before the first frame. */
export function nudged(clips: readonly ClipData[], by: number): readonly CommandInput[] {
  const step = Math.max(by, -Math.min(...clips.map(({ start }) => start)));
  const ahead = step > 0 ? -1 : 1;
  return clips
    .toSorted((left, right) => ahead * (left.start - right.start))
    .map(({ id, version, start }) => ({ moveClip: { clipId: id, expectedVersion: version, start: start + step } }));
}

/** Puts scenes, in their order, behind another one. */
export function pastedScenes({ items, isCut }: Clipboard, scenes: readonly SceneData[], behind: string): readonly CommandInput[] {
  const backwards = items.toReversed();
  if (isCut) {
    const moving = backwards.map(({ id }) => findScene(scenes, id)?.id ?? id);
    const index = scenes.findIndex(({ id }) => id === behind);
    const after = scenes.slice(0, index + 1).findLast(({ id }) => !moving.includes(id))?.id ?? null;
    return moving.map((sceneId) => ({ reorderScene: { sceneId, afterSceneId: after } }));
  }
  return backwards.map(({ id }) => ({ duplicateScene: { sceneId: id, afterSceneId: behind } }));
}
