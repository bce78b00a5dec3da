import type { WorkerFactsFragment, WorkerKind, WorkerState } from '@/gql/graphql';

export type WorkerData = WorkerFactsFragment;

export const kindLabels: Record<WorkerKind, string> = {
  COMFYUI: 'ComfyUI server',
  AGENT: 'Agent',
  RUNPOD: 'RunPod endpoint',
};

interface Standing {
  readonly label: string;
  readonly colour: string;
}

const standings: Record<WorkerState, Standing> = {
  DISABLED: { label: 'Disabled', colour: 'var(--color-draft)' },
  QUARANTINED: { label: 'In quarantine', colour: 'var(--color-danger)' },
  OFFLINE: { label: 'Offline', colour: 'var(--color-danger)' },
  SUSPECT: { label: 'Suspect', colour: 'var(--color-accent)' },
  DRAINING: { label: 'Runs empty', colour: 'var(--color-accent)' },
  BUSY: { label: 'At work', colour: 'var(--color-generating)' },
  IDLE: { label: 'Has time', colour: 'var(--color-good)' },
};

/** How a worker stands, in a word; why is said beside it. */
export function standingOf({ standing }: Pick<WorkerData, 'standing'>): Standing {
  return standings[standing.state];
}

/** Whether somebody has to look at it, or nobody but those who wanted it so. */
export function isTrouble({ standing: { state } }: Pick<WorkerData, 'standing'>): boolean {
  return state === 'OFFLINE' || state === 'SUSPECT' || state === 'QUARANTINED';
}

/** What it does just now and how it did: "runs 1, 2 wait there, 40 s a job, 98 % go well". */
export function describeWork({ standing: { running, waiting, foreign, meanSeconds, successRate } }: Pick<WorkerData, 'standing'>): string {
  return [
    running > 0 ? `runs ${running}` : '',
    waiting > 0 ? `${waiting} ${waiting === 1 ? 'waits' : 'wait'} there` : '',
    foreign > 0 ? `${foreign} of others` : '',
    meanSeconds == null ? '' : `${meanSeconds.toLocaleString('en', { maximumFractionDigits: meanSeconds < 10 ? 1 : 0 })} s a job`,
    successRate == null ? '' : `${Math.floor(successRate * 100)} % go well`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** How an agent is started beside its ComfyUI. */
export function commandOf(token: string, server: string): string {
  return `STORYBOARD_WORKER_TOKEN=${token} storyboard worker --server ${server} --comfyui http://127.0.0.1:8188`;
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

export interface DeviceSaid {
  readonly name: string;
  readonly vram: number;
}

/** Devices as a person writes them, one a line: "RTX 4090, 24" is one with 24 GB of VRAM. null: what is no such list. */
export function devicesOf(written: string): DeviceSaid[] | null {
  const lines = written.split('\n').map((line) => line.trim()).filter(Boolean);
  const devices = lines.map((line) => {
    const found = /^(?:(.*?),)?\s*(\d+(?:\.\d+)?)\s*(?:GB)?$/i.exec(line);
    return found && { name: found[1]?.trim() || 'GPU', vram: Math.round(Number(found[2]) * 1024) };
  });
  return devices.every((device) => device !== null) ? devices : null;
}

/** What `devicesOf` reads. */
export function writtenDevices(devices: readonly DeviceSaid[]): string {
  return devices.map(({ name, vram }) => `${name}, ${vram / 1024}`).join('\n');
}
