import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Version } from '@/ui/version-list';
import { firstPair, RowList } from './compare-dialog';
import { clipRows, sceneClipRows, sceneRows, type ComparedClip, type ComparedScene } from './differences';

const clip: ComparedClip = {
  __typename: 'Clip',
  id: 'one',
  projectId: 'project-1',
  sceneId: 'scene-a',
  version: 1,
  name: 'Dawn',
  badge: '',
  status: 'DRAFT',
  track: 0,
  start: 0,
  length: 48,
  lyrics: '',
  notes: '',
  imagePrompt: '',
  videoPrompt: '',
  negativePrompt: '',
  parameters: { steps: 20, seed: { low: 1, high: 2 } },
  mediaUrl: '',
  mediaStart: 0,
  mediaLength: 0,
  transition: { __typename: 'ClipTransition', kind: 'CUT', length: 0, direction: null },
  isDeleted: false,
  effective: { __typename: 'EffectivePrompts', image: '', video: '', negative: '', parameters: {} },
};
const sceneClip = (name: string, track: number, start: number): ComparedScene['clips'][number] => ({
  __typename: 'Clip', id: `${name} ${track}`, name, badge: '', track, start, length: 24, status: 'DRAFT', lyrics: '', imagePrompt: '',
});
const scene: ComparedScene = {
  __typename: 'Scene',
  id: 'scene-a',
  projectId: 'project-1',
  version: 1,
  name: 'Opening',
  badge: '',
  description: '',
  lyrics: '',
  parameters: {},
  length: 48,
  clipCount: 2,
  isDeleted: false,
  templates: { __typename: 'Templates', image: '', video: '', negative: '' },
  gaps: [],
  clips: [sceneClip('Two', 0, 24), sceneClip('One', 0, 0)],
};
const inFrames = (frames: number) => `${frames} f`;
const differing = (rows: readonly { label: string; isDifferent: boolean }[]) => rows.filter(({ isDifferent }) => isDifferent).map(({ label }) => label);

describe('two versions of a clip', () => {
  test('that only differ in name by their badge do not differ', () => {
    expect(differing(clipRows(clip, { ...clip, id: 'two', name: 'Dawn A1', badge: 'A1' }, inFrames))).toEqual([]);
  });

  test('differ in parameters when a value does, not when the order does', () => {
    const turned = { seed: { high: 2, low: 1 }, steps: 20 };
    expect(differing(clipRows(clip, { ...clip, parameters: turned }, inFrames))).toEqual([]);
    expect(differing(clipRows(clip, { ...clip, parameters: { ...turned, steps: 21 } }, inFrames))).toEqual(['Parameters']);
  });

  test('are shown as people read them', () => {
    const rows = clipRows(clip, { ...clip, status: 'APPROVED', length: 12, track: 2 }, inFrames);
    expect(rows.filter(({ isDifferent }) => isDifferent)).toEqual([
      { label: 'Status', left: 'Draft', right: 'Approved', isDifferent: true },
      { label: 'Length', left: '48 f', right: '12 f', isDifferent: true },
      { label: 'Track', left: '1', right: '3', isDifferent: true },
    ]);
  });
});

describe('two versions of a scene', () => {
  test('differ in length and in every clip that only one of them has', () => {
    const other = { ...scene, length: 24, clipCount: 2, clips: [sceneClip('One', 0, 0), sceneClip('Title', 1, 0)] };
    expect(differing(sceneRows(scene, other, inFrames))).toEqual(['Length']);
    const rows = sceneClipRows(scene, other, inFrames);
    expect(rows.map(({ label, left, right }) => [label, left?.split('\n')[0] ?? null, right?.split('\n')[0] ?? null])).toEqual([
      ['Track 1, clip 1', 'One', 'One'],
      ['Track 1, clip 2', 'Two', null],
      ['Track 2, clip 1', null, 'Title'],
    ]);
    expect(differing(rows)).toEqual(['Track 1, clip 2', 'Track 2, clip 1']);
  });
});

describe('the comparison', () => {
  const versions: readonly Version[] = [
    { id: 'a', name: 'Dawn', badge: '', isChosen: false },
    { id: 'b', name: 'Dawn A1', badge: 'A1', isChosen: true },
    { id: 'c', name: 'Dawn A2', badge: 'A2', isChosen: false },
  ];

  test('begins with the version that plays beside the selected one, or beside the original', () => {
    expect(firstPair(versions, 'c')).toEqual(['b', 'c']);
    expect(firstPair(versions, 'b')).toEqual(['b', 'a']);
  });

  test('marks what differs in words, and can leave out the rest', () => {
    const rows = clipRows(clip, { ...clip, lyrics: 'By the sea' }, inFrames);
    const { rerender } = render(<RowList rows={rows} isBrief={false} />);
    expect(screen.getAllByRole('row')).toHaveLength(rows.length);
    expect(screen.getByRole('row', { name: /By the sea/ })).toHaveTextContent('LyricsdiffersEmptyBy the sea');
    rerender(<RowList rows={rows} isBrief />);
    expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(['Lyricsdiffers']);
    rerender(<RowList rows={clipRows(clip, clip, inFrames)} isBrief />);
    expect(screen.getByText('The two do not differ.')).toBeVisible();
  });
});
