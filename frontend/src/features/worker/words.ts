import type { WorkerFactsFragment, WorkerKind } from '@/gql/graphql';

export type WorkerData = WorkerFactsFragment;

export const kindLabels: Record<WorkerKind, string> = {
  COMFYUI: 'ComfyUI server',
  AGENT: 'Agent',
};

interface Standing {
  readonly label: string;
  readonly colour: string;
}

/** How a worker stands, in a word; why is said beside it. */
export function standingOf({ mode, health, takesJobs, devices }: WorkerData): Standing {
  if (mode === 'DISABLED') return { label: 'Disabled', colour: 'var(--color-draft)' };
  if (health === 'QUARANTINED') return { label: 'In quarantine', colour: 'var(--color-danger)' };
  if (mode === 'DRAINING') return { label: 'Runs empty', colour: 'var(--color-accent)' };
  if (health === 'SUSPECT') return { label: 'Suspect', colour: 'var(--color-accent)' };
  if (devices.length === 0) return { label: 'Not seen yet', colour: 'var(--color-draft)' };
  return takesJobs ? { label: 'Takes jobs', colour: 'var(--color-good)' } : { label: 'Takes no jobs', colour: 'var(--color-draft)' };
}

export function describeVram(megabytes: number): string {
  return `${(megabytes / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} GB`;
}

export interface Kind {
  readonly kind: string;
  readonly names: readonly string[];
}

/** Models that are named as `kind/name`, by their kinds, of which the name holds the words that are looked for. */
export function modelsOf(models: readonly string[], search: string): readonly Kind[] {
  const wanted = search.trim().toLowerCase();
  const byKind = new Map<string, string[]>();
  for (const model of models) {
    if (!model.toLowerCase().includes(wanted)) continue;
    const at = model.indexOf('/');
    const kind = at < 0 ? 'other' : model.slice(0, at);
    byKind.set(kind, [...(byKind.get(kind) ?? []), model.slice(at + 1)]);
  }
  return [...byKind].map(([kind, names]) => ({ kind, names: names.toSorted((left, right) => left.localeCompare(right)) })).toSorted((left, right) => left.kind.localeCompare(right.kind));
}

/** Whether a worker has something by that name: itself, a device, a tag, a model or a node. */
export function isFound({ name, address, tags, models, nodes, devices }: WorkerData, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const words = [name, address ?? '', ...tags, ...models, ...nodes, ...devices.map((device) => device.name)];
  return words.some((word) => word.toLowerCase().includes(wanted));
}

/** "gpu, night" as a person writes a list. */
export function listOf(written: string): string[] {
  return [...new Set(written.split(',').map((word) => word.trim()).filter(Boolean))];
}
