import { Info } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure, useCommand } from '@/api/command';
import type { GenerateQuery, Seeding } from '@/gql/graphql';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { Select, TextField } from '@/ui/field';
import { ErrorNotice, Loading } from '@/ui/notice';
import { toast } from '@/ui/toast';
import { WorkerFit } from '@/ui/worker-fit';
import { EachClip } from './each-clip';
import { enqueueBatch, generateQuery } from './operations';
import { ParameterField } from './parameter-field';
import { faultOf, fillingOf, groupsOf, inputOf, opening, shownValue, stagesOf, withSettings, type Clip, type Wish, type Workflow } from './wish';

interface GenerateDialogProps {
  projectId: string;
  clipIds: readonly string[];
  onQueue: (batchId: string) => void;
  onWorkers: () => void;
  onClose: () => void;
}

/** What is made of clips, by which workflow and how often. Made anew for each opening. */
export function GenerateDialog({ projectId, clipIds, onQueue, onWorkers, onClose }: GenerateDialogProps) {
  const [{ data, error }, refetch] = useQuery({ query: generateQuery, variables: { projectId }, requestPolicy: 'network-only' });
  const wanted = new Set(clipIds);
  const clips = (data?.timeline?.scenes ?? []).flatMap((scene) => scene.clips).filter(({ id }) => wanted.has(id));
  const [only] = clips;
  const title = clips.length === 1 && only ? `Generate from ${only.name || 'an unnamed clip'}` : `Generate from ${clips.length || clipIds.length} clips`;
  return (
    <Dialog isOpen onClose={onClose} title={title} description="What you leave as it is comes from the clips and the workflow." className="w-[min(46rem,calc(100vw-1.5rem))]">
      {!data && !error && <Loading label="Fetching workflows" />}
      {!data && error && <ErrorNotice message={describeFailure(error)} onRetry={() => refetch({ requestPolicy: 'network-only' })} />}
      {data && clips.length === 0 && <p className="text-muted">These clips are not there any more.</p>}
      {data && clips.length > 0 && <Form {...{ projectId, clips, data, onQueue, onWorkers, onClose }} />}
    </Dialog>
  );
}

interface FormProps extends Omit<GenerateDialogProps, 'clipIds'> {
  clips: readonly Clip[];
  data: GenerateQuery;
}

const seedings: readonly { value: Seeding; label: string }[] = [
  { value: 'RANDOM', label: 'Another one for each try' },
  { value: 'INCREMENT', label: 'One after the other' },
  { value: 'FIXED', label: 'The same for all' },
];

