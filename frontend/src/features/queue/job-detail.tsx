import { useEffect } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import type { JobQuery } from '@/gql/graphql';
import { MediaProvider, Picture, useMediaAddress } from '@/live/media';
import { sizeText } from '@/ui/file-facts';
import { describeClock, describeExactly } from '@/ui/moment';
import { ErrorNotice, Loading } from '@/ui/notice';
import { jobQuery } from './operations';
import { PromptGraph } from './prompt-graph';
import type { ProgressData } from './use-progress';
import { describeCost, describeEnd, describeSeconds, describeStart } from './words';

type Job = NonNullable<JobQuery['job']>;

interface JobDetailProps {
  id: string;
  progress: ProgressData | undefined;
  /** That of the row: when it moves on, the job is asked for again. */
  version: number;
  workerName: string;
}

export function JobDetail({ id, progress, version, workerName }: JobDetailProps) {
  const [{ data, error, fetching }, refetch] = useQuery({ query: jobQuery, variables: { id } });
  const job = data?.job;
  const isOld = job !== undefined && job !== null && job.version < version;
  useEffect(() => {
    if (isOld && !fetching) refetch({ requestPolicy: 'network-only' });
  }, [isOld, fetching, refetch]);
  if (job) {
    return (
      <MediaProvider projectId={job.projectId}>
        <Detail {...{ job, progress, workerName }} />
      </MediaProvider>
    );
  }
  if (error) return <ErrorNotice className="mx-4 mb-3" message={describeFailure(error)} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (data) return <p className="px-12 pb-3 text-muted">This job is not there any more.</p>;
  return <Loading label="Fetching the job" />;
}

