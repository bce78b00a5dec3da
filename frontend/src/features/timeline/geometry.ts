import type { TimelineQuery } from '@/gql/graphql';
import { secondsOf, type Rate } from '@/time/frame-rate';

export type TimelineData = NonNullable<TimelineQuery['timeline']>;
export type SceneData = TimelineData['scenes'][number];
export type ClipData = SceneData['clips'][number];

/** How time becomes width. */
export interface Scale {
  readonly rate: Rate;
  readonly pixelsPerSecond: number;
}

export function widthOf(frames: number, { rate, pixelsPerSecond }: Scale): number {
  return secondsOf(frames, rate) * pixelsPerSecond;
}

/** The nearest frame; a distance to the left is negative. */
export function framesIn(width: number, { rate, pixelsPerSecond }: Scale): number {
  return Math.round((width / pixelsPerSecond) * (rate.numerator / rate.denominator));
}

/** Pixels of the column that names the tracks. */
export const gutter = 44;
export const rulerHeight = 28;
/** Of the lane with the waveform, where there is music. */
export const musicHeight = 40;
const sceneHeight = 34;
const clipHeight = 76;
const newTrackHeight = 18;
export const stripHeight = 19;
const laneGap = 6;
/** More versions than this are counted, not drawn. */
export const shownStrips = 4;

export interface Lane {
  readonly track: number;
  readonly top: number;
  readonly height: number;
  /** Without the strips of the alternates. */
  readonly clipHeight: number;
  readonly clips: readonly ClipData[];
  readonly isNew: boolean;
}

export interface Layout {
  readonly sceneLane: { readonly top: number; readonly height: number; readonly blockHeight: number };
  /** From the top: an empty lane for a new track, then the highest track first. */
  readonly lanes: readonly Lane[];
  readonly height: number;
}

function mostStrips(items: readonly { alternates: readonly unknown[] }[]): number {
  return Math.min(shownStrips, Math.max(0, ...items.map(({ alternates }) => alternates.length)));
}

/** `above` are the pixels that something takes between the ruler and the scenes. */
export function layOut(scenes: readonly SceneData[], above = 0): Layout {
  const clips = scenes.flatMap((scene) => scene.clips);
  const highest = Math.max(0, ...clips.map(({ track }) => track));
  const sceneLane = { top: rulerHeight + above + laneGap, height: sceneHeight + mostStrips(scenes) * stripHeight, blockHeight: sceneHeight };
  let top = sceneLane.top + sceneLane.height + laneGap;
  const lanes: Lane[] = [{ track: highest + 1, top, height: newTrackHeight, clipHeight: newTrackHeight, clips: [], isNew: true }];
  top += newTrackHeight + laneGap;
  for (let track = highest; track >= 0; track -= 1) {
    const own = clips
      .filter((clip) => clip.track === track)
      .toSorted((left, right) => left.timelineStart - right.timelineStart);
    const height = clipHeight + mostStrips(own) * stripHeight;
    lanes.push({ track, top, height, clipHeight, clips: own, isNew: false });
    top += height + laneGap;
  }
  return { sceneLane, lanes, height: top };
}

interface Span {
  readonly start: number;
  readonly length: number;
}

/** The items (in order, none on another) that show between two frames: found by halving, so it is quick for any number. */
export function visibleIn<Item>(items: readonly Item[], spanOf: (item: Item) => Span, from: number, to: number): readonly Item[] {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item === undefined) break;
    const { start, length } = spanOf(item);
    if (start + length < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  for (let item = items[end]; item !== undefined && spanOf(item).start <= to; item = items[end]) end += 1;
  return items.slice(low, end);
}

/** The scene that a frame of the project belongs to; beyond the end it is the last one. */
export function sceneAt(scenes: readonly SceneData[], frame: number): SceneData | undefined {
  return scenes.find(({ start, length }) => frame >= start && frame < start + length) ?? scenes.at(-1);
}

/** The lane under a height; the nearest one above or below all lanes. */
export function laneAt(lanes: readonly Lane[], y: number): Lane | undefined {
  return lanes.find(({ top, height }) => y < top + height + laneGap) ?? lanes.at(-1);
}

/** Where a scene lands when its block is let go with its middle at `frame`: the scene before that place, null for the first. */
export function sceneBefore(scenes: readonly SceneData[], movedId: string, frame: number): string | null {
  const others = scenes.filter(({ id }) => id !== movedId);
  const before = others.filter(({ start, length }) => start + length / 2 <= frame);
  return before.at(-1)?.id ?? null;
}
