import { useCallback } from 'react';
import { useCommand, type Failure, type Outcome, type Refusal } from '@/api/command';
import { applyCommands } from '@/features/timeline/operations';
import type { CommandInput } from '@/gql/graphql';
import { toast } from '@/ui/toast';
import { selectAll, type Selection } from '@/workspace/stage';

export type Applied = Outcome<{ readonly created: readonly string[] }>;
export type Apply = (commands: readonly CommandInput[], note?: string) => Promise<Applied>;

/** Sends commands that are done together or not at all. */
export function useApply(projectId: string): Apply {
  const send = useCommand();
  return useCallback((commands, note) => send(applyCommands, { projectId, commands: [...commands], note: note ?? null }), [send, projectId]);
}

export function complain(error: Refusal | Failure): void {
  toast(error.message, 'danger');
}

/** Selects the scenes or clips that were made. A copied scene brings clips with it, which are not meant. */
export function selectMade(kind: Selection['kind'], created: readonly string[]): void {
  const made = created.filter((id) => id.startsWith(`${kind}-`));
  if (made.length > 0) selectAll(kind, made);
}

const words = { clip: ['The clip is', 'clips are', ''], scene: ['The scene is', 'scenes are', ' with all clips'] } as const;

/** "The clip is deleted." or "3 scenes are deleted with all clips." */
export function said(kind: Selection['kind'], count: number, done: string): string {
  const [one, many, addition] = words[kind];
  return `${count === 1 ? one : `${count} ${many}`} ${done}${addition}.`;
}

/** One command for each of the ids. */
export function forEach(kind: Selection['kind'], ids: Iterable<string>, verb: 'delete' | 'restore' | 'duplicate'): readonly CommandInput[] {
  return [...ids].map((id): CommandInput => {
    if (kind === 'clip') return commands[verb].clip({ clipId: id });
    return commands[verb].scene({ sceneId: id });
  });
}

const commands = {
  delete: { clip: (deleteClip: { clipId: string }) => ({ deleteClip }), scene: (deleteScene: { sceneId: string }) => ({ deleteScene }) },
  restore: { clip: (restoreClip: { clipId: string }) => ({ restoreClip }), scene: (restoreScene: { sceneId: string }) => ({ restoreScene }) },
  duplicate: { clip: (duplicateClip: { clipId: string }) => ({ duplicateClip }), scene: (duplicateScene: { sceneId: string }) => ({ duplicateScene }) },
} satisfies Record<string, { clip: (input: { clipId: string }) => CommandInput; scene: (input: { sceneId: string }) => CommandInput }>;
