import { useState } from 'react';
import type { RefusalFragment, WorkerKind } from '@/gql/graphql';
import { useCommand, type Failure } from '@/api/command';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { Select, TextArea, TextField } from '@/ui/field';
import { ErrorNotice } from '@/ui/notice';
import { toast } from '@/ui/toast';
import { editWorker, registerWorker } from './operations';
import { devicesOf, kindLabels, listOf, writtenDevices, type WorkerData } from './words';

interface WorkerDialogProps {
  /** null: one that is new. */
  worker: WorkerData | null;
  onClose: () => void;
  onDone: () => void;
}

const kinds = (Object.keys(kindLabels) as WorkerKind[]).map((value) => ({ value, label: kindLabels[value] }));
const addressHints: Record<WorkerKind, string> = {
  COMFYUI: 'Such as http://gpu-1:8188, as this server reaches it.',
  AGENT: 'Left empty: an agent comes by itself.',
  RUNPOD: 'Such as https://api.runpod.ai/v2/ENDPOINT. Its API key is set in its menu.',
};

/** What is said of a worker by hand; the rest is found by looking at it. Made anew for each opening. */
export function WorkerDialog({ worker, onClose, onDone }: WorkerDialogProps) {
  const send = useCommand();
  const [draft, setDraft] = useState(() => ({
    name: worker?.name ?? '',
    kind: worker?.kind ?? ('COMFYUI' as WorkerKind),
    address: worker?.address ?? '',
    tags: worker?.tags.join(', ') ?? '',
    serves: worker?.serves.join(', ') ?? '',
    hourlyCost: worker ? String(worker.hourlyCost) : '0',
    devices: writtenDevices(worker?.devices ?? []),
    models: worker?.models.join('\n') ?? '',
  }));
  const [error, setError] = useState<RefusalFragment | Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const field = error?.__typename === 'RuleViolatedError' ? error.field : null;
  const named: readonly string[] = ['name', 'address', 'tags', 'serves', 'hourlyCost', 'hourly_cost', 'devices', 'models'];
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const errorOf = (...names: string[]) => (field !== null && field !== undefined && names.includes(field) ? error?.message : null);

  async function save() {
    const hourlyCost = Number(draft.hourlyCost.replace(',', '.') || '0');
    if (!Number.isFinite(hourlyCost) || hourlyCost < 0) return setError({ __typename: 'Failure', message: 'The cost of an hour is a number, 0 for none.' });
    const devices = draft.kind === 'RUNPOD' ? devicesOf(draft.devices) : [];
    if (!devices) return setError({ __typename: 'Failure', message: 'Write one device a line, with its GB of VRAM behind a comma: RTX 4090, 24.' });
    const declared = draft.kind === 'RUNPOD' ? { devices, models: listOf(draft.models.replaceAll('\n', ',')) } : {};
    setIsBusy(true);
    const { name, kind, address } = draft;
    const said = { name, address, tags: listOf(draft.tags), serves: listOf(draft.serves), hourlyCost, ...declared };
    const outcome = worker ? await send(editWorker, { ...said, workerId: worker.id, expectedVersion: worker.version }) : await send(registerWorker, { ...said, kind });
    setIsBusy(false);
    if (!outcome.ok) return setError(outcome.error);
    toast(worker ? `${name} is changed.` : `${name} is registered. It is looked at now.`);
    onDone();
    onClose();
  }

  return (
    <Dialog isOpen onClose={onClose} title={worker ? `Edit ${worker.name}` : 'Register a worker'} description={draft.kind === 'RUNPOD' ? 'An endpoint cannot be asked what it has: say it here.' : 'Its devices, models and nodes are found by looking at it.'}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label="Name" required value={draft.name} error={errorOf('name')} onChange={(event) => set({ name: event.currentTarget.value })} />
        {!worker && <Select label="Kind" options={kinds} value={draft.kind} onValue={(kind) => set({ kind: kind as WorkerKind })} />}
        <TextField label="Address" hint={addressHints[draft.kind]} value={draft.address} error={errorOf('address')} onChange={(event) => set({ address: event.currentTarget.value })} />
        <TextField label="Tags" hint="With commas between them. Work that asks for a tag comes only to workers that have it." value={draft.tags} error={errorOf('tags')} onChange={(event) => set({ tags: event.currentTarget.value })} />
        <TextField label="Kinds of jobs" hint="Such as image, video. Left empty: all of them." value={draft.serves} error={errorOf('serves')} onChange={(event) => set({ serves: event.currentTarget.value })} />
        <TextField label="Cost of an hour" hint="In units of the currency." inputMode="decimal" value={draft.hourlyCost} error={errorOf('hourlyCost', 'hourly_cost')} onChange={(event) => set({ hourlyCost: event.currentTarget.value })} />
        {draft.kind === 'RUNPOD' && (
          <>
            <TextArea label="Devices" hint="One a line, with its GB of VRAM: RTX 4090, 24. As many as it runs jobs at once." value={draft.devices} error={errorOf('devices')} onChange={(event) => set({ devices: event.currentTarget.value })} />
            <TextArea label="Models" hint="One a line, as kind/name: checkpoints/flux.safetensors." value={draft.models} error={errorOf('models')} onChange={(event) => set({ models: event.currentTarget.value })} />
          </>
        )}
        {error && !(field && named.includes(field)) && <ErrorNotice message={error.message} />}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="accent" isBusy={isBusy}>
            {worker ? 'Save' : 'Register'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
