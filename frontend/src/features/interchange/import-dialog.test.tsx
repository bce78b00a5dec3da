import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Client, fetchExchange, Provider } from 'urql';
import { afterEach, expect, test, vi } from 'vitest';
import { TipProvider } from '@/ui/tip';
import { ImportDialog } from './import-dialog';

const user = { id: 'user-1', name: 'Ada', email: 'ada@example.org', isAdministrator: false };
const grant = { accessToken: 'token', expiresAt: '2999-01-01T00:00:00Z', user };
const report = { projectId: 'project-2', scenes: 1, clips: 2, omissions: [] };
const formats = { data: { __typename: 'Query', importFormats: [{ __typename: 'ImportFormat', label: 'Project archive', extension: 'zip' }] } };

afterEach(() => vi.unstubAllGlobals());

function json(body: object): Response {
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
}

/** Shows the dialog before a server that takes every file; answers where files were sent. */
function show(projectId: string | null): string[] {
  const sent: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    if (path.startsWith('/auth')) return Promise.resolve(json(grant));
    sent.push(path);
    return Promise.resolve(json(report));
  });
  const client = new Client({ url: 'http://localhost/graphql', exchanges: [fetchExchange], fetch: () => Promise.resolve(json(formats)), preferGetMethod: false });
  render(
    <Provider value={client}>
      <TipProvider>
        <ImportDialog isOpen projectId={projectId} onClose={() => {}} onImported={() => {}} />
      </TipProvider>
    </Provider>,
  );
  return sent;
}

async function choose(name: string) {
  await screen.findByText('What can be read: Project archive (.zip).');
  await userEvent.upload(screen.getByLabelText('Edit to import'), new File(['PK'], name));
  expect(await screen.findByText(`1 scene and 2 clips came in from ${name}.`)).toBeVisible();
}

test('a project archive comes as a copy', async () => {
  const sent = show(null);
  await choose('Film.storyboard.zip');
  expect(sent).toEqual(['/api/imports?name=Film.storyboard.zip']);
});

test('with its ids kept it is the project itself', async () => {
  const sent = show(null);
  await userEvent.click(screen.getByRole('checkbox', { name: /Keep the ids of a project archive/ }));
  await choose('Film.storyboard.zip');
  expect(sent).toEqual(['/api/imports?name=Film.storyboard.zip&ids=same']);
});

test('inside a project there are no ids to keep', async () => {
  const sent = show('project-1');
  expect(screen.queryByRole('checkbox')).toBeNull();
  await choose('cut.zip');
  expect(sent).toEqual(['/api/projects/project-1/imports?name=cut.zip']);
});