function Detail({ job, progress, workerName }: { job: Job; progress: ProgressData | undefined; workerName: string }) {
  return (
    <div role="group" aria-label={`Details of ${job.name}`} className="grid gap-x-8 gap-y-4 border-t border-line/50 bg-well/50 px-12 py-4 max-sm:px-4 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        {progress?.previewUrl && <img src={progress.previewUrl} alt="How it looks so far" className="max-h-72 max-w-full self-start rounded-lg bg-well object-contain" />}
        {job.outputs.length > 0 && <Outputs outputs={job.outputs} />}
        <Facts label="What is known of it" facts={jobFacts(job, workerName)} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Facts label="Values" facts={valueFacts(job)} />
        {Object.keys(asObject(job.inputs)).length > 0 && <Inputs inputs={asObject(job.inputs)} />}
        <Log log={job.log} />
      </div>
      <PromptGraph name={job.name} prompt={job.prompt} running={progress?.node ?? ''} />
    </div>
  );
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

type Fact = readonly [label: string, text: string];

function jobFacts(job: Job, workerName: string): readonly Fact[] {
  const at = (time: string | null) => (time === null ? '' : describeExactly(time));
  return [
    ['Job', job.id],
    ['Attempt', job.attemptId ?? ''],
    ['Last attempt', job.attemptId === job.lastAttemptId ? '' : (job.lastAttemptId ?? '')],
    ['Batch', job.batch?.name || job.batchId],
    ['Workflow', `${job.workflow}, version ${job.workflowVersion}`],
    ['Seed', job.seed],
    ['Worker', workerName && `${workerName}, device ${job.device}${job.machine ? ` (${job.machine})` : ''}`],
    ['Memory', job.vram > 0 ? `${(job.vram / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} GB of VRAM` : ''],
    ['Attempts', job.attempts > 0 ? `${job.attempts}${job.tries > 0 ? `; ${job.tries} of 3 that may fail have failed` : ''}` : ''],
    ['Last failure', job.failure],
    ['Waits for', job.waitsFor ?? ''],
    ['Begins', job.forecast && job.startedAt === null ? describeStart(job.forecast) : ''],
    ['Will end', job.forecast ? describeEnd(job.forecast) : ''],
    ['Enqueued', at(job.enqueuedAt)],
    ['Assigned', at(job.assignedAt)],
    ['Started', at(job.startedAt)],
    ['Ended', at(job.endedAt)],
    ['Took', job.seconds > 0 ? describeSeconds(job.seconds) : ''],
    ['Cost', job.attempts > 0 ? describeCost(job.cost) : ''],
  ];
}

/** What the batch shares, and over it what is the job's own. */
function valueFacts(job: Job): readonly Fact[] {
  const values = { ...asObject(job.batch?.values), ...asObject(job.values) };
  return Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
}

function Facts({ label, facts }: { label: string; facts: readonly Fact[] }) {
  const told = facts.filter(([, text]) => text !== '');
  if (told.length === 0) return null;
  return (
    <section aria-label={label}>
      <h3 className="mb-1 text-[12px] font-medium text-faint">{label}</h3>
      <dl className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1 text-[12.5px]">
        {told.map(([term, text]) => (
          <div key={term} className="contents">
            <dt className="truncate text-faint" title={term}>
              {term}
            </dt>
            <dd className="min-w-0 break-words whitespace-pre-wrap select-text">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Outputs({ outputs }: { outputs: Job['outputs'] }) {
  const address = useMediaAddress();
  return (
    <section aria-label="Outputs">
      <h3 className="mb-1 text-[12px] font-medium text-faint">Outputs</h3>
      <ul className="flex flex-wrap gap-2">
        {outputs.map(({ digest, name, mediaType, size }) => {
          const isShown = /^(image|video)\//.test(mediaType);
          return (
            <li key={digest} className="w-40 overflow-hidden rounded-lg border border-line bg-panel text-xs">
              <a href={address(digest) ?? undefined} target="_blank" rel="noreferrer" className="block hover:bg-raised">
                {isShown && <Picture digest={digest} size={320} alt={name} className="aspect-video w-full bg-well object-contain" />}
                <span className="block truncate px-2 pt-1">{name}</span>
                <span className="block px-2 pb-1 text-faint">{sizeText(size)}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Inputs({ inputs }: { inputs: Record<string, unknown> }) {
  return (
    <section aria-label="Inputs">
      <h3 className="mb-1 text-[12px] font-medium text-faint">Inputs</h3>
      <ul className="flex flex-wrap gap-2">
        {Object.entries(inputs).map(([name, digest]) => (
          <li key={name} className="w-32 overflow-hidden rounded-lg border border-line bg-panel text-xs">
            <Picture digest={String(digest)} size={320} alt={name} className="aspect-video w-full bg-well object-contain" />
            <span className="block truncate px-2 py-1" title={String(digest)}>
              {name}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "JobRetried" is told as "Retried", and the reason behind it where the fact has one. */
export function describeFact({ type, data }: Job['log'][number]['events'][number]): string {
  const words = type.replace(/^Job/, '').replace(/(?<!^)([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  const { reason } = asObject(data);
  return typeof reason === 'string' && reason !== '' ? `${words}: ${reason}` : words;
}

// The others are told by the program that watches over the workers.
const byPeople = new Set(['JobEnqueued', 'JobPaused', 'JobResumed', 'JobRetried', 'JobReprioritised', 'JobCancelRequested', 'JobDeleted']);

function Log({ log }: { log: Job['log'] }) {
  return (
    <section aria-label="Log">
      <h3 className="mb-1 text-[12px] font-medium text-faint">Log</h3>
      <ol className="max-h-64 overflow-y-auto text-[12.5px]">
        {log.flatMap(({ n, at, actor, events }) =>
          events.map((event, index) => (
            <li key={`${n} ${index}`} className="flex gap-3 py-0.5">
              <time dateTime={at} title={describeExactly(at)} className="tabular shrink-0 text-faint">
                {describeClock(at)}
              </time>
              <span className="min-w-0 break-words">
                {describeFact(event)}
                {byPeople.has(event.type) && <span className="text-faint">, {actor.name}</span>}
              </span>
            </li>
          )),
        )}
      </ol>
    </section>
  );
}
