import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useCommand, type Outcome } from '@/api/command';
import { deleteBranch, forkBranch, renameBranch, restoreBranch } from '@/features/branch/operations';
import { toast } from '@/ui/toast';

export interface Branching {
  readonly open: (projectId: string) => void;
  readonly merge: (sourceId: string, targetId: string) => void;
  /** From a position of a project or branch, null for now; goes there. */
  readonly make: (projectId: string, name: string, position: number | null) => Promise<Outcome<unknown>>;
  readonly rename: (branchId: string, name: string) => Promise<Outcome<unknown>>;
  readonly remove: (branchId: string) => Promise<Outcome<unknown>>;
  readonly restore: (branchId: string) => Promise<Outcome<unknown>>;
}

/** Everything that can be done with branches. */
export function useBranching(): Branching {
  const send = useCommand();
  const navigate = useNavigate();
  return useMemo(() => {
    const open = (projectId: string) => void navigate({ to: '/projects/$projectId', params: { projectId }, search: {} });

    async function make(projectId: string, name: string, position: number | null) {
      const outcome = await send(forkBranch, { projectId, name, ...(position !== null && { at: { position } }) });
      if (!outcome.ok) return outcome;
      toast(`You are on the branch ${name} now. What you change here does not touch the project until it is merged.`);
      open(outcome.value.branch.id);
      return outcome;
    }

    return {
      open,
      make,
      merge: (sourceId, targetId) => void navigate({ to: '/projects/$projectId/merge', params: { projectId: targetId }, search: { from: sourceId } }),
      rename: (branchId, name) => send(renameBranch, { branchId, name }),
      remove: (branchId) => send(deleteBranch, { branchId }),
      restore: (branchId) => send(restoreBranch, { branchId }),
    };
  }, [send, navigate]);
}
