import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { aServer } from '@/api/client.fake';
import { MediaProvider, Picture } from './media';

function show() {
  const { client } = aServer({
    MediaAccess: () => ({ project: { __typename: 'Project', id: 'project-1', mediaAccess: { __typename: 'MediaAccess', token: 'a b', expiresAt: new Date(Date.now() + 3_600_000).toISOString() } } }),
  });
  render(
    <Provider value={client}>
      <MediaProvider projectId="project-1">
        <Picture digest="abc" size={320} alt="Gulls" />
      </MediaProvider>
    </Provider>,
  );
}

test('a picture is looked at with the access of its project', async () => {
  show();
  expect(await screen.findByRole('img', { name: 'Gulls' })).toHaveAttribute('src', '/media/abc/320?token=a%20b');
});

test('a picture that cannot be fetched says so in its place', async () => {
  show();
  fireEvent.error(await screen.findByRole('img', { name: 'Gulls' }));
  expect(screen.getByRole('img', { name: 'Gulls' }).tagName).toBe('SPAN');
});

test('a picture that was not there yet is asked for again', async () => {
  show();
  fireEvent.error(await screen.findByRole('img', { name: 'Gulls' }));
  await waitFor(() => expect(screen.getByRole('img', { name: 'Gulls' }).tagName).toBe('IMG'), { timeout: 3_000 });
});
