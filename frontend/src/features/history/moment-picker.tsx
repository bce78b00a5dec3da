import { useState } from 'react';
import { useQuery } from 'urql';
import type { At } from '@/gql/graphql';
import { Select, TextField } from '@/ui/field';
import { describeExactly } from '@/ui/moment';
import { activityQuery } from './operations';

/** A moment as a choice: now, the change of a position, or a time of the person's own. */
export type Choice = 'now' | { readonly position: number } | { readonly time: string };

const offered = 50;
const ownTime = 'time';

export function atOf(choice: Choice): At | undefined {
  return choice === 'now' ? undefined : choice;
}

export function keyOf(choice: Choice): string {
  if (choice === 'now') return choice;
  return 'position' in choice ? String(choice.position) : ownTime;
}

/** A time as a date field writes it: where the person is, to the second. */
export function localTime(iso: string): string {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

interface MomentPickerProps {
  label: string;
  projectId: string;
  choice: Choice;
  /** When the chosen moment was, as the server says. */
  at: string | undefined;
  mayBeNow: boolean;
  onChoice: (choice: Choice) => void;
}

/** Chooses a moment from the latest changes, or by its time. */
export function MomentPicker({ label, projectId, choice, at, mayBeNow, onChoice }: MomentPickerProps) {
  const [{ data }] = useQuery({ query: activityQuery, variables: { projectId, first: offered } });
  const [typed, setTyped] = useState('');
  const known = data?.project?.activity.edges.map(({ node }) => node) ?? [];
  const isForeign = typeof choice === 'object' && 'position' in choice && !known.some(({ position }) => position === choice.position);
  const options = [
    ...(mayBeNow ? [{ value: 'now', label: 'Now' }] : []),
    { value: ownTime, label: 'At a time …' },
    ...(isForeign ? [{ value: keyOf(choice), label: at ? describeExactly(at) : `Change ${keyOf(choice)}` }] : []),
    ...known.map((entry) => ({ value: String(entry.position), label: `${describeExactly(entry.at)}: ${entry.sentence} (${entry.actor.name})` })),
  ];

  function pick(value: string) {
    if (value === 'now') onChoice('now');
    else if (value !== ownTime) onChoice({ position: Number(value) });
    else {
      const time = at ?? new Date().toISOString();
      setTyped(localTime(time));
      onChoice({ time });
    }
  }

  function type(text: string) {
    setTyped(text);
    const date = new Date(text);
    if (!Number.isNaN(date.getTime())) onChoice({ time: date.toISOString() });
  }

  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <Select label={label} options={options} value={keyOf(choice)} onValue={pick} />
      {keyOf(choice) === ownTime && (
        <TextField label={`${label}: date and time`} isLabelHidden type="datetime-local" step={1} value={typed} onChange={(event) => type(event.currentTarget.value)} />
      )}
    </div>
  );
}
