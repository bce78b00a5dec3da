import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { beforeEach, expect, test, vi } from 'vitest';
import { aServer } from '@/api/client.fake';
import { TipProvider } from '@/ui/tip';
import { WorkerPage } from './worker-page';
import { commandOf, describeWork, devicesOf, isFound, listOf, modelsOf, standingOf, writtenDevices, type WorkerData } from './words';

const words: { tell: (data: unknown) => void } = vi.hoisted(() => ({ tell: () => {} }));
vi.mock('@/live/socket', () => ({
  follow: (_document: unknown, _variables: object, onData: (data: unknown) => void) => {
    words.tell = onData;
    return () => {};
  },
}));

beforeEach(() => {
  words.tell = () => {};
});

function aStanding(rest: Partial<WorkerData['standing']> = {}): WorkerData['standing'] {
  return { __typename: 'WorkerStanding', state: 'IDLE', reason: '', running: 0, waiting: 0, foreign: 0, heardAt: null, meanSeconds: null, successRate: null, ...rest };
}

function aWorker(rest: Partial<WorkerData> = {}): WorkerData {
  return {
    __typename: 'Worker',
    id: 'worker-1',
    version: 3,
    name: 'north',
    kind: 'COMFYUI',
    hasKey: false,
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
    devices: [{ __typename: 'Device', name: 'RTX 4090', vram: 24 * 1024, vramFree: null }],
    standing: aStanding(),
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
    SetWorkerKey: ({ input }) =>
      (input as { key: string }).key.includes('\u00e9')
        ? { setWorkerKey: { __typename: 'RuleViolatedError', message: 'This is no API key: copy it as it was shown.', field: 'key', index: null, freeSlots: [], freeCodes: [] } }
        : success('setWorkerKey')(),
    EditWorker: success('editWorker'),
    IssueWorkerToken: () => ({ issueWorkerToken: { __typename: 'WorkerTokenSuccess', workerId: 'worker-1', token: 'esw_secret' } }),
    RevokeWorkerTokens: () => ({ revokeWorkerTokens: { __typename: 'WorkerTokensRevokedSuccess', workerId: 'worker-1', revoked: 2 } }),
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
  const standing = aStanding({ state: 'QUARANTINED', reason: 'Three attempts failed in a row. Put right what fails there.' });
  show([aWorker({ health: 'QUARANTINED', takesJobs: false, errors: 3, standing })]);
  const card = await screen.findByRole('listitem', { name: 'north' });
  expect(card).toHaveTextContent('In quarantine');
  expect(card).toHaveTextContent('Three attempts failed in a row. Put right what fails there.');
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

test('how a worker stands is one word, and what it does a few', () => {
  const states = ['DISABLED', 'QUARANTINED', 'OFFLINE', 'SUSPECT', 'DRAINING', 'BUSY', 'IDLE'] as const;
  expect(states.map((state) => standingOf({ standing: aStanding({ state }) }).label)).toEqual(['Disabled', 'In quarantine', 'Offline', 'Suspect', 'Runs empty', 'At work', 'Has time']);
  expect(describeWork({ standing: aStanding() })).toBe('');
  const busy = aStanding({ running: 1, waiting: 2, foreign: 1, meanSeconds: 41.6, successRate: 0.999 });
  expect(describeWork({ standing: busy })).toBe('runs 1, 2 wait there, 1 of others, 42 s a job, 99 % go well');
});

test('what happens to a worker is shown as it happens', async () => {
  show([aWorker()]);
  const card = await screen.findByRole('listitem', { name: 'north' });
  expect(card).toHaveTextContent('Has time');
  const standing = aStanding({ state: 'OFFLINE', reason: 'The worker cannot be reached. See that it runs.', heardAt: new Date(Date.now() - 300_000).toISOString() });
  act(() => words.tell({ workersChanged: [aWorker({ standing })] }));
  expect(card).toHaveTextContent('Offline');
  expect(card).toHaveTextContent('The worker cannot be reached. See that it runs.');
  expect(card).toHaveTextContent('Heard of last 5 minutes ago');
  const devices = [{ __typename: 'Device' as const, name: 'RTX 4090', vram: 24 * 1024, vramFree: 6 * 1024 }];
  act(() => words.tell({ workersChanged: [aWorker({ devices, standing: aStanding({ state: 'BUSY', running: 1 }) })] }));
  expect(card).toHaveTextContent('At work');
  expect(card).toHaveTextContent('6 GB free of 24 GB of VRAM');
  expect(card).not.toHaveTextContent('Heard of last');
});

test('a token for an agent is shown once, with the command that starts it, and copied', async () => {
  const user = userEvent.setup();
  const server = show([aWorker({ kind: 'AGENT', address: '' })]);
  await user.click(await screen.findByRole('button', { name: 'What to do with north' }));
  await user.click(screen.getByRole('menuitem', { name: 'Make a token' }));
  const dialog = screen.getByRole('dialog', { name: 'A token for north' });
  await user.click(within(dialog).getByRole('button', { name: 'Make a token' }));
  expect(await within(dialog).findByRole('region', { name: 'The token' })).toHaveTextContent('esw_secret');
  const command = commandOf('esw_secret', window.location.origin);
  expect(within(dialog).getByRole('region', { name: 'Start the agent, beside its ComfyUI' })).toHaveTextContent(command);
  await user.click(within(dialog).getByRole('button', { name: 'Copy: The token' }));
  expect(await navigator.clipboard.readText()).toBe('esw_secret');
  expect(within(dialog).queryByRole('button', { name: 'Make a token' })).not.toBeInTheDocument();
  await user.click(within(dialog).getByRole('button', { name: 'Done' }));
  expect(screen.queryByText('esw_secret')).not.toBeInTheDocument();
  expect(server.inputs('IssueWorkerToken')).toEqual([{ workerId: 'worker-1' }]);
});

test('the tokens of an agent are revoked after a question; a ComfyUI server has none', async () => {
  const user = userEvent.setup();
  const server = show([aWorker({ kind: 'AGENT' }), aWorker({ id: 'worker-2', name: 'south' })]);
  await user.click(await screen.findByRole('button', { name: 'What to do with south' }));
  expect(screen.queryByRole('menuitem', { name: 'Revoke its tokens' })).not.toBeInTheDocument();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'What to do with north' }));
  await user.click(screen.getByRole('menuitem', { name: 'Revoke its tokens' }));
  await user.click(screen.getByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(server.inputs('RevokeWorkerTokens')).toEqual([{ workerId: 'worker-1' }]);
});

