import { GitBranch, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ProjectDetails } from '@/features/project/settings-dialog';
import { PageBar } from '@/routes/page-bar';
import { useBranching } from '@/routes/project/use-branching';
import { Button } from '@/ui/button';
import { Empty, ErrorNotice } from '@/ui/notice';

/** In the place of the desk, while the branch is deleted. */
export function DeletedBranch({ project, onRestored }: { project: ProjectDetails; onRestored: () => void }) {
  const branching = useBranching();
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const mayRestore = project.viewerRole === 'OWNER' || project.viewerRole === 'EDITOR';
  async function restore() {
    setIsBusy(true);
    const outcome = await branching.restore(project.id);
    setIsBusy(false);
    if (outcome.ok) onRestored();
    else setMessage(outcome.error.message);
  }
  return (
    <div className="flex h-full flex-col">
      <PageBar />
      <Empty icon={GitBranch} title={`The branch ${project.branch?.name ?? ''} is deleted`} text={`It belongs to ${project.name}. All its changes are kept.`}>
        {mayRestore && (
          <Button tone="accent" icon={Undo2} isBusy={isBusy} onClick={() => void restore()}>
            Restore
          </Button>
        )}
        <Button onClick={() => branching.open(project.trunkId)}>Go to the project</Button>
      </Empty>
      {message && <ErrorNotice className="mx-auto" message={message} />}
    </div>
  );
}
