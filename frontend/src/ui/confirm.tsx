import { useState, type ReactNode } from 'react';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';

interface ConfirmProps {
  isOpen: boolean;
  title: string;
  children: ReactNode;
  verb: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

export function Confirm({ isOpen, title, children, verb, onConfirm, onClose }: ConfirmProps) {
  const [isBusy, setIsBusy] = useState(false);
  async function confirm() {
    setIsBusy(true);
    await onConfirm();
    setIsBusy(false);
    onClose();
  }
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} className="w-[min(27rem,calc(100vw-1.5rem))]">
      <div className="text-muted">{children}</div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button tone="danger" isBusy={isBusy} onClick={() => void confirm()}>
          {verb}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
