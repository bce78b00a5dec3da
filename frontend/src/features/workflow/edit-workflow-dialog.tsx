import { useCommand } from '@/api/command';
import { Dialog } from '@/ui/dialog';
import { toast } from '@/ui/toast';
import type { Definition } from './definition';
import { saveWorkflow } from './operations';
import { ProposalForm } from './proposal-form';
import type { Workflow } from './words';

interface EditWorkflowDialogProps {
  workflow: Workflow;
  taken: ReadonlySet<string>;
  isOpen: boolean;
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** Changes what may be chosen about a workflow: a new version in the library, or another one under a new id. */
export function EditWorkflowDialog({ workflow, taken, isOpen, onClose, onSaved }: EditWorkflowDialogProps) {
  const send = useCommand();
  const definition = workflow.document as Definition;

  async function save(wished: Definition): Promise<string | null> {
    const expectedVersion = wished.id === workflow.id ? workflow.saved?.revision : undefined;
    const outcome = await send(saveWorkflow, { document: JSON.stringify(wished), expectedVersion });
    if (!outcome.ok) return outcome.error.message;
    const { id, name } = outcome.value.workflow;
    toast(`${name} is saved.`);
    onClose();
    onSaved(id);
    return null;
  }

  return (
    <Dialog {...{ isOpen, onClose }} title={`Edit ${workflow.name}`} description="It is saved in the library as a new version; what is enqueued keeps the one it has." className="w-[min(58rem,calc(100vw-1.5rem))]">
      <ProposalForm key={workflow.version} definition={definition} workers={workflow.workers} {...{ taken }} onSave={save} onClose={onClose} />
    </Dialog>
  );
}
