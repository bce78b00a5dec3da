import { graphql } from '@/gql';
import type { JobGrouping, JobStatisticsQuery, JobTotalsFactsFragment } from '@/gql/graphql';
import type { Stage } from './words';

graphql(`
  fragment JobTotalsFacts on JobTotals {
    key
    name
    jobs
    succeeded
    failed
    canceled
    took {
      mean
      median
      ninetieth
    }
    waited {
      mean
      median
      ninetieth
    }
    cost
  }
`);

export const jobStatisticsQuery = graphql(`
  query JobStatistics($by: JobGrouping!, $projectId: ID, $since: DateTime, $until: DateTime) {
    jobStatistics(by: $by, projectId: $projectId, since: $since, until: $until) {
      total {
        ...JobTotalsFacts
      }
      groups {
        ...JobTotalsFacts
      }
      failures {
        failure
        jobs
        reasons {
          reason
          jobs
        }
      }
    }
  }
`);

export type Totals = JobTotalsFactsFragment;
export type FailureData = JobStatisticsQuery['jobStatistics']['failures'][number];

/** What is asked for: days are those of UTC, as 2026-05-01, both of them included; null is open. */
export interface Asked {
  readonly by: JobGrouping;
  readonly projectId: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export const groupings: Record<JobGrouping, string> = {
  DAY: 'Day',
  WORKFLOW: 'Workflow',
  WORKER: 'Worker',
  PROJECT: 'Project',
  PERSON: 'Person',
  KIND: 'Kind',
};

/** How jobs end, from the foot of a bar to its head. */
export const endings = ['succeeded', 'failed', 'canceled'] as const satisfies readonly Stage[];

const dayMilliseconds = 86_400_000;
const startOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

export function today(): string {
  return dayOf(Date.now());
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function dayAfter(day: string, days = 1): string {
  return dayOf(startOf(day) + days * dayMilliseconds);
}

/** Whether it is a day as 2026-05-01, and one that there is. */
export function isDay(text: string): boolean {
  return /^[1-9]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(startOf(text)) && dayOf(startOf(text)) === text;
}

/** Days up to now that can be chosen at once. */
export const spans = [7, 30, 90] as const;

/** "7", "30" or "90" where just so many days up to now are asked for, "all", or "chosen". */
export function spanOf({ from, to }: Asked, now: string): string {
  if (from === null && to === null) return 'all';
  const days = spans.find((count) => to === null && from === dayAfter(now, 1 - count));
  return days === undefined ? 'chosen' : String(days);
}

export function withSpan(asked: Asked, span: string, now: string): Asked {
  if (span === 'all') return { ...asked, from: null, to: null };
  if (span === 'chosen') return { ...asked, from: asked.from ?? dayAfter(now, -29), to: asked.to ?? now };
  return { ...asked, from: dayAfter(now, 1 - Number(span)), to: null };
}

/** Why the days cannot be meant, or null. */
export function faultOf({ from, to }: Asked): string | null {
  return from !== null && to !== null && to < from ? 'This lies before the first day: choose a later one.' : null;
}

export function variablesOf({ by, projectId, from, to }: Asked) {
  return { by, projectId, since: from === null ? null : `${from}T00:00:00Z`, until: to === null ? null : `${dayAfter(to)}T00:00:00Z` };
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const briefFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** What a row is called. */
export function describeRow(by: JobGrouping, { key, name }: Pick<Totals, 'key' | 'name'>): string {
  if (by === 'DAY') return dayFormat.format(startOf(key));
  if (by === 'WORKER' && key === '') return 'No worker';
  return name || 'Without a name';
}

/** "1 May". */
export function describeDayShortly(day: string): string {
  return briefFormat.format(startOf(day));
}

/** The rows as the table has them: the newest day first, else the one with the most jobs. */
export function ordered(by: JobGrouping, groups: readonly Totals[]): readonly Totals[] {
  return by === 'DAY' ? groups.toReversed() : groups.toSorted((one, other) => other.jobs - one.jobs);
}

export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly counts: Record<(typeof endings)[number], number>;
}

export const mostDays = 92;
export const mostBars = 20;

/** What is drawn: the newest days one after the other, those without a job too, or the groups with the most jobs. */
export function barsOf(by: JobGrouping, groups: readonly Totals[]): readonly Bar[] {
  const bar = ({ key, succeeded, failed, canceled, name }: Totals): Bar => ({ key, label: describeRow(by, { key, name }), counts: { succeeded, failed, canceled } });
  if (by !== 'DAY') return ordered(by, groups).slice(0, mostBars).map(bar);
  const [first, last] = [groups[0]?.key, groups.at(-1)?.key];
  if (first === undefined || last === undefined) return [];
  const found = new Map(groups.map((one) => [one.key, bar(one)]));
  const days = Math.min((startOf(last) - startOf(first)) / dayMilliseconds + 1, mostDays);
  return Array.from({ length: days }, (_, at) => dayAfter(last, at + 1 - days)).map(
    (key) => found.get(key) ?? { key, label: describeRow(by, { key, name: key }), counts: { succeeded: 0, failed: 0, canceled: 0 } },
  );
}

/** Says what is not drawn; empty where everything is. */
export function describeUndrawn(by: JobGrouping, groups: readonly Totals[]): string {
  const drawn = barsOf(by, groups);
  const keys = new Set(drawn.map(({ key }) => key));
  if (groups.every(({ key }) => keys.has(key))) return '';
  return by === 'DAY' ? `The newest ${mostDays} days are drawn; the table has all.` : `The ${mostBars} with the most jobs are drawn; the table has all.`;
}

/** The least of 1, 2, 5, 10, 20, 50 … that is not below a number. */
export function topOf(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= most) ?? 1;
}

export function describeCounts(counts: Bar['counts']): string {
  const said = endings.filter((stage) => counts[stage] > 0).map((stage) => `${counts[stage].toLocaleString('en')} ${stage}`);
  return said.join(', ') || 'no job ended';
}

/** What narrows the page of the queue down, as its address says it. */
export interface JobsOf {
  readonly project?: string;
  readonly kind?: string;
  readonly worker?: string;
  readonly status?: Stage;
  /** Statistics count cleared jobs, so they are shown, too. */
  readonly cleared: 'yes';
}

/** The jobs of a row, where the queue can be narrowed down to them. */
export function jobsOf({ by, projectId }: Asked, key: string): JobsOf | null {
  const within = { ...(projectId !== null && { project: projectId }), cleared: 'yes' } as const;
  if (key === '') return null;
  if (by === 'PROJECT') return { ...within, project: key };
  if (by === 'WORKER') return { ...within, worker: key };
  return by === 'KIND' ? { ...within, kind: key } : null;
}

export function failedJobs({ projectId }: Asked): JobsOf {
  return { ...(projectId !== null && { project: projectId }), status: 'failed', cleared: 'yes' };
}

const failureLabels: Record<string, string> = {
  graph: 'The workflow cannot run',
  lacking: 'The worker lacked something',
  memory: 'Not enough memory',
  trouble: 'Trouble at the worker',
  lost: 'The worker lost it',
  canceled: 'Canceled at the worker',
};

export function describeFailureKind(failure: string): string {
  return failureLabels[failure] ?? (failure || 'Of no known kind');
}
