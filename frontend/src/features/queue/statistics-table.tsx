import type { ReactNode } from 'react';
import type { JobGrouping } from '@/gql/graphql';
import { describeRow, groupings, jobsOf, ordered, type Asked, type JobsOf, type Totals } from './statistics';
import { describeCost, describeSeconds } from './words';

/** Draws a way to the page of the queue, narrowed down to some jobs. */
export type LinkToJobs = (of: JobsOf, label: string) => ReactNode;

interface StatisticsTableProps {
  asked: Asked;
  total: Totals;
  groups: readonly Totals[];
  linkTo: LinkToJobs;
}

const durations = ['Mean', 'Median', '90 %'];

/** All numbers, of each group and of all together. */
export function StatisticsTable({ asked, total, groups, linkTo }: StatisticsTableProps) {
  const { by } = asked;
  return (
    <div className="max-w-full overflow-x-auto">
      <table className="min-w-[56rem] text-right text-[12.5px]">
        <caption className="sr-only">Ended jobs by {groupings[by].toLowerCase()}</caption>
        <Head by={by} />
        <tbody className="tabular divide-y divide-line border-y border-line">
          {ordered(by, groups).map((row) => {
            const jobs = jobsOf(asked, row.key);
            const label = describeRow(by, row);
            return <Row key={row.key} row={row} head={jobs === null ? label : linkTo(jobs, label)} />;
          })}
        </tbody>
        <tfoot className="tabular font-semibold">
          <Row row={total} head="All" />
        </tfoot>
      </table>
    </div>
  );
}

function Head({ by }: { by: JobGrouping }) {
  return (
    <thead className="text-faint [&_th]:px-2.5 [&_th]:py-1 [&_th]:font-medium">
      <tr>
        <th scope="col" rowSpan={2} className="text-left align-bottom">
          {by === 'DAY' ? 'Day (UTC)' : groupings[by]}
        </th>
        {['Jobs', 'Succeeded', 'Failed', 'Canceled'].map((name) => (
          <th key={name} scope="col" rowSpan={2} className="align-bottom">
            {name}
          </th>
        ))}
        <th scope="colgroup" colSpan={3} title="All attempts of a job together" className="text-center">
          Time
        </th>
        <th scope="colgroup" colSpan={3} title="From being enqueued to its last start" className="text-center">
          Waiting
        </th>
        <th scope="col" rowSpan={2} className="align-bottom">
          Cost
        </th>
      </tr>
      <tr>
        {['Time', 'Waiting'].flatMap((of) =>
          durations.map((name) => (
            <th key={`${of} ${name}`} scope="col" {...(name === '90 %' && { title: 'Nine of ten jobs took no longer' })}>
              {name}
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}

function Row({ row: { jobs, succeeded, failed, canceled, took, waited, cost }, head }: { row: Totals; head: ReactNode }) {
  const counts = [jobs, succeeded, failed, canceled].map((count) => count.toLocaleString('en'));
  const times = [took, waited].flatMap(({ mean, median, ninetieth }) => [mean, median, ninetieth].map(describeSeconds));
  return (
    <tr className="[&>*]:px-2.5 [&>*]:py-1.5">
      <th scope="row" className="max-w-64 truncate text-left font-sans font-medium">
        {head}
      </th>
      {[...counts, ...times, describeCost(cost)].map((cell, at) => (
        <td key={at} className="whitespace-nowrap">{cell}</td>
      ))}
    </tr>
  );
}
