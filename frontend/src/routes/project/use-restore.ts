import { useCallback } from 'react';
import { useCommand, type Outcome } from '@/api/command';
import { restore } from '@/features/history/operations';
import type { Undoing } from '@/features/history/use-undo';
import { flash } from '@/live/live-provider';
import { toast } from '@/ui/toast';

export interface Wanted {
  readonly position: number;
  /** A scene or clip; left out: everything. */
  readonly id?: string;
  readonly fields?: readonly string[];
}

export type Restore = (wanted: Wanted) => Promise<Outcome<unknown>>;

/** Makes things as they were, as a new change, and says that it can be undone. */
export function useRestore(projectId: string, take: Undoing['take']): Restore {
  const send = useCommand();
  return useCallback(
    async ({ position, id, fields }) => {
      const outcome = await send(restore, { projectId, at: { position }, ...(id && { id }), ...(fields && { fields: [...fields] }) });
      if (!outcome.ok) return outcome;
      const isSame = outcome.value.position === null;
      flash(outcome.value.ids, 'var(--color-accent)');
      if (isSame) toast('It is like that already.', 'info');
      else toast('Restored.', 'good', { label: 'Undo', run: () => take('undo') }, 'undo');
      return outcome;
    },
    [send, projectId, take],
  );
}
