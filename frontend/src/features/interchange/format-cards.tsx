import { useEffect, useRef } from 'react';
import type { ExportFormat } from '@/gql/graphql';
import { Select, TextField } from '@/ui/field';
import { cn } from '@/ui/cn';
import { valueOf, type Choice, type Chosen, type Format } from './formats';

interface FormatCardsProps {
  formats: readonly Format[];
  selected: ExportFormat;
  onSelect: (format: ExportFormat) => void;
}

/** One of several: arrow keys go from card to card. */
export function FormatCards({ formats, selected, onSelect }: FormatCardsProps) {
  const cards = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    // They arrive after their dialog opened, which had no field to go to then; where somebody has gone meanwhile is kept.
    const dialog = cards.current?.closest('[role=dialog]');
    const focused = document.activeElement;
    if (focused === dialog || !dialog?.contains(focused)) cards.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, []);
  return (
    <fieldset ref={cards} className="flex flex-col gap-2">
      <legend className="mb-1.5 font-semibold">Format</legend>
      {formats.map(({ format, label, opensIn, extension }) => (
        <label
          key={format}
          className={cn(
            'flex cursor-pointer gap-2.5 rounded-lg border bg-well px-3 py-2.5 transition-colors focus-within:ring-2 focus-within:ring-accent/40 hover:border-line-strong',
            format === selected ? 'border-accent bg-accent/10' : 'border-line',
          )}
        >
          <input
            type="radio"
            name="export-format"
            value={format}
            checked={format === selected}
            onChange={() => onSelect(format)}
            aria-label={label}
            aria-describedby={`opens-${format}`}
            className="mt-0.5 size-4 shrink-0 accent-accent focus-visible:outline-none"
          />
          <span className="min-w-0">
            <span className="flex items-baseline gap-2 font-medium">
              {label} <span className="text-xs font-normal text-faint">.{extension}</span>
            </span>
            <span id={`opens-${format}`} className="mt-0.5 block text-xs text-muted">
              Opens in: {opensIn}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface FormatOptionsProps {
  format: Format;
  chosen: Chosen;
  onChoose: (name: string, value: string) => void;
}

export function FormatOptions({ format, chosen, onChoose }: FormatOptionsProps) {
  if (format.choices.length === 0) return null;
  return (
    <section aria-label={`Options of ${format.label}`} className="flex flex-col gap-3">
      <h3 className="font-semibold">Options</h3>
      {format.choices.map((choice) => (
        <Option key={`${format.format} ${choice.name}`} choice={choice} value={valueOf(format, choice, chosen)} onValue={(value) => onChoose(choice.name, value)} />
      ))}
    </section>
  );
}

function Option({ choice, value, onValue }: { choice: Choice; value: string; onValue: (value: string) => void }) {
  const { label, help, kind, values, least, most } = choice;
  if (kind === 'ONE_OF') return <Select label={label} hint={help} options={values} value={value} onValue={onValue} />;
  // Looked at when it is finished: every look has the file written.
  return (
    <TextField
      label={label}
      hint={help}
      defaultValue={value}
      onBlur={(event) => onValue(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && onValue(event.currentTarget.value)}
      {...(kind === 'NUMBER' && { type: 'number', min: least ?? undefined, max: most ?? undefined })}
    />
  );
}
