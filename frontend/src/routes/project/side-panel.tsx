import { useNavigate } from '@tanstack/react-router';
import { MousePointerClick, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { runAction } from '@/actions/registry';
import type { Outcome } from '@/api/command';
import { ClipPanel } from '@/features/clip/clip-panel';
import type { RestoreClip } from '@/features/clip/clip-version';
import { HistoryPanel, type HistoryPanelProps } from '@/features/history/history-panel';
import { ScenePanel } from '@/features/scene/scene-panel';
import type { TimelineData } from '@/features/timeline/geometry';
import { TakeStrip } from '@/features/take/take-strip';
import { complain } from '@/routes/project/use-apply';
import { selectedVersions, useVersionChanges } from '@/routes/project/use-versions';
import { rates } from '@/time/frame-rate';
import { IconButton } from '@/ui/button';
import { cn } from '@/ui/cn';
import { ErrorBoundary } from '@/ui/error-boundary';
import { Empty } from '@/ui/notice';
import { VersionList, type Version } from '@/ui/version-list';
import { useAt } from '@/workspace/moment';
import { usePreferences } from '@/workspace/preferences';
import { select, useStage, type Selection } from '@/workspace/stage';

function Versions({ versions, selection, mayEdit }: { versions: readonly Version[]; selection: Selection; mayEdit: boolean }) {
  const { kind, id } = selection;
  const { choose, promote } = useVersionChanges(kind);
  async function settle(change: Promise<Outcome<unknown>>) {
    const outcome = await change;
    if (!outcome.ok) complain(outcome.error);
  }
  return (
    <VersionList
      versions={versions}
      selectedId={id}
      mayEdit={mayEdit}
      onSelect={(wanted) => select(kind, wanted)}
      onChoose={(wanted) => void settle(choose(wanted))}
      onPromote={(wanted) => void settle(promote(wanted))}
      onMake={() => runAction('make-alternate')}
      onCompare={() => runAction('compare')}
    />
  );
}

function Inspector({ timeline, mayEdit, onRestore, close }: Pick<SidePanelProps, 'timeline' | 'mayEdit' | 'onRestore'> & { close: ReactNode }) {
  const selection = useStage((stage) => stage.selection);
  const count = useStage((stage) => stage.marked.size);
  const rate = rates[timeline.frameRate];
  const at = useAt();
  const navigate = useNavigate();
  const toQueue = (clip: string) => void navigate({ to: '/queue', search: { project: timeline.projectId, clip } });
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
  const versions = selectedVersions(timeline.scenes, selection);
  const alternates = versions.length > 0 && <Versions {...{ versions, selection, mayEdit }} />;
  const shared = { rate, mayEdit, actions: close, alternates };
  return (
    <>
      {kind === 'clip' ? <ClipPanel key={id} clipId={id} onRestore={onRestore} {...shared} takes={!at && <TakeStrip key={id} projectId={timeline.projectId} clipId={id} mayEdit={mayEdit} onQueue={() => toQueue(id)} />} /> : <ScenePanel key={id} sceneId={id} {...shared} />}
      {count > 1 && (
        <p className="sticky bottom-0 border-t bg-panel px-4 py-2 text-xs text-muted">
          {count} {kind}s are selected; these are the details of one of them.
        </p>
      )}
    </>
  );
}

interface SidePanelProps {
  timeline: TimelineData;
  mayEdit: boolean;
  onRestore: RestoreClip;
  history: Omit<HistoryPanelProps, 'projectId' | 'selection' | 'actions'>;
}

export function SidePanel({ timeline, mayEdit, onRestore, history }: SidePanelProps) {
  const panel = usePreferences((preferences) => preferences.panel);
  const selection = useStage((stage) => stage.selection);
  if (panel === null) return null;
  const close = <IconButton icon={X} label="Close the panel" onClick={() => usePreferences.setState({ panel: null })} />;
  return (
    <aside
      aria-label={panel === 'history' ? 'History' : 'Details'}
      className={cn(
        'w-[21rem] shrink-0 overflow-y-auto border-l bg-panel',
        'max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-40 max-md:h-[58dvh] max-md:w-full max-md:rounded-t-xl max-md:border-t max-md:border-l-0 max-md:shadow-pop',
        panel === 'inspector' && selection === null && 'max-md:hidden',
      )}
    >
      <ErrorBoundary what="The side panel">
        {panel === 'history' ? (
          <HistoryPanel projectId={timeline.projectId} {...{ selection }} actions={close} {...history} />
        ) : (
          <Inspector {...{ timeline, mayEdit, onRestore, close }} />
        )}
      </ErrorBoundary>
    </aside>
  );
}
