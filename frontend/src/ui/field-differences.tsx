import { cn } from '@/ui/cn';

/** A field in two states, in words. */
export interface FieldDifference {
  readonly field: string;
  readonly label: string;
  readonly beforeText: string;
  readonly afterText: string;
}

interface FieldDifferencesProps {
  fields: readonly FieldDifference[];
  /** What the two states are called. */
  before: string;
  after: string;
  /** Whose fields they are, for those who do not see the heading. */
  name: string;
  /** The fields that were picked, where they can be. */
  picked?: ReadonlySet<string>;
  onPick?: (field: string) => void;
}

/** Fields before and after, one below the other, each with a box to pick it where that is wanted. */
export function FieldDifferences({ fields, before, after, name, picked, onPick }: FieldDifferencesProps) {
  return (
    <div role="table" aria-label={`Fields of ${name}`} className="flex flex-col text-[12.5px]">
      <div role="row" className={cn(columns, 'pb-1 text-[11px] text-faint')}>
        <span role="columnheader" className="max-sm:hidden">
          <span className="sr-only">Field</span>
        </span>
        <span role="columnheader">{before}</span>
        <span role="columnheader">{after}</span>
      </div>
      {fields.map(({ field, label, beforeText, afterText }) => (
        <div key={field} role="row" className={cn(columns, 'border-t border-line/60 py-1.5')}>
          <span role="rowheader" className="font-medium text-muted max-sm:col-span-2">
            {onPick ? (
              <label className="flex items-start gap-2">
                <input type="checkbox" className="mt-0.5 size-3.5 shrink-0 accent-accent" checked={picked?.has(field) ?? false} onChange={() => onPick(field)} />
                <span className="block first-letter:uppercase">{label}</span>
              </label>
            ) : (
              <span className="block first-letter:uppercase">{label}</span>
            )}
          </span>
          <Text text={beforeText} className="text-muted" />
          <Text text={afterText} />
        </div>
      ))}
    </div>
  );
}

const columns = 'grid grid-cols-2 gap-x-3 sm:grid-cols-[9rem_1fr_1fr]';

function Text({ text, className }: { text: string; className?: string }) {
  return (
    <span role="cell" className={cn('min-w-0 break-words whitespace-pre-wrap', className)}>
      {text || <i className="text-faint">empty</i>}
    </span>
  );
}

/** One more picked, or one less. */
export function toggled(picked: ReadonlySet<string>, field: string): ReadonlySet<string> {
  const next = new Set(picked);
  if (!next.delete(field)) next.add(field);
  return next;
}
