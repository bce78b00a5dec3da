import { create } from 'zustand';
import { sceneAt, type ClipData, type SceneData } from './geometry';
import { snap } from './snapping';

export type GestureKind = 'move' | 'trim-start' | 'trim-end';

/** Where a clip would be if the pointer were let go now. Frames; `start` counts from the project's first frame. */
export interface Place {
  readonly start: number;
  readonly length: number;
  readonly track: number;
  readonly sceneId: string;
  /** The frame that an edge has snapped to. */
  readonly snappedAt: number | null;
}

export interface Gesture extends Place {
  readonly clipId: string;
  readonly kind: GestureKind;
  /** Let go and sent: shown until the timeline has this position. */
  readonly settlesAt: number | 'unknown' | null;
}

export const useGesture = create<{ gesture: Gesture | null }>(() => ({ gesture: null }));

export function endGesture(): void {
  useGesture.setState({ gesture: null });
}

export interface Pull {
  readonly clip: ClipData;
  readonly scenes: readonly SceneData[];
  readonly kind: GestureKind;
  /** Frames that the pointer went. */
  readonly by: number;
  readonly track: number;
  /** Empty when snapping is off. */
  readonly points: readonly number[];
  readonly tolerance: number;
  /** The clip stays in its scene however far it goes. */
  readonly keepsScene: boolean;
}

function moved({ clip, scenes, by, track, points, tolerance, keepsScene }: Pull): Place {
  const wished = Math.max(0, clip.timelineStart + by);
  const met = snap([wished, wished + clip.length], points, tolerance);
  const start = Math.max(0, wished + (met?.offset ?? 0));
  const own = scenes.find(({ id }) => id === clip.sceneId);
  const target = keepsScene ? own : sceneAt(scenes, start);
  const sceneStart = target?.start ?? 0;
  return {
    start: Math.max(start, sceneStart),
    length: clip.length,
    track,
    sceneId: target?.id ?? clip.sceneId,
    snappedAt: met?.at ?? null,
  };
}

function trimmed({ clip, scenes, kind, by, points, tolerance }: Pull): Place {
  const end = clip.timelineStart + clip.length;
  const edge = kind === 'trim-start' ? clip.timelineStart + by : end + by;
  const met = snap([edge], points, tolerance);
  const at = edge + (met?.offset ?? 0);
  const first = scenes.find(({ id }) => id === clip.sceneId)?.start ?? 0;
  const base = { track: clip.track, sceneId: clip.sceneId, snappedAt: met?.at ?? null };
  if (kind === 'trim-end') {
    return { ...base, start: clip.timelineStart, length: Math.max(1, at - clip.timelineStart) };
  }
  const start = Math.min(end - 1, Math.max(first, at));
  return { ...base, start, length: end - start };
}

/** Where a pull takes the clip; a clip never gets shorter than a frame nor leaves its scene to the left by trimming. */
export function pulled(pull: Pull): Place {
  return pull.kind === 'move' ? moved(pull) : trimmed(pull);
}

export function isSamePlace(clip: ClipData, place: Place): boolean {
  return (
    clip.timelineStart === place.start &&
    clip.length === place.length &&
    clip.track === place.track &&
    clip.sceneId === place.sceneId
  );
}

/** Whether another clip lies there. Only a hint while dragging: the server decides. */
export function isTaken(scenes: readonly SceneData[], clipId: string, place: Place): boolean {
  const scene = scenes.find(({ id }) => id === place.sceneId);
  return (scene?.clips ?? []).some(
    (other) =>
      other.id !== clipId &&
      other.track === place.track &&
      other.timelineStart < place.start + place.length &&
      place.start < other.timelineStart + other.length,
  );
}
