import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { describeFailure, useCommand } from '@/api/command';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorNotice } from '@/ui/notice';
import { toast } from '@/ui/toast';
import type { FittedWorker } from '@/ui/worker-fit';
import { isDefinition, type Definition } from './definition';
import { saveWorkflow, workflowProposalQuery } from './operations';
import { ProposalForm } from './proposal-form';

interface Proposal {
  definition: Definition;
  workers: readonly FittedWorker[];
}

interface ImportWorkflowDialogProps {
  isOpen: boolean;
  taken: ReadonlySet<string>;
  onClose: () => void;
  onSaved: (id: string) => void;
}

export function ImportWorkflowDialog({ isOpen, taken, onClose, onSaved }: ImportWorkflowDialogProps) {
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const client = useClient();
  const send = useCommand();

  function close() {
    setProposal(null);
    setMessage(null);
    onClose();
  }

  /** Saves a definition and returns a sentence where that was refused. */
  async function save(document: string): Promise<string | null> {
    const outcome = await send(saveWorkflow, { document });
    if (!outcome.ok) return outcome.error.message;
    const { id, name } = outcome.value.workflow;
    toast(`${name} is saved.`);
    close();
    onSaved(id);
    return null;
  }

  async function propose(graph: string, fileName: string): Promise<string | null> {
    const name = fileName.replace(/\.[^.]*$/, '') || 'Workflow';
    const { data, error } = await client.query(workflowProposalQuery, { input: { graph, name } }, { requestPolicy: 'network-only' }).toPromise();
    if (!data) return error ? describeFailure(error) : 'The server could not answer. Try again.';
    const found = data.workflowProposal;
    if (found.__typename !== 'WorkflowProposal') return found.message;
    setProposal({ definition: found.workflow.document as Definition, workers: found.workflow.workers });
    return null;
  }

  async function take(file: File) {
    setIsBusy(true);
    setMessage(null);
    const content = await file.text();
    const refusal = await (isDefinition(file.name, content) ? save(content) : propose(content, file.name));
    setMessage(refusal === null ? null : `${file.name}: ${refusal}`);
    setIsBusy(false);
  }

  if (proposal) {
    return (
      <Dialog
        {...{ isOpen }}
        onClose={close}
        title="Proposed parameters"
        description="Keep what people should choose, and say what it is called."
        className="w-[min(58rem,calc(100vw-1.5rem))]"
      >
        <ProposalForm {...proposal} taken={taken} onSave={(definition) => save(JSON.stringify(definition))} onClose={close} />
      </Dialog>
    );
  }
  return (
    <Dialog {...{ isOpen }} onClose={close} title="Import a graph" description="Parameters are proposed for it, and nothing is saved before you have seen them.">
      <div className="flex flex-col gap-3">
        {message && <ErrorNotice message={message} />}
        <Choose isBusy={isBusy} onFile={(file) => void take(file)} />
      </div>
    </Dialog>
  );
}

function Choose({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-dashed border-line-strong bg-well px-4 py-9">
      <FileUp aria-hidden className="size-7 text-faint" />
      <Button tone="accent" isBusy={isBusy} onClick={() => picker.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".json,.yaml,.yml"
        aria-label="Graph to import"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <p className="max-w-md text-center text-xs text-faint">
        A graph that ComfyUI wrote: “Export (API)” in its Workflow menu. A workflow with its parameters, in YAML or JSON, is saved as it is.
      </p>
    </div>
  );
}
