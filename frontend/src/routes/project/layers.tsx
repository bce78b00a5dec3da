import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { CompareDialog, Compare } from '@/features/compare/compare-dialog';
import { DeletedDialog } from '@/features/deleted/deleted-dialog';
import { GenerateDialog } from '@/features/generate/generate-dialog';
import { ExportDialog } from '@/features/interchange/export-dialog';
import { ImportDialog } from '@/features/interchange/import-dialog';
import { MusicDialog } from '@/features/music/music-dialog';
import { MembersDialog } from '@/features/project/members-dialog';
import { ShotListDialog } from '@/features/project/shot-list-dialog';
import { SettingsDialog, type ProjectDetails } from '@/features/project/settings-dialog';
import type { TimelineData } from '@/features/timeline/geometry';
import { forEach, useApply } from '@/routes/project/use-apply';
import { selectedVersions, useVersionChanges } from '@/routes/project/use-versions';
import type { Layer } from '@/routes/project/view-actions';
import { rates } from '@/time/frame-rate';
import { select, useStage, type Selection } from '@/workspace/stage';

interface LayersProps {
  layer: Layer | null;
  project: ProjectDetails;
  timeline: TimelineData;
  mayEdit: boolean;
  onClose: () => void;
}

/** The dialogs of a project; one of them is open at most. */
export function Layers({ layer, project, timeline, mayEdit, onClose }: LayersProps) {
  const apply = useApply(timeline.projectId);
  const navigate = useNavigate();
  function open(projectId: string) {
    onClose();
    void navigate({ to: '/projects/$projectId', params: { projectId } });
  }
  return (
    <>
      <SettingsDialog isOpen={layer === 'settings'} project={project} onClose={onClose} />
      <ShotListDialog isOpen={layer === 'shot-list'} projectId={project.id} mayEdit={mayEdit} onClose={onClose} />
      <MembersDialog isOpen={layer === 'members'} project={project} onClose={onClose} />
      <ImportDialog isOpen={layer === 'import'} projectId={project.id} onClose={onClose} onImported={() => {}} onOpen={open} onApply={apply} />
      <ExportDialog isOpen={layer === 'export'} projectId={project.id} rate={rates[timeline.frameRate]} onClose={onClose} />
      <MusicDialog isOpen={layer === 'music'} projectId={project.id} music={project.music ?? null} rate={rates[timeline.frameRate]} startFrame={timeline.startFrame} onClose={onClose} />
      {layer === 'generate' && <Generate projectId={timeline.projectId} onClose={onClose} />}
      <Deleted isOpen={layer === 'deleted'} {...{ timeline, mayEdit, onClose }} />
      <CompareDialog isOpen={layer === 'compare'} onClose={onClose}>
        <SelectedVersions {...{ timeline, mayEdit }} />
      </CompareDialog>
    </>
  );
}

function Generate({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const navigate = useNavigate();
  // What is selected when it is opened, whatever becomes of the selection meanwhile.
  const [clipIds] = useState(() => [...useStage.getState().marked]);
  return <GenerateDialog {...{ projectId, clipIds, onClose }} onQueue={(batch) => void navigate({ to: '/queue', search: { project: projectId, batch } })} onWorkers={() => void navigate({ to: '/workers' })} />;
}

type PartProps = Pick<LayersProps, 'timeline' | 'mayEdit'>;

function Deleted({ timeline, mayEdit, isOpen, onClose }: PartProps & { isOpen: boolean; onClose: () => void }) {
  const apply = useApply(timeline.projectId);
  const sceneNames = new Map(timeline.scenes.map(({ id, name }) => [id, name]));
  async function restore(kind: Selection['kind'], id: string) {
    const outcome = await apply(forEach(kind, [id], 'restore'));
    if (outcome.ok) select(kind, id);
    return outcome;
  }
  return <DeletedDialog {...{ isOpen, onClose, mayEdit, sceneNames }} projectId={timeline.projectId} rate={rates[timeline.frameRate]} onRestore={restore} />;
}

function SelectedVersions({ timeline, mayEdit }: PartProps) {
  const selection = useStage((stage) => stage.selection);
  const { choose, promote } = useVersionChanges(selection?.kind);
  const versions = selectedVersions(timeline.scenes, selection);
  if (!selection || versions.length < 2) return <p className="p-6 text-center text-muted">There is only one version left.</p>;
  return (
    <Compare
      kind={selection.kind}
      selectedId={selection.id}
      rate={rates[timeline.frameRate]}
      onChoose={choose}
      onPromote={promote}
      {...{ versions, mayEdit }}
    />
  );
}
