import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { CommandInput } from '@/gql/graphql';
import { TipProvider } from '@/ui/tip';
import { isWords, type Comparison } from './comparison';
import { ComparisonReview } from './comparison-review';

const edit = (name: string): CommandInput => ({ editClip: { clipId: 'clip-1', name } });
const move: CommandInput = { moveClip: { clipId: 'clip-1', start: 9 } };
const add: CommandInput = { addClip: { sceneId: 'scene-1', length: 20 } };
const mix: CommandInput = { setTransition: { clipId: 'clip-9', kind: 'FADE' } };

const comparison: Comparison = {
  file: 'table',
  isForeign: false,
  rows: [
    {
      row: 2, kind: 'changed', scene: 'Quay', clip: 'Gulls', reason: '',
      changes: [
        { facet: 'name', before: 'Gulls', after: 'Terns', order: 1, aside: null, command: edit('Terns') },
        { facet: 'place', before: '“Quay”, track 1, frame 0', after: '“Quay”, track 1, frame 9', order: 0, aside: null, command: move },
      ],
    },
    {
      row: 3, kind: 'added', scene: 'Quay', clip: 'Dawn', reason: '',
      changes: [
        { facet: 'clip', before: '', after: '“Dawn”, 20 frames', order: 2, aside: null, command: add },
        { facet: 'transition', before: 'cut', after: 'fade 5', order: 3, aside: null, command: mix },
      ],
    },
    { row: 4, kind: 'unknown', scene: 'Quay', clip: 'Noon', reason: 'No clip has this id.', changes: [] },
  ],
  unchanged: 1,
  missing: 2,
  omissions: [{ what: 'A cell of “Status”', where: 'row 2 “Gulls”', reason: 'there is no status “gone”.' }],
};

function show({ refusal, found = comparison, withDeletions = false }: { refusal?: string; found?: Comparison; withDeletions?: boolean } = {}) {
  const sent: (readonly [readonly CommandInput[], string])[] = [];
  const done: string[] = [];
  const onApply = (commands: readonly CommandInput[], note: string) => {
    sent.push([commands, note]);
    return Promise.resolve(refusal === undefined ? { ok: true as const, value: null } : { ok: false as const, error: { __typename: 'Failure' as const, message: refusal } });
  };
  render(
    <TipProvider>
      <ComparisonReview
        fileName={found.file === 'table' ? 'shots.xlsx' : 'cut.edl'}
        comparison={found}
        withDeletions={withDeletions}
        onApply={onApply}
        onAgain={(wished) => done.push(`again ${wished ? 'with' : 'without'} deletions`)}
        onAdd={() => done.push('add')}
        onClose={() => done.push('close')}
      />
    </TipProvider>,
  );
  return { sent, done };
}

const box = (name: string) => screen.getByRole('checkbox', { name });

test('every change is shown with what is there now, and all are taken in their order', async () => {
  const { sent } = show();
  expect(screen.getByText('1 row says what the project says. 2 clips of the project have no row and stay as they are.')).toBeVisible();
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
  expect(done).toEqual(['again without deletions']);
});

test('a shot list that nobody changed says so', () => {
  show({ found: { file: 'table', isForeign: false, rows: [], unchanged: 4, missing: 0, omissions: [] } });
  expect(screen.getByText('The shot list says what the project says.')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Take/ })).toBeNull();
});

const remove: CommandInput = { deleteClip: { clipId: 'clip-2' } };
const away: CommandInput = { moveClip: { clipId: 'clip-1', start: 999 } };

const edited: Comparison = {
  file: 'edit',
  isForeign: false,
  rows: [
    {
      row: 1, kind: 'changed', scene: 'Quay', clip: 'Gulls', reason: '',
      changes: [{ facet: 'place', before: '“Quay”, track 1, frame 0', after: '“Quay”, track 1, frame 9', order: 2, aside: { order: 1, command: away }, command: move }],
    },
    {
      row: 2, kind: 'missing', scene: 'Quay', clip: 'Terns', reason: 'Others come to play where it is: without this they cannot.',
      changes: [{ facet: 'clip', before: '“Terns”, 50 frames', after: '', order: 0, aside: null, command: remove }],
    },
  ],
  unchanged: 3,
  missing: 1,
  omissions: [],
};

test('clips that are not in an edit stay unless somebody ticks them; clips step aside for each other', async () => {
  const { sent } = show({ found: edited });
  expect(screen.getByText('3 clips say what the project says. 1 clip of the project has no place in it.')).toBeVisible();
  expect(box('All of Terns')).not.toBeChecked();
  expect(screen.getByText('Others come to play where it is: without this they cannot.')).toBeVisible();
  await userEvent.click(box('delete'));
  await userEvent.click(screen.getByRole('button', { name: 'Take 2 changes' }));
  expect(sent).toEqual([[[remove, away, move], 'Changes of cut.edl']]);
});

test('everything that is not in an edit can be wished away at once, or the edit be added beside', async () => {
  const { done } = show({ found: edited });
  await userEvent.click(box('Delete what is not in the edit, so that the project becomes exactly the edit'));
  await userEvent.click(screen.getByRole('button', { name: 'Add as new scenes instead' }));
  expect(done).toEqual(['again with deletions', 'add']);
});

test('where deletions are wished all of them are ticked', () => {
  show({ found: edited, withDeletions: true });
  expect(box('All of Terns')).toBeChecked();
  expect(screen.getByText('Changes: 2 of 2 will be taken')).toBeVisible();
});

test('scripts and briefs have nothing to compare', () => {
  expect(['a.fountain', 'A.FDX', 'brief.yml', 'cut.otio', 'shots.csv', 'yaml'].map(isWords)).toEqual([true, true, true, false, false, false]);
});
