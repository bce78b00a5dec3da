import { useMemo, useState } from 'react';
import { useActions } from '@/actions/registry';
import type { BranchDeeds } from '@/features/branch/branch-switcher';
import type { EntryDeeds } from '@/features/history/activity-item';
import { useUndo } from '@/features/history/use-undo';
import type { ProjectDetails } from '@/features/project/settings-dialog';
import { historyActions } from '@/routes/project/history-actions';
import type { HistoryLayer } from '@/routes/project/history-layers';
import { useBranching } from '@/routes/project/use-branching';
import { useRestore } from '@/routes/project/use-restore';

interface HistoryOf {
  project: ProjectDetails;
  /** Whether the person may change the project, though not while looking at the past. */
  isEditor: boolean;
  /** The position that is shown, null for now, and when it was as soon as that is known. */
  moment: number | null;
  momentAt: string | undefined;
  see: (position: number | null) => void;
}

/** Undo, time travel and branches of the open project: its actions, and what its panels and dialogs need. */
export function useHistory({ project, isEditor, moment, momentAt, see }: HistoryOf) {
  const [layer, show] = useState<HistoryLayer | null>(null);
  const undoing = useUndo(project.id);
  const { take } = undoing;
  const restore = useRestore(project.id, take);
  const branching = useBranching();
  const actions = useMemo(
    () => historyActions({ project, isEditor, moment, momentAt, take, see, show }),
    [project, isEditor, moment, momentAt, take, see],
  );
  useActions(actions);

  const entryDeeds: EntryDeeds = {
    mayEdit: isEditor,
    mayUndo: isEditor && moment === null,
    onUndo: ({ position }) => take('undo', position),
    onRedo: ({ position }) => take('redo', position),
    onSee: ({ position }) => see(position),
    onRestore: ({ position, at }) => show({ kind: 'restore', position, at }),
    onBranch: ({ position, at }) => show({ kind: 'branch', position, at }),
  };
  const branchDeeds: BranchDeeds = {
    onSwitch: branching.open,
    onMake: () => show({ kind: 'branch', position: null }),
    onRename: () => show({ kind: 'rename-branch' }),
    onDelete: () => show({ kind: 'delete-branch' }),
    onMerge: branching.merge,
    onAll: () => show({ kind: 'branches' }),
  };
  return { undoing, restore, branching, layer, close: () => show(null), entryDeeds, branchDeeds };
}
