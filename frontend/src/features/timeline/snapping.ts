import type { SceneData } from './geometry';

export interface Snap {
  /** Frames to add so that one of the edges meets the point. */
  readonly offset: number;
  /** The frame that was met. */
  readonly at: number;
}

/** Frames that things hold on to: both ends of every other clip, the scenes' starts and the playhead. */
export function snapPoints(scenes: readonly SceneData[], movedId: string, playhead: number): readonly number[] {
  const points = new Set<number>([0, playhead]);
  for (const scene of scenes) {
    points.add(scene.start);
    for (const clip of scene.clips) {
      if (clip.id === movedId) continue;
      points.add(clip.timelineStart);
      points.add(clip.timelineStart + clip.length);
    }
  }
  return [...points].sort((left, right) => left - right);
}

function nearest(points: readonly number[], edge: number): number | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] ?? 0) < edge) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [points[low - 1], points[low]];
  if (before === undefined || after === undefined) return before ?? after;
  return edge - before <= after - edge ? before : after;
}

/** The smallest step that brings one of `edges` onto a point, or null when none is within `tolerance` frames. */
export function snap(edges: readonly number[], points: readonly number[], tolerance: number): Snap | null {
  let best: Snap | null = null;
  for (const edge of edges) {
    const at = nearest(points, edge);
    if (at === undefined) continue;
    const offset = at - edge;
    if (Math.abs(offset) <= tolerance && (!best || Math.abs(offset) < Math.abs(best.offset))) best = { offset, at };
  }
  return best;
}
