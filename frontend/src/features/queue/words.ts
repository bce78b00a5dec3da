import type { BudgetFactsFragment, JobRowFragment, JobStatus, QueueStateFragment } from '@/gql/graphql';
import { describeClock, describeDayBriefly } from '@/ui/moment';

export type JobData = JobRowFragment;
export type QueueData = QueueStateFragment;
type ForecastData = NonNullable<JobData['forecast']>;

export const statusLabels: Record<JobStatus, string> = {
  QUEUED: 'Queued',
  WAITING: 'Waits to try again',
  PAUSED: 'Paused',
  ASSIGNED: 'Given to a worker',
  SUBMITTING: 'Being sent',
  SUBMITTED: 'In line at the worker',
  RUNNING: 'Running',
  COLLECTING: 'Fetching files',
  CANCELING: 'Being stopped',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  PARKED: 'Parked',
  CANCELED: 'Canceled',
};

export type Stage = 'waiting' | 'paused' | 'active' | 'succeeded' | 'failed' | 'canceled';

/** Statuses that people tell apart, in the order of a job's life. */
export const stages: Record<Stage, { readonly label: string; readonly statuses: readonly JobStatus[]; readonly colour: string }> = {
  waiting: { label: 'Waiting', statuses: ['QUEUED', 'WAITING'], colour: 'var(--color-draft)' },
  paused: { label: 'Paused', statuses: ['PAUSED'], colour: 'var(--color-accent)' },
  active: { label: 'At work', statuses: ['ASSIGNED', 'SUBMITTING', 'SUBMITTED', 'RUNNING', 'COLLECTING', 'CANCELING'], colour: 'var(--color-generating)' },
  succeeded: { label: 'Succeeded', statuses: ['SUCCEEDED'], colour: 'var(--color-good)' },
  failed: { label: 'Failed', statuses: ['FAILED', 'PARKED'], colour: 'var(--color-danger)' },
  canceled: { label: 'Canceled', statuses: ['CANCELED'], colour: 'var(--color-omitted)' },
};

export const stageNames = Object.keys(stages) as Stage[];

export function stageOf(status: JobStatus): Stage {
  return stageNames.find((name) => stages[name].statuses.includes(status)) ?? 'waiting';
}

type Counters = QueueData['counters'];

export function countOf(counters: Counters, statuses: readonly JobStatus[] | null): number {
  return counters.reduce((sum, { status, count }) => sum + (statuses === null || statuses.includes(status) ? count : 0), 0);
}

/** Why a job is as it is: what nobody can give it comes before the pause of the queue, that before what the scheduler says and its own reason. */
export function whyOf({ status, blocked, reason, waitsFor, retryAt }: JobData, queue: Pick<QueueData, 'isPaused' | 'reason'> | null): string {
  if (blocked) return capital(blocked);
  const isWaiting = stages.waiting.statuses.includes(status);
  if (isWaiting && queue?.isPaused) return queue.reason ? `The queue is paused: ${queue.reason}` : 'The queue is paused';
  if (status === 'WAITING' && retryAt) return `${capital(reason)}; tries again at ${new Date(retryAt).toLocaleTimeString('en-GB')}`;
  return capital((isWaiting && waitsFor) || reason);
}

/** "about 14:05:12, between 14:04:50 and 14:06:30"; the middle half of what jobs like it came to. */
function describeRange(usual: string, earliest: string | null, latest: string | null): string {
  const [about, from, to] = [usual, earliest ?? usual, latest ?? usual].map(describeInstant);
  if (earliest === null || latest === null) return `about ${about}, as a first guess`;
  return from === to ? `about ${about}` : `about ${about}, between ${from} and ${to}`;
}

/** The time of day, and the day too where it is another one. */
function describeInstant(at: string): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? describeClock(at) : `${describeClock(at)} on ${describeDayBriefly(at)}`;
}

export function describeStart({ startsAt, startsEarliest, startsLatest }: ForecastData): string {
  return describeRange(startsAt, startsEarliest, startsLatest);
}

export function describeEnd({ endsAt, endsEarliest, endsLatest }: ForecastData): string {
  return describeRange(endsAt, endsEarliest, endsLatest);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "1 h 05 min", "2 min 03 s", "4.2 s". */
export function describeSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const pair = (of: number) => String(of).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pair(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${pair(Math.floor((whole % 3600) / 60))} min`;
}

/** An amount in units of the currency, to six places, since a job may cost less than a hundredth. */
export function describeCost(cost: number): string {
  return cost.toLocaleString('en', { maximumFractionDigits: cost < 1 ? 6 : 2 });
}

/** "12.5 of 20, 3 min 00 s of 1 h 00 min, 4 at once"; what has no limit says only what is used. */
export function describeBudget({ cost, seconds, atOnce, spentCost, spentSeconds }: BudgetFactsFragment): string {
  const of = (used: string, limit: string | null) => (limit === null ? used : `${used} of ${limit}`);
  const words = [
    `cost ${of(describeCost(spentCost), cost === null ? null : describeCost(cost))}`,
    of(describeSeconds(spentSeconds), seconds === null ? null : describeSeconds(seconds)),
  ];
  if (atOnce !== null) words.push(`${atOnce} at once`);
  return words.join(', ');
}

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : noun.endsWith('h') ? 'es' : 's'}`;
}
