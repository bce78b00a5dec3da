import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { aServer } from '@/api/client.fake';
import { TipProvider } from '@/ui/tip';
import { WorkerPage } from './worker-page';
import { isFound, listOf, modelsOf, standingOf, type WorkerData } from './words';

function aWorker(rest: Partial<WorkerData> = {}): WorkerData {
  return {
    __typename: 'Worker',
    id: 'worker-1',
    version: 3,
    name: 'north',
    kind: 'COMFYUI',
    address: 'http://north:8188',
    tags: ['night'],
    serves: [],
    hourlyCost: 1.5,
    serverVersion: '0.3.1',
    mode: 'ENABLED',
    health: 'GOOD',
    reason: '',
    takesJobs: true,
    errors: 0,
    models: ['loras/rain', 'checkpoints/flux'],
    nodes: ['KSampler'],
    devices: [{ __typename: 'Device', name: 'RTX 4090', vram: 24 * 1024 }],
    ...rest,
  };
}

function show(workers: readonly WorkerData[], isAdministrator = true) {
  const success = (field: string) => () => ({ [field]: { __typename: 'WorkerSuccess', position: 2, worker: workers[0] ?? aWorker() } });
  const server = aServer({
    Workers: () => ({ workers }),
    RegisterWorker: ({ input }) =>
      (input as { address: string }).address.startsWith('http')
        ? success('registerWorker')()
        : { registerWorker: { __typename: 'RuleViolatedError', message: 'Write http:// before it.', field: 'address', index: null, freeSlots: [], freeCodes: [] } },
    SetWorkerMode: success('setWorkerMode'),
    EditWorker: success('editWorker'),
    RemoveWorker: () => ({ removeWorker: { __typename: 'RuleViolatedError', message: 'It has 2 jobs. Let it run empty first.', field: null, index: null, freeSlots: [], freeCodes: [] } }),
  });
  render(
    <Provider value={server.client}>
      <TipProvider>
        <WorkerPage isAdministrator={isAdministrator} />
      </TipProvider>
    </Provider>,
  );
  return server;
}

test('a worker says how it stands and why, and what it has', async () => {
  show([aWorker({ health: 'QUARANTINED', takesJobs: false, errors: 3, reason: 'three attempts failed in a row' })]);
  const card = await screen.findByRole('listitem', { name: 'north' });
  expect(card).toHaveTextContent('In quarantine');
  expect(card).toHaveTextContent('three attempts failed in a row');
  expect(card).toHaveTextContent('24 GB of VRAM');
  expect(card).toHaveTextContent('Its last 3 attempts failed.');
});

test('a refusal of the address stands at the address, and what was written stays', async () => {
  const user = userEvent.setup();
  const server = show([]);
  await user.click(await screen.findByRole('button', { name: 'Register a worker' }));
  const dialog = screen.getByRole('dialog', { name: 'Register a worker' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'south');
  await user.type(within(dialog).getByRole('textbox', { name: 'Address' }), 'south:8188');
  await user.type(within(dialog).getByRole('textbox', { name: 'Tags' }), 'night, gpu');
  await user.click(within(dialog).getByRole('button', { name: 'Register' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Write http:// before it.');
  await user.clear(within(dialog).getByRole('textbox', { name: 'Address' }));
  await user.type(within(dialog).getByRole('textbox', { name: 'Address' }), 'http://south:8188');
  await user.click(within(dialog).getByRole('button', { name: 'Register' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(server.inputs('RegisterWorker')[1]).toMatchObject({ name: 'south', kind: 'COMFYUI', address: 'http://south:8188', tags: ['night', 'gpu'], serves: [], hourlyCost: 0 });
});

test('a worker is edited against the version that was seen', async () => {
  const user = userEvent.setup();
  const server = show([aWorker()]);
  await user.click(await screen.findByRole('button', { name: 'What to do with north' }));
  await user.click(screen.getByRole('menuitem', { name: 'Edit' }));
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'ern');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(server.inputs('EditWorker')[0]).toMatchObject({ workerId: 'worker-1', name: 'northern', expectedVersion: 3 }));
});

test('a worker runs empty at a word; one with jobs is not removed and says why', async () => {
  const user = userEvent.setup();
  const server = show([aWorker()]);
  const menu = async (entry: string) => {
    await user.click(await screen.findByRole('button', { name: 'What to do with north' }));
    await user.click(screen.getByRole('menuitem', { name: entry }));
  };
  await menu('Let it run empty');
  await waitFor(() => expect(server.inputs('SetWorkerMode')[0]).toMatchObject({ workerId: 'worker-1', mode: 'DRAINING' }));
  await menu('Remove');
  await user.click(screen.getByRole('button', { name: 'Remove worker' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('It has 2 jobs. Let it run empty first.');
});

test('who is no administrator looks only', async () => {
  show([aWorker({ address: null })], false);
  await screen.findByRole('listitem', { name: 'north' });
  expect(screen.queryByRole('button', { name: 'Register a worker' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'What to do with north' })).not.toBeInTheDocument();
});

test('models are found by a part of their names, by kind', () => {
  expect(modelsOf(['loras/sun', 'loras/rain', 'checkpoints/rainy/flux'], 'Rain')).toEqual([
    { kind: 'checkpoints', names: ['rainy/flux'] },
    { kind: 'loras', names: ['rain'] },
  ]);
  expect([isFound(aWorker(), 'ksam'), isFound(aWorker(), 'night'), isFound(aWorker(), 'sdxl')]).toEqual([true, true, false]);
  expect(listOf(' night, gpu,, night')).toEqual(['night', 'gpu']);
});

test('how a worker stands is one word', () => {
  const stands = [aWorker(), aWorker({ mode: 'DRAINING' }), aWorker({ mode: 'DISABLED', health: 'QUARANTINED' }), aWorker({ health: 'SUSPECT' }), aWorker({ devices: [] }), aWorker({ takesJobs: false })];
  expect(stands.map((worker) => standingOf(worker).label)).toEqual(['Takes jobs', 'Runs empty', 'Disabled', 'Suspect', 'Not seen yet', 'Takes no jobs']);
});
