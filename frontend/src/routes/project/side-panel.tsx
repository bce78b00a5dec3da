import { MousePointerClick, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { runAction } from '@/actions/registry';
import { useCommand } from '@/api/command';
import { ClipPanel } from '@/features/clip/clip-panel';
import { chooseClip, promoteClip } from '@/features/clip/operations';
import { ActivityPanel } from '@/features/history/activity-panel';
import { chooseScene, promoteScene } from '@/features/scene/operations';
import { ScenePanel } from '@/features/scene/scene-panel';
import type { TimelineData } from '@/features/timeline/geometry';
import { findClip, findScene } from '@/features/timeline/neighbours';
import { complain } from '@/routes/project/use-edit-actions';
import { rates } from '@/time/frame-rate';
import { IconButton } from '@/ui/button';
import { cn } from '@/ui/cn';
import { ErrorBoundary } from '@/ui/error-boundary';
import { Empty } from '@/ui/notice';
import { VersionList, type Version } from '@/ui/version-list';
import { usePreferences } from '@/workspace/preferences';
import { select, useStage, type Selection } from '@/workspace/stage';

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

function Versions({ chosen, selection, mayEdit }: { chosen: Versioned; selection: Selection; mayEdit: boolean }) {
  const send = useCommand();
  const { kind, id } = selection;
  async function choose(wanted: string) {
    const outcome = kind === 'clip' ? await send(chooseClip, { clipId: wanted }) : await send(chooseScene, { sceneId: wanted });
    if (!outcome.ok) complain(outcome.error);
  }
  async function promote(wanted: string) {
    const outcome = kind === 'clip' ? await send(promoteClip, { clipId: wanted }) : await send(promoteScene, { sceneId: wanted });
    if (!outcome.ok) complain(outcome.error);
  }
  return (
    <VersionList
      versions={versionsOf(chosen)}
      selectedId={id}
      mayEdit={mayEdit}
      onSelect={(wanted) => select(kind, wanted)}
      onChoose={(wanted) => void choose(wanted)}
      onPromote={(wanted) => void promote(wanted)}
      onMake={() => runAction('make-alternate')}
    />
  );
}

function Inspector({ timeline, mayEdit, close }: { timeline: TimelineData; mayEdit: boolean; close: ReactNode }) {
  const selection = useStage((stage) => stage.selection);
  const rate = rates[timeline.frameRate];
  if (!selection) {
    return (
      <Empty
        icon={MousePointerClick}
        title="Nothing selected"
        text="Choose a scene or a clip on the timeline to see and change everything about it."
      />
    );
  }
  const { kind, id } = selection;
  const chosen = kind === 'clip' ? findClip(timeline.scenes, id) : findScene(timeline.scenes, id);
  const alternates = chosen && <Versions {...{ chosen, selection, mayEdit }} />;
  const shared = { rate, mayEdit, actions: close, alternates };
  return kind === 'clip' ? <ClipPanel key={id} clipId={id} {...shared} /> : <ScenePanel key={id} sceneId={id} {...shared} />;
}

export function SidePanel({ timeline, mayEdit }: { timeline: TimelineData; mayEdit: boolean }) {
  const panel = usePreferences((preferences) => preferences.panel);
  const hasSelection = useStage((stage) => stage.selection !== null);
  if (panel === null) return null;
  const close = <IconButton icon={X} label="Close the panel" onClick={() => usePreferences.setState({ panel: null })} />;
  return (
    <aside
      aria-label={panel === 'activity' ? 'Activity' : 'Details'}
      className={cn(
        'w-[21rem] shrink-0 overflow-y-auto border-l bg-panel',
        'max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-40 max-md:h-[58dvh] max-md:w-full max-md:rounded-t-xl max-md:border-t max-md:border-l-0 max-md:shadow-pop',
        panel === 'inspector' && !hasSelection && 'max-md:hidden',
      )}
    >
      <ErrorBoundary what="The side panel">
        {panel === 'activity' ? (
          <ActivityPanel projectId={timeline.projectId} actions={close} />
        ) : (
          <Inspector {...{ timeline, mayEdit, close }} />
        )}
      </ErrorBoundary>
    </aside>
  );
}
