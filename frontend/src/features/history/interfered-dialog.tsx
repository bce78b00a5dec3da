import { useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { Moment } from '@/ui/moment';
import { ErrorNotice } from '@/ui/notice';
import type { Interfered, Interruption, Undoing } from './use-undo';

const verbs = { undo: 'Undo', redo: 'Redo' } as const;

/** Others changed the same since: what they did, and whether to take it back all the same. */
export function InterferedDialog({ interruption, takeAnyway, dismiss }: Pick<Undoing, 'interruption' | 'takeAnyway' | 'dismiss'>) {
  return (
    <Dialog
      isOpen={interruption !== null}
      onClose={dismiss}
      title={interruption?.direction === 'redo' ? 'This was changed since it was undone' : 'This was changed since'}
      {...(interruption && { description: interruption.error.message })}
      className="w-[min(40rem,calc(100vw-1.5rem))]"
    >
      {interruption && <Body key={interruption.error.change} {...{ interruption, takeAnyway, dismiss }} />}
    </Dialog>
  );
}

function Body({ interruption, takeAnyway, dismiss }: { interruption: Interruption } & Pick<Undoing, 'takeAnyway' | 'dismiss'>) {
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const { direction, error } = interruption;
  async function insist() {
    setIsBusy(true);
    const refusal = await takeAnyway();
    setIsBusy(false);
    setMessage(refusal?.message ?? null);
  }
  return (
    <>
      <Interferences interferences={error.interferences} direction={direction} />
      {message && <ErrorNotice className="mt-3" message={message} />}
      <DialogActions>
        <Button onClick={dismiss}>{error.mayUndoAnyway ? 'Leave it as it is' : 'Close'}</Button>
        {error.mayUndoAnyway && (
          <Button tone="danger" isBusy={isBusy} onClick={() => void insist()}>
            {verbs[direction]} anyway
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function Interferences({ interferences, direction }: { interferences: Interfered['interferences']; direction: Interruption['direction'] }) {
  return (
    <ul aria-label="Changed since" className="flex flex-col gap-2">
      {interferences.map(({ id, name, field, label, wantedText, presentText, by, at }) => (
        <li key={`${id} ${field}`} className="rounded-lg border border-line bg-well px-3 py-2">
          <p>
            <b className="font-semibold">{name}</b>, {label}
            <span className="text-muted">
              {' '}
              changed by {by.name} <Moment at={at} />
            </span>
          </p>
          <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
            <dt className="text-faint">It is now</dt>
            <dd className="break-words whitespace-pre-wrap">{presentText || <i className="text-faint">empty</i>}</dd>
            <dt className="text-faint">{verbs[direction]} makes it</dt>
            <dd className="break-words whitespace-pre-wrap">{wantedText || <i className="text-faint">empty</i>}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}
