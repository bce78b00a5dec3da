import { useState, type SubmitEvent } from 'react';
import { useCommand } from '@/api/command';
import { editProject } from './operations';
import type { ProjectCardFragment } from '@/gql/graphql';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { TextArea, TextField } from '@/ui/field';
import { ErrorNotice } from '@/ui/notice';

interface RenameDialogProps {
  project: ProjectCardFragment | null;
  onClose: () => void;
}

export function RenameDialog({ project, onClose }: RenameDialogProps) {
  return (
    <Dialog isOpen={project !== null} onClose={onClose} title="Name and description">
      {project && <RenameForm project={project} onClose={onClose} />}
    </Dialog>
  );
}

function RenameForm({ project, onClose }: { project: ProjectCardFragment; onClose: () => void }) {
  const send = useCommand();
  const [message, setMessage] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    const outcome = await send(editProject, {
      projectId: project.id,
      expectedVersion: project.version,
      name: String(form.get('name')).trim(),
      description: String(form.get('description')).trim(),
    });
    setIsBusy(false);
    if (outcome.ok) onClose();
    else setMessage(outcome.error.message);
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5">
      <TextField label="Name" name="name" required maxLength={200} defaultValue={project.name} />
      <TextArea label="Description" name="description" defaultValue={project.description} />
      {message && <ErrorNotice message={message} />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="accent" isBusy={isBusy}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}
