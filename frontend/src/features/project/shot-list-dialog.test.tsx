import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { aServer } from '@/api/client.fake';
import type { ShotListQuery } from '@/gql/graphql';
import { ShotListBody, summary } from './shot-list-dialog';

type List = NonNullable<ShotListQuery['project']>['shotList'];

const review: List['review'] = {
  __typename: 'ShotListReview', scenes: 1, shots: 2, kept: 1, given: 2, changed: 0, lost: 0, refusal: null,
  changes: [
    { __typename: 'CodeChange', id: 'scene-1', isScene: true, name: 'Quay', before: '', after: 'SQ010' },
    { __typename: 'CodeChange', id: 'clip-1', isScene: false, name: 'Gulls', before: '', after: 'SQ010_SH0010' },
  ],
};
const changed: List['review'] = {
  ...review, kept: 0, given: 0, changed: 1, lost: 1,
  changes: [
    { __typename: 'CodeChange', id: 'clip-1', isScene: false, name: 'Gulls', before: 'OPENER', after: 'SQ010_SH0010' },
    { __typename: 'CodeChange', id: 'clip-2', isScene: false, name: 'Rain', before: 'OLD', after: '' },
  ],
};

function show(list: Partial<List> = {}, mayEdit = true) {
  const server = aServer({
    ShotList: ({ anew }) => ({
      project: { __typename: 'Project', id: 'project-1', shotList: { __typename: 'ShotList', isConfirmed: false, naming: 'SQ{scene}_SH{shot}', review: anew ? changed : review, ...list } },
    }),
    ConfirmShotList: () => ({ confirmShotList: { __typename: 'RuleViolatedError', message: 'The project is archived.', field: null, index: null, freeSlots: [], freeCodes: [] } }),
    UnlockShotList: () => ({ unlockShotList: { __typename: 'ProjectSuccess', position: 3, project: { __typename: 'Project', id: 'project-1', version: 2, name: 'Film' } } }),
  });
  render(
    <Provider value={server.client}>
      <ShotListBody projectId="project-1" mayEdit={mayEdit} />
    </Provider>,
  );
  return server;
}

test('what confirming would do is shown with counts and every new code', async () => {
  show();
  expect(await screen.findByText('1 scene and 2 shots: 2 get a code, 1 keeps its code.')).toBeVisible();
  const rows = within(screen.getByRole('list', { name: 'New codes' })).getAllByRole('listitem');
  expect(rows.map(({ textContent }) => textContent)).toEqual(['QuaySQ010', 'GullsSQ010_SH0010']);
});

test('numbering anew shows old and new codes, and is what is sent', async () => {
  const server = show();
  await userEvent.click(await screen.findByRole('radio', { name: /anew/ }));
  expect(await screen.findByText('1 scene and 2 shots: 1 gets another code, 1 that is deleted loses its code.')).toBeVisible();
  const rows = within(screen.getByRole('list', { name: 'New codes' })).getAllByRole('listitem');
  expect(rows.map(({ textContent }) => textContent)).toEqual(['GullsOPENERSQ010_SH0010', 'RainOLDnone']);
  await userEvent.click(screen.getByRole('button', { name: 'Confirm shot list' }));
  expect(server.inputs('ConfirmShotList')).toMatchObject([{ projectId: 'project-1', anew: true }]);
  expect(await screen.findByRole('alert')).toHaveTextContent('The project is archived.');
});

test('what cannot be confirmed says why, and the button waits', async () => {
  show({ review: { ...review, shots: 0, changes: [], refusal: 'There is no clip to confirm yet. Add the first one.' } });
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no clip to confirm yet.');
  expect(screen.getByRole('button', { name: 'Confirm shot list' })).toBeDisabled();
});

test('a confirmed list is unlocked', async () => {
  const server = show({ isConfirmed: true });
  await userEvent.click(await screen.findByRole('button', { name: 'Unlock shot list' }));
  expect(server.inputs('UnlockShotList')).toMatchObject([{ projectId: 'project-1' }]);
});

test('who may not edit only looks', async () => {
  show({}, false);
  await screen.findByRole('list', { name: 'New codes' });
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('a list with nothing to name says so', () => {
  expect(summary({ scenes: 0, shots: 1_200, kept: 0, given: 0, changed: 0, lost: 0 })).toBe('0 scenes and 1,200 shots: nothing to name.');
});
