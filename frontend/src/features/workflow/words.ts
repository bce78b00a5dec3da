import type { WorkflowCategory, WorkflowParameterType, WorkflowQuery, WorkflowSource } from '@/gql/graphql';

export type Workflow = NonNullable<WorkflowQuery['workflow']>;
export type Parameter = Workflow['parameters'][number];
export type GraphNode = Workflow['nodes'][number];

export const categoryLabels: Record<WorkflowCategory, string> = {
  IMAGE: 'Image',
  VIDEO: 'Video',
  UPSCALE: 'Upscale',
  AUDIO: 'Audio',
  OTHER: 'Other',
};

export const sourceLabels: Record<WorkflowSource, string> = {
  BUILTIN: 'comes with the program',
  FILE: 'a file of the server',
  LIBRARY: 'in the library',
  PROPOSED: 'not saved yet',
};

const typeLabels: Record<WorkflowParameterType, string> = {
  TEXT: 'text',
  INT: 'whole number',
  FLOAT: 'number',
  BOOLEAN: 'yes or no',
  CHOICE: 'one of',
  SEED: 'seed',
  IMAGE: 'image',
  VIDEO: 'video',
  AUDIO: 'audio',
  MODEL: 'model',
  LORAS: 'LoRAs',
};

const shownChoices = 6;

/** "whole number, 64 to 4,096 in steps of 8": what may be chosen, in words. */
export function describeRange({ type, least, most, step, choices, folder }: Parameter): string {
  const words = [typeLabels[type]];
  if (choices.length > 0) words[0] += ` ${choices.slice(0, shownChoices).join(', ')}${choices.length > shownChoices ? ' …' : ''}`;
  if (folder) words.push(`of ${folder}`);
  if (least !== null && most !== null) words.push(`${numeral(least)} to ${numeral(most)}`);
  else if (least !== null) words.push(`${numeral(least)} or more`);
  else if (most !== null) words.push(`${numeral(most)} or less`);
  const range = words.join(', ');
  return type === 'INT' && step !== null && step > 1 ? `${range} in steps of ${numeral(step)}` : range;
}

export function describeDefault(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What is said about a parameter besides its range. */
export function notesOf({ isRequired, isStaged, isLowered }: Parameter): string[] {
  return [isRequired && 'needed', isStaged && 'for each stage', isLowered && 'lower in a preview'].filter((note) => note !== false);
}

/** The parameters by group, groups in the order in which they first come. */
export function groupsOf(parameters: readonly Parameter[]): (readonly [string, readonly Parameter[]])[] {
  const names = [...new Set(parameters.map(({ group }) => group))];
  return names.map((name) => [name || 'Other', parameters.filter(({ group }) => group === name)] as const);
}

/** "12 GB", in the gigabytes that makers of graphics cards count. */
export function describeMemory(bytes: number): string {
  return `${(bytes / 2 ** 30).toLocaleString('en', { maximumFractionDigits: 1 })} GB`;
}

function numeral(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 6 });
}
