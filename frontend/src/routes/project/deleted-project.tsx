import { Link } from '@tanstack/react-router';
import { Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useCommand } from '@/api/command';
import { restoreProject } from '@/features/project/operations';
import type { ProjectDetails } from '@/features/project/settings-dialog';
import { PageBar } from '@/routes/page-bar';
import { Button } from '@/ui/button';
import { Empty, ErrorNotice } from '@/ui/notice';

/** In the place of the desk, while the project is deleted. */
export function DeletedProject({ project, onRestored }: { project: ProjectDetails; onRestored: () => void }) {
  const send = useCommand();
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  async function restore() {
    setIsBusy(true);
    const outcome = await send(restoreProject, { projectId: project.id });
    setIsBusy(false);
    if (outcome.ok) onRestored();
    else setMessage(outcome.error.message);
  }
  return (
    <div className="flex h-full flex-col">
      <PageBar />
      <Empty icon={Trash2} title={`${project.name} is deleted`} text="Nobody can work on it until its owner restores it.">
        {project.viewerRole === 'OWNER' && (
          <Button tone="accent" icon={Undo2} isBusy={isBusy} onClick={() => void restore()}>
            Restore
          </Button>
        )}
        <Link to="/" className="self-center px-2 text-accent underline-offset-4 hover:underline">
          Go to your projects
        </Link>
      </Empty>
      {message && <ErrorNotice className="mx-auto" message={message} />}
    </div>
  );
}
