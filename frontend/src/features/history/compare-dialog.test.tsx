import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { aServer } from '@/api/client.fake';
import type { Outcome } from '@/api/command';
import { CompareMoments } from './compare-dialog';
import { aPage, anEntry } from './history.sample';

const fields = [
  { __typename: 'FieldDifference', field: 'start', label: 'Start', before: 0, after: 24, beforeText: '00:00:00:00', afterText: '00:00:01:00' },
  { __typename: 'FieldDifference', field: 'lyrics', label: 'Lyrics', before: '', after: 'Sea', beforeText: '', afterText: 'Sea' },
];
const differences = [
  { __typename: 'Difference', id: 'clip-1', aggregate: 'CLIP', name: 'Clip 1', kind: 'CHANGED', fields },
  { __typename: 'Difference', id: 'clip-2', aggregate: 'CLIP', name: 'The storm', kind: 'REMOVED', fields: [] },
  { __typename: 'Difference', id: 'clip-3', aggregate: 'CLIP', name: 'The calm', kind: 'ADDED', fields: [] },
  { __typename: 'Difference', id: 'project-1', aggregate: 'PROJECT', name: 'The film', kind: 'CHANGED', fields: fields.slice(1) },
];

function show(found: readonly object[], outcome: Outcome<unknown> = { ok: true, value: null }, mayEdit = true) {
  const restored: unknown[] = [];
  const [four, nine] = [anEntry(4), anEntry(9)].map(({ position, at }) => ({ __typename: 'Moment', position, at }));
  const server = aServer({
    Activity: () => aPage([anEntry(9), anEntry(8)]),
    CompareMoments: () => ({ compare: { __typename: 'Comparison', from: four, to: nine, differences: found } }),
  });
  render(
    <Provider value={server.client}>
      <CompareMoments
        projectId="project-1"
        from={4}
        mayEdit={mayEdit}
        onRestore={(...input) => {
          restored.push(input);
          return Promise.resolve(outcome);
        }}
      />
    </Provider>,
  );
  return { ...server, restored };
}

const cards = () => screen.findAllByRole('listitem');

test('what was added comes first, then what was removed and what was changed, with both values', async () => {
  show(differences);
  expect((await cards()).map((card) => within(card).getByRole('heading').textContent)).toEqual(['The calm', 'The storm', 'Clip 1', 'The film']);
  expect(screen.getByText('1 added, 1 removed, 2 changed.')).toBeVisible();
  expect(screen.getByRole('table', { name: 'Fields of Clip 1' })).toHaveTextContent('March 1, 2026 at 12:04:00NowStart00:00:00:0000:00:01:00LyricsemptySea');
});

test('a thing is restored whole or by chosen fields, where it was there then', async () => {
  const { restored } = show(differences);
  await cards();
  expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual(['Restore The storm', 'Restore Clip 1']);
  await userEvent.click(screen.getByRole('button', { name: 'Restore The storm' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Lyrics' }));
  expect(screen.getByRole('button', { name: 'Restore Clip 1' })).toHaveTextContent('Restore 1 of 2 fields');
  await userEvent.click(screen.getByRole('button', { name: 'Restore Clip 1' }));
  expect(restored).toEqual([['clip-2', 4, undefined], ['clip-1', 4, ['lyrics']]]);
});

test('a refusal stands beside what was to be restored', async () => {
  show(differences, { ok: false, error: { __typename: 'Failure', message: 'Its scene is deleted. Restore the scene first.' } });
  const [, storm] = await cards();
  await userEvent.click(screen.getByRole('button', { name: 'Restore The storm' }));
  expect(storm).toContainElement(await screen.findByText('Its scene is deleted. Restore the scene first.'));
});

test('who may only look sees the differences', async () => {
  show(differences, undefined, false);
  await cards();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
  expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
});

test('both moments are chosen, as changes or as times', async () => {
  const { asked } = show([]);
  expect(await screen.findByText('The two do not differ.')).toBeVisible();
  expect(screen.getByLabelText('From')).toHaveDisplayValue('March 1, 2026 at 12:04:00');
  await userEvent.selectOptions(screen.getByLabelText('To'), '8');
  expect(asked.at(-1)).toEqual(['CompareMoments', { projectId: 'project-1', from: { position: 4 }, to: { position: 8 } }]);
  await userEvent.selectOptions(screen.getByLabelText('From'), 'time');
  expect(screen.getByLabelText('From: date and time')).toHaveValue('2026-03-01T12:04');
  expect(asked.at(-1)?.[1]).toMatchObject({ from: { time: anEntry(4).at } });
});
