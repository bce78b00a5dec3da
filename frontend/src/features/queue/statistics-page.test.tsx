import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { aServer } from '@/api/client.fake';
import { TipProvider } from '@/ui/tip';
import type { Asked, FailureData, Totals } from './statistics';
import { totals } from './statistics.sample';
import { StatisticsPage } from './statistics-page';

const everything: Asked = { by: 'WORKER', projectId: null, from: null, to: null };
const north = totals('worker-1', { name: 'north', succeeded: 1200, failed: 2 });
const south = totals('worker-2', { name: 'south', canceled: 3 });
const memory: FailureData = { __typename: 'FailureTotals', failure: 'memory', jobs: 2, reasons: [{ __typename: 'FailureReason', reason: 'out of memory at the sampler', jobs: 2 }] };

function Page({ first }: { first: Asked }) {
  const [asked, setAsked] = useState(first);
  return <StatisticsPage asked={asked} onAsked={setAsked} linkTo={(of, label) => <a href={`/queue?${new URLSearchParams({ ...of }).toString()}`}>{label}</a>} />;
}

function show(groups: readonly Totals[], { failures = [], asked = everything }: { failures?: readonly FailureData[]; asked?: Asked } = {}) {
  const sum = (of: 'succeeded' | 'failed' | 'canceled') => groups.reduce((all, one) => all + one[of], 0);
  const server = aServer({
    QueueAround: () => ({
      workers: [],
      projects: { __typename: 'ProjectConnection', edges: [{ __typename: 'ProjectEdge', node: { __typename: 'Project', id: 'project-1', name: 'Harbour', viewerRole: 'EDITOR' } }] },
    }),
    JobStatistics: () => ({ jobStatistics: { __typename: 'JobStatistics', groups, failures, total: totals('', { succeeded: sum('succeeded'), failed: sum('failed'), canceled: sum('canceled') }) } }),
  });
  render(
    <Provider value={server.client}>
      <TipProvider>
        <Page first={asked} />
      </TipProvider>
    </Provider>,
  );
  const asks = () => server.asked.filter(([name]) => name === 'JobStatistics').map(([, variables]) => variables);
  return { server, asks };
}

test('every number is in the table, and the picture says the sum in words', async () => {
  show([south, north]);
  const rows = within(await screen.findByRole('table', { name: 'Ended jobs by worker' })).getAllByRole('row');
  const cells = (at: number) => within(rows[at] as HTMLElement).getAllByRole('cell').map(({ textContent }) => textContent);
  expect(rows.slice(2).map((row) => within(row).getByRole('rowheader').textContent)).toEqual(['north', 'south', 'All']);
  expect(cells(2)).toEqual(['1,202', '1,200', '2', '0', '4 s', '3 s', '1 min 05 s', '4 s', '3 s', '1 min 05 s', '0.25']);
  expect(cells(4).slice(0, 4)).toEqual(['1,205', '1,200', '2', '3']);
  expect(screen.getByRole('img', { name: 'Ended jobs by worker: 1,200 succeeded, 2 failed, 3 canceled. The table has all numbers.' })).toBeInTheDocument();
});

test('bars are as long as their numbers, one part behind the other', async () => {
  show([totals('worker-1', { succeeded: 6, failed: 3, canceled: 1 })]);
  const picture = await screen.findByRole('img', { name: /^Ended jobs/ });
  const parts = [...picture.querySelectorAll('g rect')].map((part) => [Number(part.getAttribute('x')), Number(part.getAttribute('width'))] as const);
  const whole = parts.reduce((sum, [, wide]) => sum + wide, 0);
  expect(parts.map(([, wide]) => wide / whole)).toEqual([expect.closeTo(0.6), expect.closeTo(0.3), expect.closeTo(0.1)]);
  expect(parts[1]?.[0]).toBeCloseTo((parts[0]?.[0] ?? 0) + (parts[0]?.[1] ?? 0));
  expect(picture.querySelector('g title + text + rect')).toBeInTheDocument();
});

test('a worker leads to its jobs, and a failure to those that failed', async () => {
  show([north], { failures: [memory] });
  expect(await screen.findByRole('link', { name: 'north' })).toHaveAttribute('href', '/queue?cleared=yes&worker=worker-1');
  expect(screen.getByRole('link', { name: 'Show failed jobs in the queue' })).toHaveAttribute('href', '/queue?status=failed&cleared=yes');
  const why = screen.getByRole('region', { name: 'Why jobs failed' });
  expect(why).toHaveTextContent('Not enough memory 2 jobs');
  expect(why).toHaveTextContent('2 ×out of memory at the sampler');
});

test('what is chosen is asked for', async () => {
  const { asks } = show([north]);
  await screen.findByRole('option', { name: 'Harbour' });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'By' }), 'Kind');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Project' }), 'Harbour');
  await waitFor(() => expect(asks().at(-1)).toEqual({ by: 'KIND', projectId: 'project-1', since: null, until: null }));
});

test('a last day before the first is refused where it was written, and nothing is asked', async () => {
  const { asks } = show([north], { asked: { ...everything, from: '2026-02-02', to: '2026-02-01' } });
  expect(await screen.findByRole('alert')).toHaveTextContent('choose a later one');
  expect(asks()).toEqual([]);
});

test('where nothing has ended yet it says how to begin', async () => {
  show([]);
  expect(await screen.findByText(/Select a clip and press G/)).toBeInTheDocument();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

test('where nothing ended in these days all are offered', async () => {
  const { asks } = show([], { asked: { ...everything, from: '2026-02-01' } });
  await userEvent.click(await screen.findByRole('button', { name: 'All days of all projects' }));
  await waitFor(() => expect(asks().at(-1)).toMatchObject({ since: null, until: null }));
});

test('what the server cannot answer can be asked again', async () => {
  const server = aServer({ QueueAround: () => new Error('No.'), JobStatistics: () => new Error('The database is away.') });
  render(
    <Provider value={server.client}>
      <Page first={everything} />
    </Provider>,
  );
  const times = () => server.asked.filter(([name]) => name === 'JobStatistics').length;
  await screen.findByRole('alert');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(times()).toBe(2));
});
