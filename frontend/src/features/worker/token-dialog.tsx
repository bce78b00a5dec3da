import { Copy, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { ask } from '@/api/command';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { ErrorNotice } from '@/ui/notice';
import { toast } from '@/ui/toast';
import { issueWorkerToken } from './operations';
import { commandOf, type WorkerData } from './words';

interface TokenDialogProps {
  worker: WorkerData;
  onClose: () => void;
}

/** A token for an agent, shown once, with the command that starts the agent with it. Made anew for each opening. */
export function TokenDialog({ worker: { id, name }, onClose }: TokenDialogProps) {
  const client = useClient();
  const [token, setToken] = useState<string | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function make() {
    setIsBusy(true);
    // Where an answer got lost a second token is made, and nobody has the first one.
    const outcome = await ask(client, issueWorkerToken, { workerId: id });
    setIsBusy(false);
    if (!outcome.ok) return setMessage(outcome.error.message);
    setMessage(null);
    setToken(outcome.value.token);
  }

  return (
    <Dialog isOpen onClose={onClose} title={`A token for ${name}`} description="With it the agent asks this server for its work. Whoever has it can do so in its name.">
      {token === null ? (
        <p className="text-muted">It is shown once, here. Tokens that were made before stay good until they are revoked.</p>
      ) : (
        <>
          <Shown label="The token" text={token} />
          <Shown label="Start the agent, beside its ComfyUI" text={commandOf(token, window.location.origin)} />
          <p className="mt-3 text-[12.5px] text-muted">Keep the token now: only its hash is kept here, and nobody can show it again.</p>
        </>
      )}
      {message !== null && <ErrorNotice className="mt-3" message={message} />}
      <DialogActions>
        <Button onClick={onClose}>{token === null ? 'Cancel' : 'Done'}</Button>
        {token === null && (
          <Button tone="accent" icon={KeyRound} isBusy={isBusy} onClick={() => void make()}>
            Make a token
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function Shown({ label, text }: { label: string; text: string }) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      toast('It is copied.');
    } catch {
      toast('The browser does not let it be copied: select it and copy it yourself.', 'danger');
    }
  }
  return (
    <section aria-label={label} className="mt-3 first:mt-0">
      <div className="mb-1 flex items-center justify-between gap-2">
        <h3 className="text-xs text-faint">{label}</h3>
        <Button size="small" icon={Copy} aria-label={`Copy: ${label}`} onClick={() => void copy()}>
          Copy
        </Button>
      </div>
      <code className="block rounded-md border border-line bg-raised px-3 py-2 text-[12.5px] break-all select-all">{text}</code>
    </section>
  );
}
