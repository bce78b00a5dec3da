import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { useQuery } from 'urql';
import { Button, IconButton } from '@/ui/button';
import { cn } from '@/ui/cn';
import { Field, Select, TextArea, TextField, controlLook } from '@/ui/field';
import { clipMediaQuery, modelNamesQuery } from './operations';
import type { Parameter } from './wish';

interface ParameterFieldProps {
  parameter: Parameter;
  value: unknown;
  /** Said in an empty field, such as that each clip has its own. */
  placeholder: string;
  /** How many values there are where each stage has its own. */
  stages: number;
  /** The clip whose takes may be chosen as an image or video. */
  clipId: string;
  error: string | null;
  onValue: (value: unknown) => void;
}

/** A field that fits the type, range and widget of a parameter; one for each stage where they differ. */
export function ParameterField(props: ParameterFieldProps) {
  const { parameter, value, stages, onValue } = props;
  if (!parameter.isStaged) return <OneField {...props} label={labelOf(parameter)} />;
  const several = Array.isArray(value) ? (value as unknown[]) : Array.from({ length: stages }, () => value);
  return (
    <div className="flex flex-col gap-2">
      {Array.from({ length: stages }, (_, index) => (
        <OneField
          key={index}
          {...props}
          label={`${labelOf(parameter)}, stage ${index + 1}`}
          value={several[index] ?? ''}
          onValue={(one) => onValue(Array.from({ length: stages }, (_each, at) => (at === index ? one : (several[at] ?? ''))))}
        />
      ))}
    </div>
  );
}

function labelOf({ label, name }: Parameter): string {
  return label || name;
}

function OneField({ label, ...props }: ParameterFieldProps & { label: string }) {
  const { parameter, value, placeholder, error, onValue } = props;
  const shared = { label, hint: parameter.help || undefined, error, placeholder };
  const text = value === null || value === undefined ? '' : String(value);
  switch (parameter.type) {
    case 'BOOLEAN':
      return <Toggle label={label} hint={parameter.help} isOn={value === true} onValue={onValue} />;
    case 'CHOICE':
      return <Select {...shared} options={parameter.choices.map((choice) => ({ value: choice, label: choice }))} value={text} onValue={onValue} />;
    case 'INT':
    case 'FLOAT':
      if (parameter.widget === 'COLOR') return <TextField {...shared} type="color" value={hexOf(value)} onChange={(event) => onValue(Number.parseInt(event.currentTarget.value.slice(1), 16))} className="px-1" />;
      return <NumberField {...props} label={label} text={text} />;
    case 'MODEL':
      return <ModelField {...props} label={label} text={text} />;
    case 'LORAS':
      return <LoraFields {...props} label={label} />;
    case 'IMAGE':
    case 'VIDEO':
    case 'AUDIO':
      return <MediaField {...props} label={label} text={text} />;
    default:
      if (parameter.widget === 'COLOR') return <TextField {...shared} type="color" value={text || '#000000'} onChange={(event) => onValue(event.currentTarget.value)} className="px-1" />;
      if (parameter.widget === 'LINE') return <TextField {...shared} value={text} onChange={(event) => onValue(event.currentTarget.value)} />;
      return <TextArea {...shared} rows={3} value={text} onChange={(event) => onValue(event.currentTarget.value)} />;
  }
}

/** Red, green and blue in one number, as a browser writes them. */
export function hexOf(value: unknown): string {
  return `#${(Number(value) || 0).toString(16).padStart(6, '0')}`;
}

type PartProps = ParameterFieldProps & { label: string; text: string };

function Toggle({ label, hint, isOn, onValue }: { label: string; hint: string; isOn: boolean; onValue: (value: boolean) => void }) {
  return (
    <label className="flex items-center gap-2 self-end py-1.5" title={hint}>
      <input type="checkbox" checked={isOn} onChange={(event) => onValue(event.currentTarget.checked)} className="size-4 accent-(--color-accent)" />
      {label}
    </label>
  );
}

