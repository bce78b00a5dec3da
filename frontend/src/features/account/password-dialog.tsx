import { useState, type ReactNode, type SubmitEvent } from 'react';
import { RequestError } from '@/api/session';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { ErrorNotice } from '@/ui/notice';

interface PasswordDialogProps {
  title: string;
  verb: string;
  tone?: 'accent' | 'danger';
  children: ReactNode;
  onConfirm: (password: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for one's own password before something that cannot be taken back. Open while it is there. */
export function PasswordDialog({ title, verb, tone = 'danger', children, onConfirm, onClose }: PasswordDialogProps) {
  const [error, setError] = useState<RequestError | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password') ?? '');
    setIsBusy(true);
    setError(null);
    try {
      await onConfirm(password);
      onClose();
    } catch (reason) {
      setError(reason instanceof RequestError ? reason : new RequestError(0, 'unknown', String(reason)));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <Dialog isOpen onClose={onClose} title={title} className="w-[min(30rem,calc(100vw-1.5rem))]">
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5">
        <div className="flex flex-col gap-2 text-muted">{children}</div>
        <TextField
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={error?.field === 'password' ? error.message : null}
        />
        {error && error.field !== 'password' && <ErrorNotice message={error.message} />}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone={tone} isBusy={isBusy}>
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
