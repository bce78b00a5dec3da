/** A parameter of a definition, as far as a proposal is edited here; the rest stays as it is. */
export interface ProposedParameter {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly help?: string;
  readonly widget?: string;
  readonly group?: string;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly least?: number;
  readonly most?: number;
  readonly choices?: readonly string[];
}

/** A definition as a file holds it. */
export interface Definition {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly description?: string;
  readonly parameters?: readonly ProposedParameter[];
}

/** What the form of a parameter holds: texts, as people write them. */
export interface ParameterDraft {
  readonly isKept: boolean;
  readonly isRequired: boolean;
  readonly label: string;
  readonly help: string;
  /** Empty: the one that suits the type. */
  readonly widget: string;
  readonly value: string;
  readonly least: string;
  readonly most: string;
}

export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly parameters: readonly ParameterDraft[];
}

const numbers = new Set(['int', 'float', 'seed']);
const withoutValue = new Set(['image', 'video', 'audio', 'loras']);

export function isNumber({ type }: ProposedParameter): boolean {
  return numbers.has(type);
}

export function hasValue({ type }: ProposedParameter): boolean {
  return !withoutValue.has(type);
}

export function hasLimits({ type }: ProposedParameter): boolean {
  return type === 'int' || type === 'float';
}

export function draftOf({ id, name, description = '', category, parameters = [] }: Definition): Draft {
  return { id, name, description, category, parameters: parameters.map(parameterDraft) };
}

function parameterDraft(parameter: ProposedParameter): ParameterDraft {
  const { label, name, help = '', widget = '', required = false, least, most } = parameter;
  return { isKept: true, isRequired: required, label: label ?? name, help, widget, value: text(parameter.default), least: text(least), most: text(most) };
}

function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

/** The definition with what was edited in it; what was unticked is left out, and stays as the graph has it. */
export function edited(definition: Definition, draft: Draft): Definition {
  const { id, name, description, category } = draft;
  const parameters = (definition.parameters ?? []).flatMap((parameter, index) => {
    const one = draft.parameters[index];
    return one?.isKept ? [editedParameter(parameter, one)] : [];
  });
  return { ...definition, id, name, description, category, parameters };
}

function editedParameter(parameter: ProposedParameter, draft: ParameterDraft): ProposedParameter {
  // What a form cannot show, such as a list for stages, stays as it was unless something else is written.
  const value = draft.value === text(parameter.default) ? parameter.default : valueOf(parameter, draft.value);
  const changed = { ...parameter, label: draft.label, help: draft.help || undefined, widget: draft.widget || undefined, required: draft.isRequired, default: value, least: limit(draft.least), most: limit(draft.most) };
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)) as unknown as ProposedParameter;
}

const widgets: Readonly<Record<string, readonly string[]>> = {
  text: ['line', 'prose'],
  int: ['number', 'slider'],
  float: ['number', 'slider'],
};

/** The widgets that can be chosen for a parameter; none where there is only one. */
export function widgetsOf({ type, widget }: ProposedParameter): readonly string[] {
  const found = widgets[type] ?? [];
  return widget && found.length > 0 && !found.includes(widget) ? [...found, widget] : found;
}

/** A number that is none goes on as it is written, so that the server can say so. */
function limit(written: string): unknown {
  if (written.trim() === '') return undefined;
  const number = Number(written);
  return Number.isNaN(number) ? written : number;
}

/** What was written, in the type of its parameter. */
function valueOf(parameter: ProposedParameter, written: string): unknown {
  if (!hasValue(parameter)) return undefined;
  if (parameter.type === 'boolean') return written === 'true';
  if (!isNumber(parameter)) return parameter.type === 'text' || written !== '' ? written : undefined;
  return limit(written);
}

/** Whether a file is a workflow with parameters already, and no bare graph. */
export function isDefinition(fileName: string, content: string): boolean {
  if (/\.ya?ml$/i.test(fileName)) return true;
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && 'workflow' in value && 'graph' in value;
  } catch {
    return false;
  }
}

/** A refusal with the label of the parameter in place of its path, which nobody sees in a form. */
export function told(message: string, { parameters = [] }: Definition): string {
  return message.replace(/^In the workflow “parameters\[(\d+)\](?:\.([^”]+))?” /, (whole, index: string, key?: string) => {
    const label = parameters[Number(index)]?.label;
    return label === undefined ? whole : `${label}${key ? ` (${key === 'default' ? 'as usual' : key})` : ''} `;
  });
}
