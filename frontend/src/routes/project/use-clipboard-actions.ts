import { ClipboardCopy, ClipboardPaste, Scissors, SquareDashed } from 'lucide-react';
import { useMemo } from 'react';
import type { Action } from '@/actions/registry';
import type { Failure, Refusal } from '@/api/command';
import { copied, pastedClips, pastedScenes, pasteTarget } from '@/features/timeline/clipboard';
import { sceneAt, type SceneData, type TimelineData } from '@/features/timeline/geometry';
import type { Place } from '@/features/timeline/gesture';
import { allOfScene } from '@/features/timeline/marking';
import { beside } from '@/features/timeline/neighbours';
import { dismissRefusal, showRefusal } from '@/features/timeline/refusal';
import { complain, selectMade, useApply } from '@/routes/project/use-apply';
import { toast } from '@/ui/toast';
import { keepAsCopy, useClipboard, type Clipboard } from '@/workspace/clipboard';
import { selectAll, useStage } from '@/workspace/stage';

/** Text that somebody marked on the page is what they want to copy. */
function hasMarkedText(): boolean {
  return (window.getSelection()?.toString() ?? '') !== '';
}

/** A group moves as a whole, so a free place for one of it is only offered when the first does not leave the scene. */
function fitting(error: Refusal | Failure, behindFirst: number): Refusal | Failure {
  if (error.__typename !== 'RuleViolatedError') return error;
  return { ...error, freeSlots: error.freeSlots.filter(({ start }) => start >= behindFirst) };
}

function extend(scenes: TimelineData['scenes'], step: 1 | -1): void {
  const { selection, marked } = useStage.getState();
  const next = beside(scenes, selection, step);
  if (!next) return;
  const ids = [...marked].filter((id) => id !== next.id);
  selectAll(next.kind, [...ids, next.id]);
}

/** Selecting many, and carrying what is selected to another place. */
export function useClipboardActions(timeline: TimelineData, mayEdit: boolean): readonly Action[] {
  const apply = useApply(timeline.projectId);
  const clipboard = useClipboard((state) => state.clipboard);
  return useMemo(() => {
    const { scenes, projectId } = timeline;
    const hasSelection = () => useStage.getState().selection !== null && !hasMarkedText();

    function take(isCut: boolean) {
      const { selection, marked } = useStage.getState();
      if (!selection) return;
      const items = copied(scenes, selection.kind, marked);
      // Somebody else may have deleted it meanwhile.
      if (items.length === 0) return;
      useClipboard.setState({ clipboard: { projectId, kind: selection.kind, isCut, items } });
      const things = items.length === 1 ? `The ${selection.kind} is` : `${items.length} ${selection.kind}s are`;
      toast(isCut ? `${things} moved when you paste.` : `${things} copied.`, 'info');
    }

    async function pasteClips(board: Clipboard, scene: SceneData, at: number) {
      dismissRefusal();
      const { commands, places } = pastedClips(board, scenes, { scene, at });
      const outcome = await apply(commands);
      if (outcome.ok) return settle(board, outcome.value.created);
      const { error } = outcome;
      const index = 'index' in error ? error.index : null;
      const place = places[index ?? 0];
      if (!place) return complain(error);
      const onTake = (free: Place) => void pasteClips(board, scene, at + free.start - place.start);
      showRefusal({ place, error: fitting(error, place.start - at), onTake });
    }

    async function pasteScenes(board: Clipboard, behind: SceneData) {
      const outcome = await apply(pastedScenes(board, scenes, behind.id));
      if (outcome.ok) settle(board, outcome.value.created);
      else complain(outcome.error);
    }

    function settle(board: Clipboard, created: readonly string[]) {
      if (board.isCut) keepAsCopy();
      if (board.isCut) selectAll(board.kind, board.items.map(({ id }) => id));
      else selectMade(board.kind, created);
    }

    function paste() {
      const { selection, playhead } = useStage.getState();
      const target = pasteTarget(scenes, selection, playhead);
      if (!clipboard || !target) return;
      void (clipboard.kind === 'clip' ? pasteClips(clipboard, target, playhead) : pasteScenes(clipboard, target));
    }

    function takeAll() {
      const { selection, playhead } = useStage.getState();
      const ids = allOfScene(scenes, selection, sceneAt(scenes, playhead));
      if (ids.length > 0) selectAll('clip', ids);
    }

    return [
      { id: 'copy', label: 'Copy', group: 'Clip', icon: ClipboardCopy, shortcuts: ['mod+c'], when: hasSelection, run: () => take(false) },
      { id: 'cut', label: 'Cut', group: 'Clip', icon: Scissors, shortcuts: ['mod+x'], when: () => mayEdit && hasSelection(), run: () => take(true) },
      {
        id: 'paste',
        label: 'Paste at the playhead',
        group: 'Clip',
        icon: ClipboardPaste,
        shortcuts: ['mod+v'],
        when: () => mayEdit && clipboard?.projectId === projectId && scenes.length > 0,
        run: paste,
      },
      { id: 'select-all', label: 'Select all clips of the scene', group: 'Timeline', icon: SquareDashed, shortcuts: ['mod+a'], when: () => scenes.length > 0, run: takeAll },
      { id: 'select-next-too', label: 'Select the next one, too', group: 'Timeline', shortcuts: ['mod+shift+arrowdown', 'mod+shift+arrowright'], run: () => extend(scenes, 1) },
      { id: 'select-previous-too', label: 'Select the previous one, too', group: 'Timeline', shortcuts: ['mod+shift+arrowup', 'mod+shift+arrowleft'], run: () => extend(scenes, -1) },
    ] satisfies Action[];
  }, [apply, clipboard, timeline, mayEdit]);
}
