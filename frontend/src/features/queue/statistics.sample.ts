import type { Totals } from './statistics';

const durations = { __typename: 'Durations' as const, mean: 4, median: 3, ninetieth: 65 };

/** What some jobs came to, to look at in tests: `succeeded`, `failed` and `canceled` make its jobs. */
export function totals(key: string, { succeeded = 0, failed = 0, canceled = 0, name = key, ...rest }: Partial<Totals> = {}): Totals {
  return { __typename: 'JobTotals', key, name, jobs: succeeded + failed + canceled, succeeded, failed, canceled, took: durations, waited: durations, cost: 0.25, ...rest };
}