function Form({ projectId, clips, data, onQueue, onWorkers, onClose }: FormProps) {
  const send = useCommand();
  const [workflowId, setWorkflowId] = useState(data.workflows[0]?.id ?? '');
  const [wish, setWish] = useState<Wish>(opening);
  const [fault, setFault] = useState<{ message: string; field: string | null } | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const workflow = data.workflows.find(({ id }) => id === workflowId);
  if (!workflow) return <p className="text-muted">There is no workflow to choose. Import one on the page of workflows.</p>;
  const presets = data.workflowPresets.filter(({ categories }) => categories.length === 0 || categories.includes(workflow.category));
  const preset = presets.find(({ id }) => id === wish.presetId) ?? null;
  const set = (part: Partial<Wish>) => {
    setFault(null);
    setWish({ ...wish, ...part });
  };
  const jobs = clips.length * (Number(wish.tries) || 0);

  async function enqueue(chosen: Workflow) {
    const wrong = faultOf(wish);
    if (wrong !== null) return setFault({ message: wrong, field: null });
    setIsBusy(true);
    const outcome = await send(enqueueBatch, inputOf(wish, projectId, chosen, clips, preset));
    setIsBusy(false);
    if (!outcome.ok) return setFault({ message: outcome.error.message, field: outcome.error.__typename === 'RuleViolatedError' ? (outcome.error.field ?? null) : null });
    const { id, size } = outcome.value.batch;
    toast(size === 1 ? 'The job is in the queue.' : `${size.toLocaleString('en')} jobs are in the queue.`, 'good', { label: 'Open the queue', run: () => onQueue(id) });
    onClose();
  }

  function choosePreset(presetId: string) {
    const found = presets.find(({ id }) => id === presetId);
    set({ presetId, ...(found?.kind === 'SETTINGS' && workflow && { values: withSettings(found, workflow, wish.values) }) });
  }

  const names = new Set(workflow.parameters.map(({ name }) => `values.${name}`));
  const isAtField = fault?.field !== null && fault !== null && names.has(fault.field);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void enqueue(workflow);
      }}
    >
      <Idle workers={data.workers} onWorkers={onWorkers} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Select label="Workflow" options={data.workflows.map(({ id, name }) => ({ value: id, label: name }))} value={workflowId} hint={workflow.description || undefined} onValue={setWorkflowId} />
        <Select label="Preset" options={[{ value: '', label: 'None' }, ...presets.map(({ id, name }) => ({ value: id, label: name }))]} value={preset?.id ?? ''} hint={preset?.help || undefined} onValue={choosePreset} />
      </div>
      {workflow.workers.length > 0 && !workflow.workers.some(({ canRun }) => canRun) && (
        <section aria-label="Workers that can run it" className="rounded-lg border border-line bg-well px-3 py-2">
          <p className="mb-1 text-[12.5px] text-muted">No worker has all that this workflow begins with. Jobs wait until one has what is chosen.</p>
          <WorkerFit workers={workflow.workers} />
        </section>
      )}
      <Parameters {...{ workflow, wish, clips, fault, set }} />
      <EachClip {...{ workflow, wish, clips }} onWish={set} />
      <fieldset className="grid gap-3 border-t border-line pt-3 sm:grid-cols-3">
        <legend className="sr-only">How often and when</legend>
        <TextField label="Tries for each clip" inputMode="numeric" value={wish.tries} onChange={(event) => set({ tries: event.currentTarget.value })} />
        <TextField label="Seed" placeholder="made up" inputMode="numeric" value={wish.seed} onChange={(event) => set({ seed: event.currentTarget.value })} />
        <Select label="Seeds of tries" options={seedings} value={wish.seedPolicy} onValue={(value) => set({ seedPolicy: value as Seeding })} />
        <TextField label="Priority" hint="-10 to 10, higher goes first." type="number" min={-10} max={10} value={wish.priority} onChange={(event) => set({ priority: event.currentTarget.valueAsNumber || 0 })} />
        <TextField label="Cost at most" placeholder="no limit" inputMode="decimal" value={wish.cost} onChange={(event) => set({ cost: event.currentTarget.value })} />
        <TextField label="Minutes at most" placeholder="no limit" inputMode="decimal" value={wish.minutes} onChange={(event) => set({ minutes: event.currentTarget.value })} />
        <TextField label="Name of the batch" placeholder={workflow.name} value={wish.name} onChange={(event) => set({ name: event.currentTarget.value })} fieldClassName="sm:col-span-2" />
        <label className="flex items-center gap-2 self-end py-1.5">
          <input type="checkbox" checked={wish.isPreview} onChange={(event) => set({ isPreview: event.currentTarget.checked })} className="size-4 accent-(--color-accent)" />
          Quick preview, at lower resolution
        </label>
      </fieldset>
      {fault && !isAtField && <ErrorNotice message={fault.message} />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="accent" isBusy={isBusy}>
          {jobs === 1 ? 'Enqueue 1 job' : `Enqueue ${jobs.toLocaleString('en')} jobs`}
        </Button>
      </DialogActions>
    </form>
  );
}

/** Nothing is lost where nobody can do it yet, but whoever waits should know. */
function Idle({ workers, onWorkers }: { workers: GenerateQuery['workers']; onWorkers: () => void }) {
  if (workers.some(({ takesJobs }) => takesJobs)) return null;
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 rounded-lg border border-line-strong/70 bg-raised px-3 py-2">
      <Info aria-hidden className="size-4 shrink-0 text-info" />
      <p className="min-w-0 flex-1">
        {workers.length === 0
          ? 'No worker is registered yet: jobs wait in the queue until an administrator registers one.'
          : 'No worker takes jobs at the moment: jobs wait in the queue until one does.'}
      </p>
      <Button size="small" onClick={onWorkers}>
        Open the workers
      </Button>
    </div>
  );
}

interface ParametersProps {
  workflow: Workflow;
  wish: Wish;
  clips: readonly Clip[];
  fault: { message: string; field: string | null } | null;
  set: (part: Partial<Wish>) => void;
}

function Parameters({ workflow, wish, clips, fault, set }: ParametersProps) {
  const isFilled = (parameter: Workflow['parameters'][number]) => clips.some((clip) => fillingOf(parameter, workflow, clip) !== '');
  return groupsOf(workflow).map(([group, parameters]) => (
    <fieldset key={`${workflow.id} ${group}`} className="grid gap-3 border-t border-line pt-3 sm:grid-cols-2">
      <legend className="float-left w-full pb-1 text-[12.5px] font-semibold sm:col-span-2">{group}</legend>
      {parameters.map((parameter) => (
        <div key={parameter.name} className={parameter.type === 'TEXT' && parameter.widget === 'PROSE' ? 'sm:col-span-2' : undefined}>
          <ParameterField
            parameter={parameter}
            value={shownValue(parameter, workflow, wish.values, clips)}
            placeholder={clips.length > 1 && isFilled(parameter) ? 'Each clip’s own' : ''}
            stages={stagesOf(workflow, wish.values)}
            clipId={clips[0]?.id ?? ''}
            error={fault?.field === `values.${parameter.name}` ? fault.message : null}
            onValue={(value) => set({ values: { ...wish.values, [parameter.name]: value } })}
          />
        </div>
      ))}
    </fieldset>
  ));
}
