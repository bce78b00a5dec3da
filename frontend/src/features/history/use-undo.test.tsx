import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { aServer, type Answers } from '@/api/client.fake';
import { sendCommand } from '@/api/command';
import { TipProvider } from '@/ui/tip';
import { Toasts } from '@/ui/toast';
import { InterferedDialog } from './interfered-dialog';
import { redo } from './operations';
import { useUndo } from './use-undo';

const done = (undone: number, sentence = `moved 'Clip ${undone}'`) => ({ __typename: 'UndoSuccess', position: 20, undone, sentence, ids: [] });
const interfered = {
  __typename: 'InterferedError',
  message: 'Grace changed the lyrics since.',
  change: 7,
  mayUndoAnyway: true,
  interferences: [
    {
      __typename: 'Interference', id: 'clip-1', aggregate: 'CLIP', name: 'Clip 1', field: 'lyrics', label: 'Lyrics', wantedText: '', presentText: 'By the sea', at: new Date().toISOString(),
      by: { __typename: 'User', id: 'user-grace', name: 'Grace' },
    },
  ],
};

function Desk() {
  const undoing = useUndo('project-1');
  return (
    <>
      <button onClick={() => undoing.take('undo')}>undo</button>
      <button onClick={() => undoing.take('redo', 5)}>redo 5</button>
      <InterferedDialog {...undoing} />
      <Toasts />
    </>
  );
}

function show(answers: Answers) {
  const server = aServer(answers);
  render(
    <Provider value={server.client}>
      <TipProvider>
        <Desk />
      </TipProvider>
    </Provider>,
  );
  return server;
}

test('presses in a row are sent one after the other, each as a command of its own', async () => {
  let last = 10;
  let underWay = 0;
  const { inputs } = show({
    Undo: async () => {
      underWay += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(underWay).toBe(1);
      underWay -= 1;
      last -= 1;
      return { undo: done(last) };
    },
  });
  await userEvent.tripleClick(screen.getByRole('button', { name: 'undo' }));
  expect(await screen.findByText("Undone: moved 'Clip 7'")).toBeVisible();
  expect(inputs('Undo').map(({ projectId, position }) => [projectId, position])).toEqual(Array(3).fill(['project-1', undefined]));
  expect(new Set(inputs('Undo').map(({ commandId }) => commandId)).size).toBe(3);
  expect(screen.getAllByRole('status')).toHaveLength(1);
});

test('an undo waits for the change that is still on its way', async () => {
  const order: string[] = [];
  let finish: () => void = () => {};
  const { client } = show({
    Redo: async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      order.push('change');
      return { redo: done(1) };
    },
    Undo: () => {
      order.push('undo');
      return { undo: done(2) };
    },
  });
  const change = sendCommand(client, redo, { projectId: 'project-1' });
  await userEvent.click(screen.getByRole('button', { name: 'undo' }));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(order).toEqual([]);
  finish();
  await change;
  await waitFor(() => expect(order).toEqual(['change', 'undo']));
});

test('the message of an undo redoes it', async () => {
  const { inputs } = show({ Undo: () => ({ undo: done(3) }), Redo: () => ({ redo: done(21, "moved 'Clip 3'") }) });
  await userEvent.click(screen.getByRole('button', { name: 'undo' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Redo' }));
  expect(await screen.findByText("Redone: moved 'Clip 3'")).toBeVisible();
  expect(inputs('Redo')).toHaveLength(1);
});

test('what others changed since is told, and taken back only when that is wanted', async () => {
  const { inputs } = show({
    Undo: async ({ input }) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { undo: (input as { anyway?: boolean }).anyway ? done(7) : interfered };
    },
  });
  await userEvent.dblClick(screen.getByRole('button', { name: 'undo' }));
  const dialog = await screen.findByRole('dialog', { name: 'This was changed since' });
  expect(dialog).toHaveAccessibleDescription('Grace changed the lyrics since.');
  expect(screen.getByRole('listitem')).toHaveTextContent('Clip 1, Lyrics changed by Grace just nowIt is nowBy the seaUndo makes itempty');
  // The second press was let go with the first.
  expect(inputs('Undo')).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: 'Undo anyway' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(inputs('Undo')[1]).toMatchObject({ position: 7, anyway: true });
});

test('where it cannot be taken back anyway, the dialog only closes', async () => {
  show({ Undo: () => ({ undo: { ...interfered, mayUndoAnyway: false } }) });
  await userEvent.click(screen.getByRole('button', { name: 'undo' }));
  await screen.findByRole('dialog');
  expect(screen.queryByRole('button', { name: 'Undo anyway' })).not.toBeInTheDocument();
  await userEvent.click(screen.getAllByRole('button', { name: 'Close' }).at(-1) as HTMLElement);
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('a refusal is told in its own words', async () => {
  const { inputs } = show({ Redo: () => ({ redo: { __typename: 'RuleViolatedError', message: 'There is nothing to redo.', field: null, index: null, freeSlots: [] } }) });
  await userEvent.click(screen.getByRole('button', { name: 'redo 5' }));
  expect(await screen.findByText('There is nothing to redo.')).toBeVisible();
  expect(inputs('Redo')[0]).toMatchObject({ position: 5 });
});
