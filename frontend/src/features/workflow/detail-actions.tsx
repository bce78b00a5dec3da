import { Download, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useCommand } from '@/api/command';
import { Button } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { saveFile } from '@/ui/save-file';
import { toast } from '@/ui/toast';
import { EditWorkflowDialog } from './edit-workflow-dialog';
import { removeWorkflow } from './operations';
import type { Workflow } from './words';

interface DetailActionsProps {
  workflow: Workflow;
  taken: ReadonlySet<string>;
  onRemoved: () => void;
  onSaved: (id: string) => void;
}

/** A file of any workflow to change elsewhere, and the way out of the library. */
export function DetailActions({ workflow, taken, onRemoved, onSaved }: DetailActionsProps) {
  const { id, name, saved } = workflow;
  const [isAsking, setIsAsking] = useState(false);
  const [isEditing, setIsEditing] = useState(false);
  const send = useCommand();

  async function remove(revision: number): Promise<string | null> {
    const outcome = await send(removeWorkflow, { id, expectedVersion: revision });
    if (!outcome.ok) return outcome.error.message;
    toast(`${name} is removed. It can be restored from the list.`);
    onRemoved();
    return null;
  }

  return (
    <>
      <Button size="small" icon={Pencil} onClick={() => setIsEditing(true)}>
        Edit
      </Button>
      <EditWorkflowDialog {...{ workflow, taken, onSaved }} isOpen={isEditing} onClose={() => setIsEditing(false)} />
      <Button size="small" icon={Download} onClick={() => download(workflow)}>
        Download
      </Button>
      {saved && (
        <Button size="small" tone="danger" icon={Trash2} onClick={() => setIsAsking(true)}>
          Remove
        </Button>
      )}
      {saved && (
        <Confirm isOpen={isAsking} title={`Remove ${name}?`} verb="Remove workflow" onClose={() => setIsAsking(false)} onConfirm={() => remove(saved.revision)}>
          Nobody can choose it any more. What was made with it stays, and it can be restored.
        </Confirm>
      )}
    </>
  );
}

function download({ id, document: definition }: Workflow): void {
  saveFile(`${id}.json`, JSON.stringify(definition, null, 2));
}