function NumberField({ parameter: { type, least, most, step, widget, help }, label, text, error, onValue }: PartProps) {
  const range = { ...(least !== null && { min: least }), ...(most !== null && { max: most }), step: step ?? (type === 'INT' ? 1 : 'any') } as const;
  const hint = help || (least !== null && most !== null ? `${least.toLocaleString('en')} to ${most.toLocaleString('en')}` : undefined);
  const take = (written: string) => onValue(written === '' ? null : Number(written));
  return (
    <Field label={label} hint={hint} error={error}>
      {(props) => (
        <span className="flex items-center gap-2">
          {widget === 'SLIDER' && least !== null && most !== null && (
            <input type="range" aria-label={`${label}, by hand`} {...range} value={text} onChange={(event) => take(event.currentTarget.value)} className="min-w-0 flex-1 accent-(--color-accent)" />
          )}
          <input {...props} type="number" {...range} value={text} onChange={(event) => take(event.currentTarget.value)} className={cn(controlLook, 'tabular h-8', widget === 'SLIDER' && 'w-24')} />
        </span>
      )}
    </Field>
  );
}

/** The names that any worker has, of which a server tells no more than these. */
function useNames(kind: string): { names: readonly string[]; isWhole: boolean } {
  const [{ data }] = useQuery({ query: modelNamesQuery, variables: { kind } });
  const names = data?.workerModels.map(({ name }) => name) ?? [];
  return { names, isWhole: names.length < mostNames };
}

const mostNames = 200;

/** Another one can be written, too. */
function Names({ names, id }: { names: readonly string[]; id: string }) {
  return (
    <datalist id={id}>
      {names.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}

function ModelField({ parameter, label, text, placeholder, error, onValue }: PartProps) {
  const list = useId();
  const { names, isWhole } = useNames(parameter.folder);
  const isMissing = text !== '' && isWhole && names.length > 0 && !names.includes(text);
  const missing = `No worker has this one, so that jobs would wait. Workers have ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}.`;
  return (
    <>
      <TextField {...{ label, placeholder, error }} hint={isMissing ? missing : parameter.help || undefined} list={list} value={text} onChange={(event) => onValue(event.currentTarget.value)} />
      <Names names={names} id={list} />
    </>
  );
}

interface Lora {
  name: string;
  strength: number;
}

function LoraFields({ parameter, label, value, error, onValue }: ParameterFieldProps & { label: string }) {
  const list = useId();
  const { names } = useNames(parameter.folder || 'loras');
  const loras = Array.isArray(value) ? (value as Lora[]) : [];
  const change = (at: number, part: Partial<Lora>) => onValue(loras.map((lora, index) => (index === at ? { ...lora, ...part } : lora)));
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-[12px] font-medium text-muted">{label}</legend>
      {loras.map((lora, index) => (
        <div key={index} className="flex items-center gap-2">
          <TextField label={`LoRA ${index + 1}`} isLabelHidden placeholder="Name" list={list} value={lora.name} onChange={(event) => change(index, { name: event.currentTarget.value })} fieldClassName="flex-1" />
          <TextField label={`Strength of LoRA ${index + 1}`} isLabelHidden type="number" step={0.05} value={lora.strength} onChange={(event) => change(index, { strength: event.currentTarget.valueAsNumber || 0 })} fieldClassName="w-24" />
          <IconButton icon={X} label={`Take LoRA ${index + 1} away`} onClick={() => onValue(loras.filter((_, at) => at !== index))} />
        </div>
      ))}
      {error && <p role="alert" className="text-xs text-danger">{error}</p>}
      <Button size="small" icon={Plus} className="self-start" onClick={() => onValue([...loras, { name: '', strength: 1 }])}>
        Add a LoRA
      </Button>
      <Names names={names} id={list} />
    </fieldset>
  );
}

function MediaField({ parameter, label, text, placeholder, clipId, error, onValue }: PartProps) {
  const [{ data }] = useQuery({ query: clipMediaQuery, variables: { id: clipId } });
  const takes = (data?.clip?.takes.edges ?? []).filter(({ node }) => node.kind === parameter.type);
  const options = [
    { value: '', label: placeholder || 'Nothing' },
    ...takes.map(({ node }) => ({ value: node.file.digest, label: `Take ${node.number}, ${node.file.name}` })),
  ];
  if (text && !options.some(({ value }) => value === text)) options.push({ value: text, label: 'What the clip shows' });
  return <Select {...{ label, error, options }} hint={parameter.help || undefined} value={text} onValue={onValue} />;
}
