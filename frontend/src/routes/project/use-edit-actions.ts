import { ArrowLeftToLine, ArrowRightToLine, BetweenHorizontalStart, Copy, Layers2, Plus, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import type { Action } from '@/actions/registry';
import { useCommand, type Outcome } from '@/api/command';
import { addClip, addClipAlternate } from '@/features/clip/operations';
import { addScene, addSceneAlternate, reorderScene } from '@/features/scene/operations';
import { nudged } from '@/features/timeline/clipboard';
import type { TimelineData } from '@/features/timeline/geometry';
import { findClip, findScene, sceneOf } from '@/features/timeline/neighbours';
import { complain, forEach, said, selectMade, useApply } from '@/routes/project/use-apply';
import { rates } from '@/time/frame-rate';
import { toast } from '@/ui/toast';
import { clearSelection, select, selectAll, useStage, type Selection } from '@/workspace/stage';

const newClipSeconds = 4;

type Done = { clip: { id: string } } | { scene: { id: string } };

/** Selects what was made, or says why it was not. */
function settle(outcome: Outcome<Done>): void {
  if (!outcome.ok) complain(outcome.error);
  else if ('clip' in outcome.value) select('clip', outcome.value.clip.id);
  else select('scene', outcome.value.scene.id);
}

/** The actions that change scenes and clips; all of them work on what is selected. */
export function useEditActions(timeline: TimelineData, mayEdit: boolean): readonly Action[] {
  const send = useCommand();
  const apply = useApply(timeline.projectId);
  return useMemo(() => {
    const { projectId, scenes, frameRate } = timeline;
    const rate = rates[frameRate];
    const selected = () => useStage.getState().selection;
    const isSelected = () => mayEdit && selected() !== null;
    const isClip = () => mayEdit && selected()?.kind === 'clip';
    const isScene = () => mayEdit && selected()?.kind === 'scene';

    function targetScene() {
      const { selection, playhead } = useStage.getState();
      const under = scenes.find(({ start, length }) => playhead >= start && playhead < start + length);
      return sceneOf(scenes, selection) ?? under ?? scenes.at(-1);
    }
    async function makeScene() {
      const scene = sceneOf(scenes, selected());
      settle(await send(addScene, { projectId, ...(scene && { afterSceneId: scene.id }) }));
    }
    async function makeClip() {
      const scene = targetScene();
      if (!scene) return;
      const track = findClip(scenes, selected()?.id)?.track ?? 0;
      settle(await send(addClip, { sceneId: scene.id, track, length: newClipSeconds * rate.nominal }));
    }
    async function makeAlternate() {
      const selection = selected();
      if (selection?.kind === 'clip') settle(await send(addClipAlternate, { clipId: selection.id }));
      if (selection?.kind === 'scene') settle(await send(addSceneAlternate, { sceneId: selection.id }));
    }
    async function duplicate() {
      const { selection, marked } = useStage.getState();
      if (!selection) return;
      const outcome = await apply(forEach(selection.kind, marked, 'duplicate'));
      if (outcome.ok) selectMade(selection.kind, outcome.value.created);
      else complain(outcome.error);
    }
    async function restore(kind: Selection['kind'], ids: readonly string[]) {
      const outcome = await apply(forEach(kind, ids, 'restore'));
      if (outcome.ok) selectAll(kind, ids);
      else complain(outcome.error);
    }
    async function remove() {
      const { selection, marked } = useStage.getState();
      if (!selection) return;
      const { kind } = selection;
      const ids = [...marked];
      const outcome = await apply(forEach(kind, ids, 'delete'));
      if (!outcome.ok) return complain(outcome.error);
      clearSelection();
      toast(said(kind, ids.length, 'deleted'), 'good', { label: 'Restore', run: () => void restore(kind, ids) });
    }
    async function nudge(frames: number) {
      const clips = [...new Set([...useStage.getState().marked].flatMap((id) => findClip(scenes, id) ?? []))];
      if (clips.length === 0) return;
      const outcome = await apply(nudged(clips, frames));
      if (!outcome.ok) complain(outcome.error);
    }
    async function shiftScene(step: 1 | -1) {
      const scene = findScene(scenes, selected()?.id);
      if (!scene) return;
      const index = scenes.indexOf(scene);
      const after = step === 1 ? scenes[index + 1] : scenes[index - 2];
      if ((step === 1 && !after) || (step === -1 && index === 0)) return;
      const input = { sceneId: scene.id, expectedVersion: scene.version, afterSceneId: after?.id ?? null };
      const outcome = await send(reorderScene, input);
      if (!outcome.ok) complain(outcome.error);
    }

    return [
      { id: 'add-scene', label: 'Add a scene', group: 'Scene', icon: BetweenHorizontalStart, shortcuts: ['shift+n'], when: () => mayEdit, run: () => void makeScene() },
      { id: 'add-clip', label: 'Add a clip', group: 'Clip', icon: Plus, shortcuts: ['n'], when: () => mayEdit && scenes.length > 0, run: () => void makeClip() },
      { id: 'make-alternate', label: 'Make an alternate', group: 'Clip', icon: Layers2, shortcuts: ['a'], when: isSelected, run: () => void makeAlternate() },
      { id: 'duplicate', label: 'Duplicate', group: 'Clip', icon: Copy, shortcuts: ['mod+d'], when: isSelected, run: () => void duplicate() },
      { id: 'delete', label: 'Delete', group: 'Clip', icon: Trash2, shortcuts: ['delete', 'backspace'], isDanger: true, when: isSelected, run: () => void remove() },
      { id: 'nudge-left', label: 'Move the clips a frame to the left', group: 'Clip', shortcuts: ['alt+arrowleft'], when: isClip, run: () => void nudge(-1) },
      { id: 'nudge-right', label: 'Move the clips a frame to the right', group: 'Clip', shortcuts: ['alt+arrowright'], when: isClip, run: () => void nudge(1) },
      { id: 'scene-earlier', label: 'Move the scene earlier', group: 'Scene', icon: ArrowLeftToLine, shortcuts: ['alt+shift+arrowleft'], when: isScene, run: () => void shiftScene(-1) },
      { id: 'scene-later', label: 'Move the scene later', group: 'Scene', icon: ArrowRightToLine, shortcuts: ['alt+shift+arrowright'], when: isScene, run: () => void shiftScene(1) },
    ] satisfies Action[];
  }, [send, apply, timeline, mayEdit]);
}
