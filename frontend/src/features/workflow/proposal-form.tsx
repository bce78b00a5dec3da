import { useState, type SubmitEvent } from 'react';
import type { WorkflowCategory } from '@/gql/graphql';
import { Button } from '@/ui/button';
import { DialogActions } from '@/ui/dialog';
import { Select, TextArea, TextField } from '@/ui/field';
import { ErrorNotice } from '@/ui/notice';
import { WorkerFit, type FittedWorker } from '@/ui/worker-fit';
import { draftOf, edited, hasLimits, hasValue, told, widgetsOf, type Definition, type Draft, type ParameterDraft, type ProposedParameter } from './definition';
import { categoryLabels } from './words';

interface ProposalFormProps {
  definition: Definition;
  workers: readonly FittedWorker[];
  /** Ids that there are already. */
  taken: ReadonlySet<string>;
  /** Saves the definition and returns a sentence where that was refused. */
  onSave: (definition: Definition) => Promise<string | null>;
  onClose: () => void;
}

const categories = (Object.keys(categoryLabels) as WorkflowCategory[]).map((category) => ({ value: category.toLowerCase(), label: categoryLabels[category] }));

/** What was proposed for a graph, to be edited before it is saved. */
export function ProposalForm({ definition, workers, taken, onSave, onClose }: ProposalFormProps) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(definition));
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const parameters = definition.parameters ?? [];
  const kept = draft.parameters.filter(({ isKept }) => isKept).length;
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });

  function changeParameter(index: number, part: Partial<ParameterDraft>) {
    change({ parameters: draft.parameters.map((one, place) => (place === index ? { ...one, ...part } : one)) });
  }

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsBusy(true);
    const wished = edited(definition, draft);
    const refusal = await onSave(wished);
    setMessage(refusal && told(refusal, wished));
    setIsBusy(false);
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-3">
        <TextField label="Name" required value={draft.name} onChange={(event) => change({ name: event.currentTarget.value })} />
        <TextField
          label="Id"
          required
          value={draft.id}
          hint={taken.has(draft.id) ? 'There is one with this id: this takes its place.' : 'Small letters, digits and hyphens.'}
          onChange={(event) => change({ id: event.currentTarget.value })}
        />
        <Select label="Category" options={categories} value={draft.category} onValue={(category) => change({ category })} />
      </div>
      <TextArea label="Description" value={draft.description} onChange={(event) => change({ description: event.currentTarget.value })} />
      <fieldset>
        <legend className="mb-1.5 font-semibold">
          Parameters: {kept} of {parameters.length}
        </legend>
        <p className="mb-2 text-xs text-faint">What is not ticked stays as the graph has it.</p>
        <ul aria-label="Parameters" className="flex flex-col gap-1.5">
          {parameters.map((parameter, index) => {
            const one = draft.parameters[index];
            return one && <Row key={parameter.name} parameter={parameter} draft={one} onChange={(part) => changeParameter(index, part)} />;
          })}
        </ul>
      </fieldset>
      <section aria-label="Workers that can run it">
        <h3 className="mb-1.5 font-semibold">Workers</h3>
        <WorkerFit workers={workers} />
      </section>
      {message && <ErrorNotice message={message} />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="accent" isBusy={isBusy}>
          Save workflow
        </Button>
      </DialogActions>
    </form>
  );
}

interface RowProps {
  parameter: ProposedParameter;
  draft: ParameterDraft;
  onChange: (part: Partial<ParameterDraft>) => void;
}

function Row({ parameter, draft, onChange }: RowProps) {
  const { name, type, group } = parameter;
  return (
    <li className="rounded-md border border-line bg-well px-2.5 py-2">
      <label className="flex items-center gap-2">
        <input type="checkbox" checked={draft.isKept} onChange={(event) => onChange({ isKept: event.currentTarget.checked })} className="size-4 accent-accent" />
        <span className="font-medium">{name}</span>
        <span className="text-xs text-faint">
          {type}
          {group ? `, ${group}` : ''}
        </span>
      </label>
      {draft.isKept && <RowFields {...{ parameter, draft, onChange }} />}
    </li>
  );
}

function RowFields({ parameter, draft, onChange }: RowProps) {
  const { name } = parameter;
  const widgets = widgetsOf(parameter);
  return (
    <div className="mt-2 grid items-end gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
      <TextField label="Label" aria-label={`Label of ${name}`} value={draft.label} onChange={(event) => onChange({ label: event.currentTarget.value })} />
      <div>{hasValue(parameter) && <ValueField {...{ parameter, draft, onChange }} />}</div>
      <div>{hasLimits(parameter) && <TextField label="Least" aria-label={`Least of ${name}`} inputMode="decimal" value={draft.least} onChange={(event) => onChange({ least: event.currentTarget.value })} />}</div>
      <div>{hasLimits(parameter) && <TextField label="Most" aria-label={`Most of ${name}`} inputMode="decimal" value={draft.most} onChange={(event) => onChange({ most: event.currentTarget.value })} />}</div>
      <label className="flex h-8 items-center gap-1.5 text-[12px] text-muted">
        <input type="checkbox" checked={draft.isRequired} onChange={(event) => onChange({ isRequired: event.currentTarget.checked })} className="size-4 accent-accent" />
        Needed
      </label>
      <TextField label="Help" aria-label={`Help of ${name}`} value={draft.help} onChange={(event) => onChange({ help: event.currentTarget.value })} fieldClassName="sm:col-span-2" />
      {widgets.length > 0 && (
        <div className="sm:col-span-2">
          <Select label="Shown as" aria-label={`Widget of ${name}`} options={[{ value: '', label: 'What suits it' }, ...widgets.map((widget) => ({ value: widget, label: widgetLabels[widget] ?? widget }))]} value={draft.widget} onValue={(widget) => onChange({ widget })} />
        </div>
      )}
    </div>
  );
}

const widgetLabels: Readonly<Record<string, string>> = { line: 'One line', prose: 'Several lines', number: 'A number', slider: 'A slider', color: 'A colour' };

const truths = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

function ValueField({ parameter, draft, onChange }: RowProps) {
  const { name, type, choices = [] } = parameter;
  const common = { label: 'As usual', 'aria-label': `Usual value of ${name}`, value: draft.value };
  if (type === 'boolean') return <Select {...common} options={truths} onValue={(value) => onChange({ value })} />;
  if (type === 'choice') return <Select {...common} options={choices.map((choice) => ({ value: choice, label: choice }))} onValue={(value) => onChange({ value })} />;
  if (type === 'text') return <TextArea {...common} rows={1} className="min-h-8" onChange={(event) => onChange({ value: event.currentTarget.value })} />;
  return <TextField {...common} onChange={(event) => onChange({ value: event.currentTarget.value })} />;
}
