import type { ComparedClipQuery, ComparedSceneQuery } from '@/gql/graphql';
import { bareName } from '@/ui/badge';
import { jsonText } from '@/ui/json-text';
import { statusLabels } from '@/ui/status';
import { transitionLabels, wipeLabels } from '@/ui/transition';

export type ComparedClip = NonNullable<ComparedClipQuery['clip']>;
export type ComparedScene = NonNullable<ComparedSceneQuery['scene']>;

/** One field of two versions, as people read it; null where a version has no such thing. */
export interface Row {
  readonly label: string;
  readonly left: string | null;
  readonly right: string | null;
  readonly isDifferent: boolean;
}

/** A number of frames as the person likes to read it. */
type Format = (frames: number) => string;

type Text = readonly [label: string, text: string];

/** Keys in one order, so that parameters are only different when a value is. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

const parameters = (value: unknown) => jsonText(sorted(value));

function textOfTransition({ kind, length, direction }: ComparedClip['transition'], format: Format): string {
  if (kind === 'CUT') return transitionLabels.CUT;
  return [transitionLabels[kind], direction && wipeLabels[direction].toLowerCase(), format(length)].filter(Boolean).join(', ');
}

function textsOfClip(clip: ComparedClip, format: Format): readonly Text[] {
  return [
    // The badge is in every name and would make all of them differ.
    ['Name', bareName(clip.name, clip.badge)],
    ['Status', statusLabels[clip.status]],
    ['Length', format(clip.length)],
    ['Start in scene', format(clip.start)],
    ['Track', String(clip.track + 1)],
    ['Comes in by', textOfTransition(clip.transition, format)],
    ['Lyrics', clip.lyrics],
    ['Notes', clip.notes],
    ['Image prompt', clip.imagePrompt],
    ['Video prompt', clip.videoPrompt],
    ['Negative prompt', clip.negativePrompt],
    ['Parameters', parameters(clip.parameters)],
    ['Medium', clip.mediaUrl],
    ['First frame of the medium', clip.mediaUrl && format(clip.mediaStart)],
    ['Length of the medium', clip.mediaUrl && format(clip.mediaLength)],
    ['Image prompt as sent', clip.effective.image],
    ['Video prompt as sent', clip.effective.video],
    ['Negative prompt as sent', clip.effective.negative],
    ['Parameters as sent', parameters(clip.effective.parameters)],
  ];
}

function textsOfScene(scene: ComparedScene, format: Format): readonly Text[] {
  return [
    ['Name', bareName(scene.name, scene.badge)],
    ['Length', format(scene.length)],
    ['Clips', String(scene.clipCount)],
    ['Gaps', String(scene.gaps.length)],
    ['Description', scene.description],
    ['Lyrics', scene.lyrics],
    ['Template for image prompts', scene.templates.image],
    ['Template for video prompts', scene.templates.video],
    ['Template for negative prompts', scene.templates.negative],
    ['Parameters', parameters(scene.parameters)],
  ];
}

function paired(left: readonly Text[], right: readonly Text[]): readonly Row[] {
  return left.map(([label, text], index) => {
    const other = right[index]?.[1] ?? '';
    return { label, left: text, right: other, isDifferent: text !== other };
  });
}

export function clipRows(left: ComparedClip, right: ComparedClip, format: Format): readonly Row[] {
  return paired(textsOfClip(left, format), textsOfClip(right, format));
}

export function sceneRows(left: ComparedScene, right: ComparedScene, format: Format): readonly Row[] {
  return paired(textsOfScene(left, format), textsOfScene(right, format));
}

type SceneClip = ComparedScene['clips'][number];

function textOfClip({ name, badge, start, length, status, lyrics, imagePrompt }: SceneClip, format: Format): string {
  const text = lyrics || imagePrompt;
  return [`${bareName(name, badge)}${badge && ` (${badge})`}`, `${format(start)}, lasts ${format(length)}`, statusLabels[status], text].filter(Boolean).join('\n');
}

/** The clips of two versions of a scene, one beside the other by track and turn. */
export function sceneClipRows(left: ComparedScene, right: ComparedScene, format: Format): readonly Row[] {
  const tracks = [...new Set([...left.clips, ...right.clips].map(({ track }) => track))].sort((one, other) => one - other);
  return tracks.flatMap((track) => {
    const on = ({ clips }: ComparedScene) => clips.filter((clip) => clip.track === track).toSorted((one, other) => one.start - other.start);
    const [lefts, rights] = [on(left), on(right)];
    return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, index): Row => {
      const [one, other] = [lefts[index], rights[index]];
      const texts = { left: one ? textOfClip(one, format) : null, right: other ? textOfClip(other, format) : null };
      return { label: `Track ${track + 1}, clip ${index + 1}`, ...texts, isDifferent: texts.left !== texts.right };
    });
  });
}
