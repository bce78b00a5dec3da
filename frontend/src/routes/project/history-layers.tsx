import { Link } from '@tanstack/react-router';
import type { Outcome } from '@/api/command';
import { BranchDialog } from '@/features/branch/branch-dialog';
import { BranchesDialog } from '@/features/branch/branches-dialog';
import { DeleteBranch } from '@/features/branch/delete-branch';
import { CompareMomentsDialog } from '@/features/history/compare-dialog';
import { InterferedDialog } from '@/features/history/interfered-dialog';
import type { Undoing } from '@/features/history/use-undo';
import type { ProjectDetails } from '@/features/project/settings-dialog';
import type { Branching } from '@/routes/project/use-branching';
import type { Restore } from '@/routes/project/use-restore';
import { Confirm } from '@/ui/confirm';
import { describeExactly } from '@/ui/moment';

/** The dialog of the history that is open, with the position that it is about. */
export type HistoryLayer =
  | { readonly kind: 'restore' | 'branch'; readonly position: number | null; readonly at?: string | undefined }
  | { readonly kind: 'compare'; readonly from: number }
  | { readonly kind: 'branches' | 'rename-branch' | 'delete-branch' };

interface HistoryLayersProps {
  layer: HistoryLayer | null;
  project: ProjectDetails;
  isEditor: boolean;
  undoing: Undoing;
  branching: Branching;
  restore: Restore;
  see: (position: number | null) => void;
  onClose: () => void;
}

/** The dialogs of the history and the branches; one of them is open at most. */
export function HistoryLayers({ layer, project, isEditor, undoing, branching, restore, see, onClose }: HistoryLayersProps) {
  const { id: projectId, branch } = project;
  const position = layer && 'position' in layer ? layer.position : null;
  const when = layer && 'at' in layer && layer.at ? describeExactly(layer.at) : `change ${position ?? 0}`;

  async function restoreEverything() {
    if (position === null) return;
    const outcome = await restore({ position });
    if (!outcome.ok) return outcome.error.message;
    see(null);
  }
  async function removeBranch() {
    const outcome = await branching.remove(projectId);
    if (!outcome.ok) return outcome.error.message;
    branching.open(branch?.parentId ?? project.trunkId);
  }

  return (
    <>
      <InterferedDialog {...undoing} />
      <Confirm isOpen={layer?.kind === 'restore'} tone="accent" title="Restore everything?" verb="Restore everything" onClose={onClose} onConfirm={restoreEverything}>
        The whole project becomes as it was on {when}. This is a new change: what was made since stays in the history, and you can undo it.
      </Confirm>
      <BranchDialog
        isOpen={layer?.kind === 'branch'}
        title={position === null ? 'New branch from now' : `New branch from ${when}`}
        description="A branch is a line of work of its own: change what you like, the project stays as it is until you merge."
        verb="Make the branch"
        name=""
        onName={(name) => branching.make(projectId, name, position)}
        onClose={onClose}
      />
      <BranchDialog
        isOpen={layer?.kind === 'rename-branch'}
        title="Rename the branch"
        description="Everybody sees the new name."
        verb="Rename"
        name={branch?.name ?? ''}
        onName={(name) => branching.rename(projectId, name)}
        onClose={onClose}
      />
      <DeleteBranch isOpen={layer?.kind === 'delete-branch'} name={branch?.name ?? ''} onConfirm={removeBranch} onClose={onClose} />
      <BranchesDialog
        isOpen={layer?.kind === 'branches'}
        onClose={onClose}
        projectId={projectId}
        mayEdit={isEditor}
        onDelete={(id) => thenLeaving(branching.remove(id), () => id === projectId && branching.open(branch?.parentId ?? project.trunkId))}
        onRestore={branching.restore}
        linkOf={({ id, name }) => (
          <Link to="/projects/$projectId" params={{ projectId: id }} onClick={onClose} className="truncate text-accent underline-offset-4 hover:underline">
            {name}
          </Link>
        )}
      />
      <CompareMomentsDialog
        isOpen={layer?.kind === 'compare'}
        onClose={onClose}
        projectId={projectId}
        from={layer?.kind === 'compare' ? layer.from : project.position}
        mayEdit={isEditor}
        onRestore={(id, at, fields) => restore({ position: at, id, ...(fields && { fields }) })}
      />
    </>
  );
}

/** Goes elsewhere when it is done. */
async function thenLeaving(deed: Promise<Outcome<unknown>>, leave: () => void): Promise<Outcome<unknown>> {
  const outcome = await deed;
  if (outcome.ok) leave();
  return outcome;
}