test('the API key of a worker is written and never shown, replaced and removed', async () => {
  const user = userEvent.setup();
  const server = show([aWorker(), aWorker({ id: 'worker-2', name: 'south', hasKey: true })]);
  const open = async (name: string) => {
    await user.click(await screen.findByRole('button', { name: `What to do with ${name}` }));
    await user.click(screen.getByRole('menuitem', { name: 'Set its API key' }));
    return screen.getByRole('dialog', { name: `The API key of ${name}` });
  };
  expect(await screen.findByRole('listitem', { name: 'south' })).toHaveTextContent('with an API key');
  const dialog = await open('north');
  const field = within(dialog).getByLabelText('API key');
  expect(field).toHaveAttribute('type', 'password');
  expect(within(dialog).queryByRole('button', { name: 'Remove its key' })).not.toBeInTheDocument();
  await user.click(within(dialog).getByRole('button', { name: 'Set the key' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Write the key');
  await user.type(field, 'caf\u00e9');
  await user.click(within(dialog).getByRole('button', { name: 'Set the key' }));
  await waitFor(() => expect(within(dialog).getByRole('alert')).toHaveTextContent('This is no API key'));
  await user.clear(field);
  await user.type(field, 'sk-1');
  await user.click(within(dialog).getByRole('button', { name: 'Set the key' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  const other = await open('south');
  await user.click(within(other).getByRole('button', { name: 'Remove its key' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(server.inputs('SetWorkerKey').slice(1)).toMatchObject([
    { workerId: 'worker-1', key: 'sk-1' },
    { workerId: 'worker-2', key: '' },
  ]);
});

test('an agent is asked by nobody and has no API key', async () => {
  const user = userEvent.setup();
  show([aWorker({ kind: 'AGENT' })]);
  await user.click(await screen.findByRole('button', { name: 'What to do with north' }));
  expect(screen.queryByRole('menuitem', { name: 'Set its API key' })).not.toBeInTheDocument();
});

test('what an endpoint of RunPod has is written by hand, one device a line', async () => {
  const user = userEvent.setup();
  const server = show([]);
  await user.click(await screen.findByRole('button', { name: 'Register a worker' }));
  const dialog = screen.getByRole('dialog', { name: 'Register a worker' });
  expect(within(dialog).queryByRole('textbox', { name: 'Devices' })).not.toBeInTheDocument();
  await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'cloud');
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Kind' }), 'RUNPOD');
  await user.type(within(dialog).getByRole('textbox', { name: 'Address' }), 'https://api.example/v2/ep1');
  await user.type(within(dialog).getByRole('textbox', { name: 'Devices' }), 'RTX');
  await user.click(within(dialog).getByRole('button', { name: 'Register' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Write one device a line');
  await user.type(within(dialog).getByRole('textbox', { name: 'Devices' }), ' 4090, 24{enter}8');
  await user.type(within(dialog).getByRole('textbox', { name: 'Models' }), 'vae/a{enter}loras/b');
  await user.click(within(dialog).getByRole('button', { name: 'Register' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  const devices = [
    { name: 'RTX 4090', vram: 24576 },
    { name: 'GPU', vram: 8192 },
  ];
  expect(server.inputs('RegisterWorker')[0]).toMatchObject({ kind: 'RUNPOD', devices, models: ['vae/a', 'loras/b'] });
  expect(devicesOf(writtenDevices(devices))).toEqual(devices);
});
