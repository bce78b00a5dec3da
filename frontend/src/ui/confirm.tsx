import { useState, type ReactNode } from 'react';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { ErrorNotice } from '@/ui/notice';

interface ConfirmProps {
  isOpen: boolean;
  title: string;
  children: ReactNode;
  verb: string;
  /** Danger is for what takes something away. */
  tone?: 'danger' | 'accent';
  /** A sentence says why it was not done: it is shown, and the question stays. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

export function Confirm({ isOpen, title, children, verb, tone = 'danger', onConfirm, onClose }: ConfirmProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  function close() {
    setMessage(null);
    onClose();
  }
  async function confirm() {
    setIsBusy(true);
    const refusal = await onConfirm();
    setIsBusy(false);
    if (typeof refusal === 'string') setMessage(refusal);
    else close();
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title={title} className="w-[min(27rem,calc(100vw-1.5rem))]">
      <div className="text-muted">{children}</div>
      {message && <ErrorNotice className="mt-3" message={message} />}
      <DialogActions>
        <Button onClick={close}>Cancel</Button>
        <Button tone={tone} isBusy={isBusy} onClick={() => void confirm()}>
          {verb}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
