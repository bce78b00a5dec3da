import { ChartColumn, RotateCw } from 'lucide-react';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { ActionButton } from '@/actions/action-button';
import { useActions, type Action } from '@/actions/registry';
import { describeFailure } from '@/api/command';
import type { JobGrouping } from '@/gql/graphql';
import { Button } from '@/ui/button';
import { Select, TextField } from '@/ui/field';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { queueAroundQuery } from './operations';
import { describeFailureKind, failedJobs, faultOf, groupings, isDay, jobStatisticsQuery, spanOf, spans, today, variablesOf, withSpan, type Asked, type FailureData } from './statistics';
import { StatisticsChart } from './statistics-chart';
import { StatisticsTable, type LinkToJobs } from './statistics-table';
import { counted } from './words';

interface StatisticsPageProps {
  asked: Asked;
  onAsked: (asked: Asked) => void;
  linkTo: LinkToJobs;
}

/** What ended jobs came to, by what and of which days one likes. */
export function StatisticsPage({ asked, onAsked, linkTo }: StatisticsPageProps) {
  return (
    <>
      <header className="flex flex-wrap items-center gap-2 border-b px-5 py-3">
        <h1 className="mr-auto text-[15px] font-semibold">Statistics of the queue</h1>
        <ActionButton action="statistics-again" size="small" />
        <ActionButton action="queue" size="small" tone="quiet" />
      </header>
      <Choice {...{ asked, onAsked }} />
      {faultOf(asked) === null && <Found key={JSON.stringify(asked)} {...{ asked, onAsked, linkTo }} />}
    </>
  );
}

const byOptions = (Object.keys(groupings) as JobGrouping[]).map((value) => ({ value, label: groupings[value] }));
const spanOptions = [
  { value: 'all', label: 'All days' },
  ...spans.map((days) => ({ value: String(days), label: `The last ${days} days` })),
  { value: 'chosen', label: 'From a day to another' },
];

function Choice({ asked, onAsked }: Omit<StatisticsPageProps, 'linkTo'>) {
  const [{ data }] = useQuery({ query: queueAroundQuery });
  const { by, projectId, from, to } = asked;
  const now = today();
  const set = (part: Partial<Asked>) => onAsked({ ...asked, ...part });
  const projects = (data?.projects.edges ?? []).map(({ node }) => ({ value: node.id, label: node.name }));
  const others = projectId === null || projects.some(({ value }) => value === projectId) ? [] : [{ value: projectId, label: 'The chosen one' }];
  const day = (text: string) => (isDay(text) ? text : null);
  return (
    <div role="search" aria-label="Statistics" className="flex flex-wrap items-start gap-2.5 border-b px-5 py-3">
      <Select label="By" options={byOptions} value={by} onValue={(value) => set({ by: value as JobGrouping })} />
      <Select label="Project" options={[{ value: '', label: 'All projects' }, ...projects, ...others]} value={projectId ?? ''} onValue={(value) => set({ projectId: value || null })} fieldClassName="max-w-56" />
      <Select label="Days" options={spanOptions} value={spanOf(asked, now)} onValue={(value) => onAsked(withSpan(asked, value, now))} />
      <TextField label="First day (UTC)" type="date" max={to ?? now} value={from ?? ''} onChange={(event) => set({ from: day(event.currentTarget.value) })} fieldClassName="w-40" />
      <TextField label="Last day (UTC)" type="date" min={from ?? undefined} value={to ?? ''} error={faultOf(asked)} onChange={(event) => set({ to: day(event.currentTarget.value) })} fieldClassName="w-40" />
    </div>
  );
}

function Found({ asked, onAsked, linkTo }: StatisticsPageProps) {
  const variables = useMemo(() => variablesOf(asked), [asked]);
  const [{ data, error, fetching, stale }, ask] = useQuery({ query: jobStatisticsQuery, variables, requestPolicy: 'cache-and-network' });
  const again = useMemo<Action>(() => ({ id: 'statistics-again', label: 'Bring up to date', group: 'Queue', icon: RotateCw, shortcuts: ['r'], run: () => ask({ requestPolicy: 'network-only' }) }), [ask]);
  useActions(useMemo(() => [again], [again]));
  if (error && !data) return <ErrorNotice className="m-5" message={describeFailure(error)} onRetry={again.run} />;
  if (!data) return <Loading label="Adding up" />;
  const { total, groups, failures } = data.jobStatistics;
  if (total.jobs === 0) return <Nothing {...{ asked, onAsked }} />;
  return (
    <div aria-busy={fetching || stale} className="flex flex-col gap-5 px-5 py-4">
      {error && <ErrorNotice message={describeFailure(error)} onRetry={again.run} />}
      <StatisticsChart by={asked.by} {...{ total, groups }} />
      <StatisticsTable {...{ asked, total, groups, linkTo }} />
      <p className="text-xs text-muted">
        Jobs that were cleared or deleted count, too. {['PROJECT', 'WORKER', 'KIND'].includes(asked.by) && 'A name shows its jobs in the queue, those of all days.'}
      </p>
      {failures.length > 0 && <Failures {...{ failures }} link={linkTo(failedJobs(asked), 'Show failed jobs in the queue')} />}
    </div>
  );
}

/** Says what to do where there is nothing to add up. */
function Nothing({ asked, onAsked }: Omit<StatisticsPageProps, 'linkTo'>) {
  const isNarrow = asked.projectId !== null || asked.from !== null || asked.to !== null;
  if (!isNarrow) return <Empty icon={ChartColumn} title="No job has ended yet" text="Select a clip and press G to generate. What ended is added up here: how many, how long they took and waited, what they cost." />;
  return (
    <Empty icon={ChartColumn} title="No job ended there" text="In these days no job of what is chosen above ended. Choose more days, or another project.">
      <Button onClick={() => onAsked({ ...asked, projectId: null, from: null, to: null })}>All days of all projects</Button>
    </Empty>
  );
}

function Failures({ failures, link }: { failures: readonly FailureData[]; link: ReturnType<LinkToJobs> }) {
  return (
    <section aria-labelledby="failures" className="max-w-4xl">
      <div className="flex flex-wrap items-baseline gap-3">
        <h2 id="failures" className="font-semibold">
          Why jobs failed
        </h2>
        <span className="text-xs">{link}</span>
      </div>
      <ul className="mt-1 divide-y divide-line">
        {failures.map(({ failure, jobs, reasons }) => (
          <li key={failure} className="py-2">
            <p className="font-medium">
              {describeFailureKind(failure)} <span className="tabular text-danger">{counted(jobs, 'job')}</span>
            </p>
            <ul className="mt-0.5 text-muted">
              {reasons.map(({ reason, jobs: times }) => (
                <li key={reason} className="flex gap-2">
                  <span className="tabular w-12 shrink-0 text-right text-faint">{times.toLocaleString('en')} ×</span>
                  <span className="min-w-0 break-words">{reason || 'No reason was given.'}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
