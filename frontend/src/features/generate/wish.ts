import type { EnqueueBatchInput, GenerateQuery, Seeding } from '@/gql/graphql';

export type Workflow = GenerateQuery['workflows'][number];
export type Parameter = Workflow['parameters'][number];
export type Preset = GenerateQuery['workflowPresets'][number];
export type Clip = NonNullable<GenerateQuery['timeline']>['scenes'][number]['clips'][number];

/** What was chosen, by the names of parameters; what is not in it stays as usual. */
export type Values = Readonly<Record<string, unknown>>;

export interface Wish {
  readonly name: string;
  readonly values: Values;
  /** What was written for single clips, by their ids. */
  readonly own: Readonly<Record<string, Values>>;
  readonly presetId: string;
  readonly tries: string;
  readonly seed: string;
  readonly seedPolicy: Seeding;
  readonly priority: number;
  readonly isPreview: boolean;
  readonly cost: string;
  readonly minutes: string;
}

export const opening: Wish = { name: '', values: {}, own: {}, presetId: '', tries: '1', seed: '', seedPolicy: 'RANDOM', priority: 0, isPreview: false, cost: '', minutes: '' };

/** What a clip fills a parameter with that nobody gave a value, as the server does it. */
export function fillingOf({ role, type }: Pick<Parameter, 'role' | 'type'>, { category }: Pick<Workflow, 'category'>, clip: Clip): string {
  const { image, video, negative } = clip.effective;
  if (role === 'PROMPT') return category === 'VIDEO' ? video || image : image || video;
  if (role === 'NEGATIVE') return negative;
  if (role === 'START_IMAGE' || role === 'SOURCE') return type === 'VIDEO' ? clip.videoDigest : clip.imageDigest;
  return '';
}

/** How many values a staged parameter has. */
export function stagesOf({ stageParameter, parameters }: Workflow, values: Values): number {
  const counting = parameters.find(({ name }) => name === stageParameter);
  const count = Number(values[stageParameter ?? ''] ?? counting?.default ?? 1);
  return Number.isInteger(count) ? Math.min(Math.max(count, 1), 16) : 1;
}

/** What a field shows: what was chosen, else what one clip fills in, else as usual. */
export function shownValue(parameter: Parameter, workflow: Workflow, values: Values, clips: readonly Clip[]): unknown {
  if (parameter.name in values) return values[parameter.name];
  const [clip] = clips;
  const filled = clip && clips.length === 1 ? fillingOf(parameter, workflow, clip) : '';
  return filled || parameter.default;
}

/** The settings of a preset that a workflow has, over what was chosen. */
export function withSettings({ values: settings }: Preset, { parameters }: Workflow, values: Values): Values {
  const known = new Set(parameters.map(({ name }) => name));
  const fitting = Object.entries((settings ?? {}) as Record<string, unknown>).filter(([name]) => known.has(name));
  return { ...values, ...Object.fromEntries(fitting) };
}

/** A text, or each of several, with the words of a preset before and behind it. */
export function around(value: unknown, before: string, after: string): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => around(each, before, after));
  const text = typeof value === 'string' ? value : '';
  const opened = before && text ? `${before} ${text}` : before || text;
  return [opened, after].filter(Boolean).join(', ');
}

/** What the server leaves to us: where each stage has its own value, the clip's one counts for all of them. */
function stagedFor(clip: Clip, workflow: Workflow, values: Values): Values {
  const staged = workflow.parameters.filter(({ isStaged, name }) => isStaged && !(name in values));
  return Object.fromEntries(staged.map((parameter) => [parameter.name, fillingOf(parameter, workflow, clip)]).filter(([, filled]) => filled !== ''));
}

/** The values of one clip's own that the words of a preset make. */
function wordedFor(clip: Clip, workflow: Workflow, values: Values, preset: Preset): Values {
  const worded: Record<string, unknown> = {};
  for (const parameter of workflow.parameters) {
    if (parameter.role !== 'PROMPT' && parameter.role !== 'NEGATIVE') continue;
    const [before, after] = parameter.role === 'PROMPT' ? [preset.before, preset.after] : ['', preset.negative];
    if (before || after) worded[parameter.name] = around(shownValue(parameter, workflow, values, [clip]), before, after);
  }
  return worded;
}

