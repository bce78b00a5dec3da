import { useMemo } from 'react';
import { useCommand, type Outcome } from '@/api/command';
import { chooseClip, promoteClip } from '@/features/clip/operations';
import { chooseScene, promoteScene } from '@/features/scene/operations';
import type { SceneData } from '@/features/timeline/geometry';
import { findClip, findScene } from '@/features/timeline/neighbours';
import type { Version } from '@/ui/version-list';
import type { Selection } from '@/workspace/stage';

interface Versioned {
  readonly id: string;
  readonly name: string;
  readonly badge: string;
  readonly alternates: readonly { readonly id: string; readonly name: string; readonly badge: string }[];
}

/** All versions by badge, the original first; the one on the timeline is the chosen one. */
export function versionsOf(chosen: Versioned): readonly Version[] {
  const all = [{ ...chosen, isChosen: true }, ...chosen.alternates.map((alternate) => ({ ...alternate, isChosen: false }))];
  const number = ({ badge }: { badge: string }) => Number(badge.slice(1));
  return all.sort((left, right) => number(left) - number(right));
}

/** The versions of what is selected; none when it is gone. */
export function selectedVersions(scenes: readonly SceneData[], selection: Selection | null): readonly Version[] {
  const chosen = selection?.kind === 'clip' ? findClip(scenes, selection.id) : findScene(scenes, selection?.id);
  return chosen ? versionsOf(chosen) : [];
}

export interface VersionChanges {
  readonly choose: (id: string) => Promise<Outcome<unknown>>;
  readonly promote: (id: string) => Promise<Outcome<unknown>>;
}

export function useVersionChanges(kind: Selection['kind'] | undefined): VersionChanges {
  const send = useCommand();
  return useMemo(() => {
    const isClip = kind === 'clip';
    return {
      choose: (id) => (isClip ? send(chooseClip, { clipId: id }) : send(chooseScene, { sceneId: id })),
      promote: (id) => (isClip ? send(promoteClip, { clipId: id }) : send(promoteScene, { sceneId: id })),
    };
  }, [send, kind]);
}
