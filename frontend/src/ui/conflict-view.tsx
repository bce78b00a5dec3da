import type { Failure, Refusal } from '@/api/command';
import { Button } from '@/ui/button';

interface Conflict {
  /** The server's value where it told one. */
  readonly theirs: string | undefined;
  readonly actualVersion: number | null | undefined;
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** What the refusal says about this field; null when it is no conflict. */
export function conflictOver(error: Refusal | Failure, field: string): Conflict | null {
  if (error.__typename !== 'ConflictError') return null;
  const found = error.conflicts.find((conflict) => conflict.field === field);
  return { theirs: found && asText(found.theirs), actualVersion: error.actualVersion };
}

interface ConflictViewProps {
  message: string;
  yours: string;
  theirs: string;
  onKeepYours: () => void;
  onTakeTheirs: () => void;
}

/** Somebody changed the field meanwhile: both values and the choice. */
export function ConflictView({ message, yours, theirs, onKeepYours, onTakeTheirs }: ConflictViewProps) {
  return (
    <div role="alert" className="rounded-lg border border-accent/40 bg-accent/10 p-3">
      <p className="mb-2">{message}</p>
      <dl className="mb-3 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        <dt className="text-faint">Yours</dt>
        <dd className="break-words whitespace-pre-wrap">{yours || <i className="text-faint">empty</i>}</dd>
        <dt className="text-faint">Theirs</dt>
        <dd className="break-words whitespace-pre-wrap">{theirs || <i className="text-faint">empty</i>}</dd>
      </dl>
      {/* Pressing must not take the focus first: leaving the field would send it again. */}
      <div className="flex gap-2">
        <Button size="small" tone="accent" onMouseDown={(event) => event.preventDefault()} onClick={onKeepYours}>
          Keep yours
        </Button>
        <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={onTakeTheirs}>
          Take theirs
        </Button>
      </div>
    </div>
  );
}
