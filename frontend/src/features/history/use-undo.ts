import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { allAnswered, useCommand, type Failure, type Outcome, type Refusal } from '@/api/command';
import type { UndoDoneFragment, UndoInput } from '@/gql/graphql';
import { flash } from '@/live/live-provider';
import { toast } from '@/ui/toast';
import { inOrder } from './in-order';
import { redo, undo } from './operations';

export type Direction = 'undo' | 'redo';
export type Interfered = Extract<Refusal, { __typename: 'InterferedError' }>;

/** A step that others built upon. */
export interface Interruption {
  readonly direction: Direction;
  readonly error: Interfered;
}

export interface Undoing {
  /** Takes the latest step back, or the one at a position. */
  readonly take: (direction: Direction, position?: number) => void;
  readonly interruption: Interruption | null;
  readonly takeAnyway: () => Promise<Refusal | Failure | null>;
  readonly dismiss: () => void;
}

/** What a step is about: the sentence of an undo is that of the change that it took back, with a word before it. */
export function stepOf(sentence: string): string {
  return sentence.replace(/^((undid|redid): )+/, '');
}

const words = { undo: 'Undone', redo: 'Redone' } as const;
const back = { undo: 'redo', redo: 'undo' } as const;
const labels = { undo: 'Undo', redo: 'Redo' } as const;

/** Undo and redo: one at a time, after every change that is still on its way, none lost and none doubled. */
export function useUndo(projectId: string): Undoing {
  const send = useCommand();
  const [interruption, setInterruption] = useState<Interruption | null>(null);
  const next = useMemo(() => inOrder<Outcome<UndoDoneFragment>>(), []);
  const latest = useRef<Undoing['take']>(() => {});

  const ask = useCallback(
    async (direction: Direction, input: Omit<UndoInput, 'projectId'>) => {
      const outcome = await next(async () => {
        await allAnswered();
        return send(direction === 'undo' ? undo : redo, { projectId, ...input });
      });
      if (outcome?.ok) told(direction, outcome.value, () => latest.current(back[direction]));
      return outcome;
    },
    [next, send, projectId],
  );

  const take = useCallback<Undoing['take']>(
    (direction, position) => {
      void ask(direction, position === undefined ? {} : { position }).then((outcome) => {
        if (!outcome || outcome.ok) return;
        if (outcome.error.__typename === 'InterferedError') setInterruption({ direction, error: outcome.error });
        else toast(outcome.error.message, 'danger', undefined, 'undo');
      });
    },
    [ask],
  );
  useEffect(() => {
    latest.current = take;
  });

  const takeAnyway = useCallback(async () => {
    if (!interruption) return null;
    const { direction, error } = interruption;
    const outcome = await ask(direction, { position: error.change, anyway: true });
    if (outcome?.ok === false) return outcome.error;
    setInterruption(null);
    return null;
  }, [ask, interruption]);

  const dismiss = useCallback(() => setInterruption(null), []);
  return useMemo(() => ({ take, interruption, takeAnyway, dismiss }), [take, interruption, takeAnyway, dismiss]);
}

function told(direction: Direction, { position, sentence, ids }: UndoDoneFragment, onBack: () => void): void {
  if (position === null) return toast(`Nothing had to change: ${stepOf(sentence)}`, 'info', undefined, 'undo');
  flash(ids, 'var(--color-accent)');
  toast(`${words[direction]}: ${stepOf(sentence)}`, 'good', { label: labels[back[direction]], run: onBack }, 'undo');
}
