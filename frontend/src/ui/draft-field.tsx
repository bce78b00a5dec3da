import { useRef, useState, type KeyboardEvent } from 'react';
import type { Failure, Outcome, Refusal } from '@/api/command';
import { ConflictView, conflictOver } from '@/ui/conflict-view';
import { TextArea, TextField } from '@/ui/field';

/** Sends one field; `version` is the version that the person saw when they began to type. */
export type SaveField = (value: string, version: number) => Promise<Outcome<unknown>>;

interface DraftFieldProps {
  label: string;
  /** The server's name of the field, to find it among conflicts. */
  field: string;
  value: string;
  version: number;
  save: SaveField;
  isMultiline?: boolean;
  isDisabled?: boolean;
  hint?: string;
  placeholder?: string;
  className?: string;
  fieldClassName?: string;
  /** A sentence when the text cannot be sent. */
  check?: (text: string) => string | null;
}

/** A field that is sent when it is left or Enter is pressed; Escape takes the server's value back. */
export function DraftField({ label, field, value, version, save, isMultiline = false, isDisabled = false, check, ...rest }: DraftFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<Refusal | Failure | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const seen = useRef(version);
  const isReverting = useRef(false);
  const conflict = error && conflictOver(error, field);
  const problem = draft === null ? null : (check?.(draft) ?? null);

  async function send(text: string, against: number) {
    setIsSaving(true);
    const outcome = await save(text, against);
    setIsSaving(false);
    setError(outcome.ok ? null : outcome.error);
    if (outcome.ok) setDraft((current) => (current === text ? null : current));
  }

  function revert() {
    setDraft(null);
    setError(null);
  }

  function onLeave() {
    if (isReverting.current) {
      isReverting.current = false;
      return;
    }
    if (draft === null || isSaving || conflict) return;
    if (draft === value) revert();
    else if (!problem) void send(draft, seen.current);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      isReverting.current = true;
      revert();
      event.currentTarget.blur();
    }
    if (event.key === 'Enter' && (!isMultiline || event.ctrlKey || event.metaKey)) event.currentTarget.blur();
  }

  function onText(text: string) {
    if (draft === null) seen.current = version;
    setDraft(text);
    if (!conflict) setError(null);
  }

  const shared = {
    label,
    ...rest,
    value: draft ?? value,
    disabled: isDisabled,
    error: conflict ? null : (problem ?? error?.message ?? null),
    onBlur: onLeave,
    onKeyDown,
    ...(isSaving && { 'aria-busy': true }),
  };
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {isMultiline ? (
        <TextArea {...shared} onChange={(event) => onText(event.currentTarget.value)} />
      ) : (
        <TextField {...shared} onChange={(event) => onText(event.currentTarget.value)} />
      )}
      {conflict && (
        <ConflictView
          message={error.message}
          yours={draft ?? ''}
          theirs={conflict.theirs ?? value}
          onKeepYours={() => void send(draft ?? '', conflict.actualVersion ?? version)}
          onTakeTheirs={revert}
        />
      )}
    </div>
  );
}
