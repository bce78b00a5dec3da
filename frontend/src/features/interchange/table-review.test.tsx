import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { CommandInput } from '@/gql/graphql';
import { TipProvider } from '@/ui/tip';
import { isTable, type Comparison } from './table';
import { TableReview } from './table-review';

const edit = (name: string): CommandInput => ({ editClip: { clipId: 'clip-1', name } });
const move: CommandInput = { moveClip: { clipId: 'clip-1', start: 9 } };
const add: CommandInput = { addClip: { sceneId: 'scene-1', length: 20 } };
const mix: CommandInput = { setTransition: { clipId: 'clip-9', kind: 'FADE' } };

const comparison: Comparison = {
  rows: [
    {
      row: 2, kind: 'changed', scene: 'Quay', clip: 'Gulls', reason: '',
      changes: [
        { facet: 'name', before: 'Gulls', after: 'Terns', order: 1, command: edit('Terns') },
        { facet: 'place', before: '“Quay”, track 1, frame 0', after: '“Quay”, track 1, frame 9', order: 0, command: move },
      ],
    },
    {
      row: 3, kind: 'added', scene: 'Quay', clip: 'Dawn', reason: '',
      changes: [
        { facet: 'clip', before: '', after: '“Dawn”, 20 frames', order: 2, command: add },
        { facet: 'transition', before: 'cut', after: 'fade 5', order: 3, command: mix },
      ],
    },
    { row: 4, kind: 'unknown', scene: 'Quay', clip: 'Noon', reason: 'No clip has this id.', changes: [] },
  ],
  unchanged: 1,
  missing: 2,
  omissions: [{ what: 'A cell of “Status”', where: 'row 2 “Gulls”', reason: 'there is no status “gone”.' }],
};

function show({ refusal, found = comparison }: { refusal?: string; found?: Comparison } = {}) {
  const sent: (readonly [readonly CommandInput[], string])[] = [];
  const done: string[] = [];
  const onApply = (commands: readonly CommandInput[], note: string) => {
    sent.push([commands, note]);
    return Promise.resolve(refusal === undefined ? { ok: true as const, value: null } : { ok: false as const, error: { __typename: 'Failure' as const, message: refusal } });
  };
  render(
    <TipProvider>
      <TableReview fileName="shots.xlsx" comparison={found} onApply={onApply} onAgain={() => done.push('again')} onClose={() => done.push('close')} />
    </TipProvider>,
  );
  return { sent, done };
}

const box = (name: string) => screen.getByRole('checkbox', { name });

test('every change is shown with what is there now, and all are taken in their order', async () => {
  const { sent } = show();
  expect(screen.getByText('1 row says what the project says. 2 clips have no row and stay as they are.')).toBeVisible();
  const rows = within(screen.getByRole('table', { name: 'Fields of Gulls' })).getAllByRole('row');
  expect(rows.map(({ textContent }) => textContent)).toEqual(['FieldNowIn the shot list', 'nameGullsTerns', 'place“Quay”, track 1, frame 0“Quay”, track 1, frame 9']);
  expect(within(screen.getByRole('region', { name: 'What was not taken' })).getAllByRole('listitem')).toHaveLength(2);
  await userEvent.click(screen.getByRole('button', { name: 'Take 3 changes' }));
  expect(sent).toEqual([[[move, edit('Terns'), add, mix], 'Changes of shots.xlsx']]);
  expect(await screen.findByText('3 changes of shots.xlsx are taken. Undo takes all of them back.')).toBeVisible();
  expect(screen.getByText('No clip has this id.')).toBeVisible();
});

test('what is not ticked is left, and a new clip is taken whole or not at all', async () => {
  const { sent } = show();
  await userEvent.click(box('place'));
  expect(box('All of Gulls')).toBePartiallyChecked();
  await userEvent.click(box('transition'));
  expect(box('new clip')).not.toBeChecked();
  await userEvent.click(screen.getByRole('button', { name: 'Take 1 change' }));
  expect(sent.map(([commands]) => commands)).toEqual([[edit('Terns')]]);
  expect(await screen.findByText('2 changes were left out.')).toBeVisible();
});

test('all of a row, and all rows, are ticked at once', async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Take none' }));
  expect(screen.getByRole('button', { name: 'Take 0 changes' })).toBeDisabled();
  await userEvent.click(box('All of Gulls'));
  expect(screen.getByText('Changes: 2 of 3 will be taken')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Take all' }));
  expect(box('All of Dawn')).toBeChecked();
});

test('a refusal says why, and the file can be compared again', async () => {
  const { done } = show({ refusal: 'Somebody changed the clip meanwhile.' });
  await userEvent.click(screen.getByRole('button', { name: 'Take 3 changes' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody changed the clip meanwhile.');
  await userEvent.click(screen.getByRole('button', { name: 'Compare again' }));
  expect(done).toEqual(['again']);
});

test('a shot list that nobody changed says so', () => {
  show({ found: { rows: [], unchanged: 4, missing: 0, omissions: [] } });
  expect(screen.getByText('The shot list says what the project says.')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Take/ })).toBeNull();
});

test('shot lists are told from edits by their names', () => {
  expect(['shots.xlsx', 'Shots.CSV', 'old.xls', 'cut.otio', 'xlsx'].map(isTable)).toEqual([true, true, true, false, false]);
});
