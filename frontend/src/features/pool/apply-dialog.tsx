import { useState } from 'react';
import { Picture } from '@/live/media';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { ErrorNotice } from '@/ui/notice';

export interface ClipChoice {
  readonly id: string;
  readonly name: string;
  readonly sceneName: string;
  /** What the clip shows now, empty for nothing. */
  readonly digest: string;
}

interface ApplyDialogProps {
  isOpen: boolean;
  count: number;
  clips: readonly ClipChoice[];
  /** A sentence says why it was not done. */
  onApply: (clipIds: readonly string[], isSelecting: boolean) => Promise<string | null>;
  onClose: () => void;
}

export function ApplyDialog({ isOpen, count, onClose, ...rest }: ApplyDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={`Apply ${count === 1 ? 'this item' : `${count} items`} to clips`} description="Each clip gets a take of it; a clip that has it keeps the one it has.">
      <Choice {...{ onClose }} {...rest} />
    </Dialog>
  );
}

function Choice({ clips, onApply, onClose }: Omit<ApplyDialogProps, 'isOpen' | 'count'>) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isSelecting, setIsSelecting] = useState(true);
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const words = search.toLowerCase().split(/\s+/);
  const found = clips.filter(({ name, sceneName }) => words.every((word) => `${sceneName} ${name}`.toLowerCase().includes(word)));

  function toggle(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }
  async function apply() {
    setIsBusy(true);
    const refusal = await onApply([...chosen], isSelecting);
    setIsBusy(false);
    setMessage(refusal);
    if (refusal === null) onClose();
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void apply();
      }}
    >
      <TextField label="Search clips" type="search" value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
      <ul aria-label="Clips" className="mt-3 flex max-h-72 flex-col gap-1 overflow-y-auto">
        {found.map(({ id, name, sceneName, digest }) => (
          <li key={id}>
            <label className="flex items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-raised">
              <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} className="accent-accent" />
              {digest && <Picture digest={digest} size={320} alt="" className="h-7 w-12 rounded object-cover" />}
              <span className="min-w-0 flex-1 truncate">{name || 'Unnamed clip'}</span>
              <span className="truncate text-xs text-faint">{sceneName}</span>
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="py-3 text-center text-muted">No clip is called so.</p>}
      <label className="mt-3 flex items-center gap-2">
        <input type="checkbox" checked={isSelecting} onChange={() => setIsSelecting(!isSelecting)} className="accent-accent" />
        Select it, so that the clips show it
      </label>
      {message && <ErrorNotice className="mt-3" message={message} />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="accent" isBusy={isBusy} disabled={chosen.size === 0}>
          Apply to {chosen.size} {chosen.size === 1 ? 'clip' : 'clips'}
        </Button>
      </DialogActions>
    </form>
  );
}
