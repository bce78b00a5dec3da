import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useCommand } from '@/api/command';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { toast } from '@/ui/toast';
import { setWorkerKey } from './operations';
import type { WorkerData } from './words';

interface KeyDialogProps {
  worker: WorkerData;
  onClose: () => void;
  onDone: () => void;
}

/** The API key that a worker is asked with: written, never read. Made anew for each opening. */
export function KeyDialog({ worker: { id, name, hasKey }, onClose, onDone }: KeyDialogProps) {
  const send = useCommand();
  const [key, setKey] = useState('');
  const [message, setMessage] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function set(wished: string) {
    setIsBusy(true);
    const outcome = await send(setWorkerKey, { workerId: id, key: wished });
    setIsBusy(false);
    if (!outcome.ok) return setMessage(outcome.error.message);
    toast(wished ? `${name} is asked with this key from now on.` : `${name} has no key any more.`);
    onDone();
    onClose();
  }

  return (
    <Dialog isOpen onClose={onClose} title={`The API key of ${name}`} description="For a worker that wants to know who asks, such as one behind a proxy. It is kept encrypted, and nobody can read it again.">
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim()) void set(key);
          else setMessage('Write the key, as it was shown where it was made.');
        }}
      >
        <TextField
          label="API key"
          type="password"
          autoComplete="off"
          hint={hasKey ? 'It has one, which this one replaces.' : 'It has none. One with a scheme before it, such as Basic, is sent as it is.'}
          value={key}
          error={message}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          {hasKey && (
            <Button tone="danger" isBusy={isBusy} onClick={() => void set('')}>
              Remove its key
            </Button>
          )}
          <Button type="submit" tone="accent" icon={KeyRound} isBusy={isBusy}>
            Set the key
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
