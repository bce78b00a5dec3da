import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { useHotKeys } from '@/actions/hot-keys';
import { aServer } from '@/api/client.fake';
import type { JobRowFragment, JobStatus, Role } from '@/gql/graphql';
import { TipProvider } from '@/ui/tip';
import { QueueView } from './queue-page';
import { aJob } from './queue.sample';

function Keys() {
  useHotKeys();
  return null;
}

interface Shown {
  role?: Role;
  isAdministrator?: boolean;
  isPaused?: boolean;
}

function show(jobs: readonly JobRowFragment[], { role = 'EDITOR', isAdministrator = false, isPaused = false }: Shown = {}) {
  const counters = [...new Set(jobs.map(({ status }) => status))].map((status: JobStatus) => ({ __typename: 'JobCount' as const, status, count: jobs.filter((job) => job.status === status).length }));
  const done = (field: string) => () => ({ [field]: { __typename: 'JobsSuccess', position: 2, changed: ['x'] } });
  const server = aServer({
    Jobs: ({ filter }) => {
      const { statuses } = filter as { statuses?: JobStatus[] | null };
      const found = jobs.filter(({ status }) => statuses?.includes(status) ?? true);
      return { jobs: { __typename: 'JobConnection', totalCount: found.length, counters, pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null }, edges: found.map((node) => ({ __typename: 'JobEdge', node })) } };
    },
    Batches: () => ({ batches: [] }),
    QueueAround: () => ({
      workers: [{ __typename: 'Worker', id: 'worker-1', name: 'north' }],
      projects: { __typename: 'ProjectConnection', edges: [{ __typename: 'ProjectEdge', node: { __typename: 'Project', id: 'project-1', name: 'Harbour', viewerRole: role } }] },
    }),
    CancelJobs: done('cancelJobs'),
    RetryJobs: done('retryJobs'),
    DeleteJobs: () => ({ deleteJobs: { __typename: 'ForbiddenError', message: 'Only editors may do that.' } }),
    PauseQueue: () => ({ pauseQueue: { __typename: 'QueueSuccess', position: 2, queue: { __typename: 'Queue', position: 2, isPaused: true, reason: 'night', counters: [] } } }),
  });
  const queue = { __typename: 'Queue' as const, position: 1, isPaused, reason: isPaused ? 'the farm moves' : '', counters };
  render(
    <Provider value={server.client}>
      <TipProvider>
        <Keys />
        <QueueView queue={queue} filter={{}} isAdministrator={isAdministrator} />
      </TipProvider>
    </Provider>,
  );
  return server;
}

const rows = () => within(screen.getByRole('list', { name: 'Jobs' })).getAllByRole('listitem');
const waiting = aJob('1', { blocked: 'needs 48 GB of VRAM; no worker has it' });
const failed = aJob('2', { status: 'FAILED', reason: 'out of memory', workerId: 'worker-1' });
const atWork = aJob('3', { status: 'RUNNING', reason: 'runs', workerId: 'worker-1' });

test('each job says why it is as it is, whose it is and where', async () => {
  show([waiting, failed]);
  await screen.findByText('Needs 48 GB of VRAM; no worker has it');
  await waitFor(() => expect(rows()[1]).toHaveTextContent('Shot 2Harbour, imageOut of memorynorth'));
  expect(screen.getByRole('button', { name: 'Waiting 1' })).toHaveAttribute('aria-pressed', 'false');
});

test('a chip asks the server for its statuses', async () => {
  const server = show([waiting, failed]);
  await screen.findByText('Shot 1');
  await userEvent.click(screen.getByRole('button', { name: 'Failed 1' }));
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(server.asked.filter(([name]) => name === 'Jobs').at(-1)?.[1]).toMatchObject({ filter: { statuses: ['FAILED', 'PARKED'] }, first: 100, after: null });
});

test('what is canceled is counted, with what is at work, and the reason goes with it', async () => {
  const user = userEvent.setup();
  const server = show([waiting, failed, atWork]);
  await screen.findByText('Shot 1');
  await user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText(/3 marked/)).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Cancel' })).toBeEnabled());
  await user.keyboard('c');
  const question = screen.getByRole('dialog', { name: 'Cancel 2 jobs?' });
  expect(question).toHaveTextContent('1 job at work will be stopped');
  await user.type(within(question).getByRole('textbox', { name: 'Reason' }), 'wrong seed');
  await user.click(within(question).getByRole('button', { name: 'Cancel 2 jobs' }));
  await waitFor(() => expect(server.inputs('CancelJobs')).toEqual([expect.objectContaining({ about: { jobIds: ['1', '3'] }, reason: 'wrong seed' })]));
});

test('a refusal stays with its question', async () => {
  const user = userEvent.setup();
  show([failed]);
  await user.click(await screen.findByRole('checkbox', { name: 'Mark Shot 2' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Delete' })).toBeEnabled());
  await user.keyboard('{Delete}');
  await user.click(screen.getByRole('button', { name: 'Delete 1 job' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Only editors may do that.');
});

test('who only looks can change nothing', async () => {
  const server = show([failed], { role: 'VIEWER' });
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Mark Shot 2' }));
  expect(screen.getByRole('button', { name: 'Retry' })).toBeDisabled();
  await userEvent.keyboard('r');
  expect(server.inputs('RetryJobs')).toEqual([]);
});

test('administrators pause the queue with a reason; others read it', async () => {
  const server = show([waiting], { isAdministrator: true });
  await userEvent.click(await screen.findByRole('button', { name: 'Pause the queue' }));
  const question = screen.getByRole('dialog', { name: 'Pause the queue?' });
  await userEvent.type(within(question).getByRole('textbox', { name: 'Reason' }), 'night');
  await userEvent.click(within(question).getByRole('button', { name: 'Pause the queue' }));
  await waitFor(() => expect(server.inputs('PauseQueue')).toEqual([expect.objectContaining({ reason: 'night' })]));
});

test('a paused queue says so and why, to whom it cannot be resumed as well', async () => {
  show([waiting], { isPaused: true });
  expect(await screen.findByText(/The queue is paused: the farm moves\. .*An administrator can let it go on\./)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Resume the queue' })).not.toBeInTheDocument();
});