function numberOf(written: string): number | null {
  const plain = written.trim().replace(',', '.');
  return plain === '' ? null : Number(plain);
}

/** Why a wish cannot be sent, in a sentence; null where it can. */
export function faultOf({ tries, seed, seedPolicy, cost, minutes }: Wish): string | null {
  if (!/^\d+$/.test(tries.trim()) || Number(tries) < 1) return 'Tries are a whole number, at least 1.';
  if (seed.trim() !== '' && !/^\d{1,16}$/.test(seed.trim())) return 'A seed is a whole number from 0 to 9007199254740991.';
  if (seedPolicy === 'FIXED' && seed.trim() === '' && Number(tries) > 1) return 'Several tries with the same seed would be the same. Choose other seeds, or one try.';
  for (const [label, written] of [['cost', cost], ['time', minutes]] as const) {
    const limit = numberOf(written);
    if (limit !== null && !(limit > 0)) return `The limit of ${label} is a number above 0, or nothing for no limit.`;
  }
  return null;
}

/** The mutation's input for clips; only what was chosen is in it, the server fills in the rest. */
export function inputOf(wish: Wish, projectId: string, workflow: Workflow, clips: readonly Clip[], preset: Preset | null): EnqueueBatchInput {
  const known = new Set(workflow.parameters.map(({ name }) => name));
  const chosen = (given: Values) => Object.fromEntries(Object.entries(given).filter(([name, value]) => known.has(name) && value !== '' && value !== null));
  const values = chosen(wish.values);
  const cost = numberOf(wish.cost);
  const minutes = numberOf(wish.minutes);
  const isLimited = cost !== null || minutes !== null;
  return {
    projectId,
    workflowId: workflow.id,
    name: wish.name.trim(),
    values,
    items: clips.map((clip) => {
      const written = chosen(wish.own[clip.id] ?? {});
      const own = { ...stagedFor(clip, workflow, values), ...written, ...(preset?.kind === 'PROMPT' && wordedFor(clip, workflow, { ...values, ...written }, preset)) };
      return { clipId: clip.id, ...(Object.keys(own).length > 0 && { values: own }) };
    }),
    tries: Number(wish.tries),
    ...(wish.seed.trim() !== '' && { seeds: [wish.seed.trim()] }),
    seedPolicy: wish.seedPolicy,
    priority: wish.priority,
    isPreview: wish.isPreview,
    ...(isLimited && { budget: { cost, seconds: minutes === null ? null : minutes * 60 } }),
  };
}

/** The parameters by group, in the order in which groups first come. Seeds are chosen elsewhere. */
export function groupsOf({ parameters }: Workflow): (readonly [string, readonly Parameter[]])[] {
  const shown = parameters.filter(({ type }) => type !== 'SEED');
  const names = [...new Set(shown.map(({ group }) => group))];
  return names.map((name) => [name || 'Other', shown.filter(({ group }) => group === name)] as const);
}

/** The parameters of which each clip may have its own words. */
export function promptsOf({ parameters }: Workflow): readonly Parameter[] {
  return parameters.filter(({ role, type }) => role === 'PROMPT' && type === 'TEXT');
}

/** A wish with other words for one clip; those that are as they were are not kept. */
export function withOwn(wish: Wish, clipId: string, name: string, text: string, usual: string): Wish {
  const others = Object.fromEntries(Object.entries(wish.own[clipId] ?? {}).filter(([other]) => other !== name));
  const kept = text === usual || text === '' ? others : { ...others, [name]: text };
  return { ...wish, own: { ...wish.own, [clipId]: kept } };
}

/** How many clips have words of their own. */
export function countOwn({ own }: Wish, clips: readonly Clip[]): number {
  return clips.filter(({ id }) => Object.keys(own[id] ?? {}).length > 0).length;
}
