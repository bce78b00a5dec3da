import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { aServer } from '@/api/client.fake';
import { NamingField } from './naming-field';

function answer({ pattern }: Record<string, unknown>): object {
  const wrong = String(pattern).indexOf('{shoot}');
  const namingPreview =
    wrong >= 0
      ? { names: [], problems: [{ __typename: 'NamingProblem', message: `In column ${wrong + 1} of the naming convention there is no token {shoot}.`, column: wrong + 1, isRefusal: true }] }
      : {
          names: [{ __typename: 'NamingPreviewName', clipId: null, name: 'Scene 1, clip 1', code: 'SH0010', file: 'SH0010_A1' }],
          problems: [{ __typename: 'NamingProblem', message: 'Without {scene} shots are numbered through.', column: null, isRefusal: false }],
        };
  return { project: { __typename: 'Project', id: 'project-1', namingPreview: { __typename: 'NamingPreview', ...namingPreview } } };
}

function Form({ isLocked }: { isLocked: boolean }) {
  const [value, setValue] = useState('SH{shot:04*10}');
  return <NamingField projectId="project-1" value={value} onValue={setValue} error={null} isLocked={isLocked} />;
}

function show(isLocked = false) {
  const server = aServer({ NamingPreview: answer });
  render(
    <Provider value={server.client}>
      <Form isLocked={isLocked} />
    </Provider>,
  );
  return server;
}

test('names are shown while the pattern is typed, and a mistake by its column', async () => {
  show();
  const names = within(await screen.findByRole('list', { name: 'Preview of names' }));
  expect(names.getByText('SH0010')).toBeVisible();
  expect(screen.getByText('Without {scene} shots are numbered through.')).toBeVisible();
  await userEvent.type(screen.getByLabelText('Naming convention'), '_{{shoot}');
  expect(await screen.findByRole('alert')).toHaveTextContent('In column 16 of the naming convention there is no token {shoot}.');
  expect(screen.queryByRole('list', { name: 'Preview of names' })).not.toBeInTheDocument();
});

test('a token of the help is put behind the pattern', async () => {
  show();
  await userEvent.click(screen.getByText('Tokens'));
  await userEvent.click(screen.getByRole('button', { name: 'Add {version:02}' }));
  expect(screen.getByLabelText('Naming convention')).toHaveValue('SH{shot:04*10}_{version:02}');
});

test('the convention of a confirmed shot list cannot be changed', async () => {
  show(true);
  expect(await screen.findByLabelText('Naming convention')).toBeDisabled();
  expect(screen.getByText(/Unlock the shot list to change it/)).toBeVisible();
  expect(screen.queryByText('Tokens')).not.toBeInTheDocument();
});
