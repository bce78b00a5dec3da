import { useState, type SubmitEvent } from 'react';
import type { Outcome } from '@/api/command';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { ErrorNotice } from '@/ui/notice';

interface BranchDialogProps {
  isOpen: boolean;
  title: string;
  description: string;
  verb: string;
  name: string;
  onName: (name: string) => Promise<Outcome<unknown>>;
  onClose: () => void;
}

/** Asks for the name of a branch. */
export function BranchDialog({ isOpen, title, description, onClose, ...rest }: BranchDialogProps) {
  return (
    <Dialog {...{ isOpen, title, description, onClose }} className="w-[min(27rem,calc(100vw-1.5rem))]">
      <BranchForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

function BranchForm({ verb, name, onName, onClose }: Omit<BranchDialogProps, 'isOpen' | 'title' | 'description'>) {
  const [message, setMessage] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    const outcome = await onName(String(form.get('name')).trim());
    setIsBusy(false);
    if (outcome.ok) onClose();
    else setMessage(outcome.error.message);
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5">
      <TextField label="Name" name="name" required maxLength={200} defaultValue={name} autoComplete="off" />
      {message && <ErrorNotice message={message} />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="accent" isBusy={isBusy}>
          {verb}
        </Button>
      </DialogActions>
    </form>
  );
}
