import { Columns2, GitBranch, GitBranchPlus, History, Redo2, RotateCcw, Undo2 } from 'lucide-react';
import type { Action } from '@/actions/registry';
import { stepOf, type Undoing } from '@/features/history/use-undo';
import type { ProjectDetails } from '@/features/project/settings-dialog';
import type { HistoryLayer } from '@/routes/project/history-layers';
import { usePreferences } from '@/workspace/preferences';

interface HistoryDesk {
  project: ProjectDetails;
  /** Whether the person may change the project, though not while looking at the past. */
  isEditor: boolean;
  /** The position that is shown, null for now. */
  moment: number | null;
  /** When that was, as soon as it is known. */
  momentAt: string | undefined;
  take: Undoing['take'];
  see: (position: number | null) => void;
  show: (layer: HistoryLayer) => void;
}

/** What a button of a step says: what it would do, or why nothing. */
export function stepHint(verb: string, step: { readonly sentence: string } | null | undefined, { isEditor, isPast }: { isEditor: boolean; isPast: boolean }): string {
  if (isPast) return `${verb}: the past cannot be changed.`;
  if (!isEditor) return `${verb}: you may not change this project.`;
  return step ? `${verb}: ${stepOf(step.sentence)}` : `${verb}: there is no change of yours to ${verb.toLowerCase()}.`;
}

/** Opens the list and the bar together, and closes them when both are there. */
function toggleHistory(): void {
  usePreferences.setState(({ panel, isHistoryBarOpen }) => {
    const isOpen = panel === 'history' && isHistoryBarOpen;
    return { panel: isOpen ? 'inspector' : 'history', isHistoryBarOpen: !isOpen };
  });
}

export function historyActions({ project, isEditor, moment, momentAt, take, see, show }: HistoryDesk): readonly Action[] {
  const group = 'History';
  const { undo, redo } = project.undoState;
  const isPast = moment !== null;
  const mayEdit = () => isEditor && !isPast;
  const inThePast = () => isPast;
  const from = moment ?? project.position;
  return [
    {
      id: 'undo',
      label: 'Undo',
      group,
      icon: Undo2,
      shortcuts: ['mod+z'],
      hint: stepHint('Undo', undo, { isEditor, isPast }),
      isIdle: undo === null,
      when: mayEdit,
      run: () => take('undo'),
    },
    {
      id: 'redo',
      label: 'Redo',
      group,
      icon: Redo2,
      shortcuts: ['mod+shift+z', 'mod+y'],
      hint: stepHint('Redo', redo, { isEditor, isPast }),
      isIdle: redo === null,
      when: mayEdit,
      run: () => take('redo'),
    },
    { id: 'history', label: 'Show or hide the history', group, icon: History, shortcuts: ['h'], run: toggleHistory },
    { id: 'back-to-now', label: 'Back to now', group, icon: Undo2, when: inThePast, run: () => see(null) },
    {
      id: 'restore-everything',
      label: 'Restore everything as it was then',
      group,
      icon: RotateCcw,
      when: () => isEditor && isPast,
      run: () => show({ kind: 'restore', position: from, at: momentAt }),
    },
    { id: 'compare-with-now', label: 'Compare this moment with now', group, icon: Columns2, when: inThePast, run: () => show({ kind: 'compare', from }) },
    {
      id: 'branch-from-moment',
      label: 'Branch from this moment',
      group,
      icon: GitBranch,
      when: () => isEditor && isPast,
      run: () => show({ kind: 'branch', position: moment, at: momentAt }),
    },
    { id: 'compare-moments', label: 'Compare two moments', group, icon: Columns2, run: () => show({ kind: 'compare', from }) },
    { id: 'new-branch', label: 'New branch from now', group, icon: GitBranchPlus, when: mayEdit, run: () => show({ kind: 'branch', position: null }) },
    { id: 'branches', label: 'All branches', group, icon: GitBranch, run: () => show({ kind: 'branches' }) },
  ];
}
