import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Outcome } from '@/api/command';
import { DraftField } from './draft-field';

type Sent = [text: string, version: number];

/** A server with one field: it refuses what was written against an old version, as the real one does. */
function aServer(value: string, version: number) {
  const sent: Sent[] = [];
  const server = {
    value,
    version,
    sent,
    save(text: string, against: number): Promise<Outcome<unknown>> {
      sent.push([text, against]);
      if (against !== server.version) {
        const conflicts = [{ __typename: 'FieldConflict' as const, field: 'lyrics', yours: text, theirs: server.value }];
        const error = { __typename: 'ConflictError' as const, message: 'Somebody changed this.', expectedVersion: against, actualVersion: server.version, conflicts };
        return Promise.resolve({ ok: false, error });
      }
      Object.assign(server, { value: text, version: server.version + 1 });
      return Promise.resolve({ ok: true, value: null });
    },
  };
  return server;
}

const field = (server: ReturnType<typeof aServer>, rest: Partial<Parameters<typeof DraftField>[0]> = {}) => (
  <DraftField label="Lyrics" field="lyrics" value={server.value} version={server.version} save={(...input) => server.save(...input)} {...rest} />
);

test('a field is sent when it is left, once, with the version that was seen', async () => {
  const server = aServer('old', 3);
  const { rerender } = render(field(server));
  await userEvent.type(screen.getByLabelText('Lyrics'), ' song');
  await userEvent.tab();
  expect(server.sent).toEqual([['old song', 3]]);
  rerender(field(server));
  expect(screen.getByLabelText('Lyrics')).toHaveValue('old song');
});

test('Enter sends it, and a field that was not changed is not sent', async () => {
  const server = aServer('old', 3);
  render(field(server));
  await userEvent.click(screen.getByLabelText('Lyrics'));
  await userEvent.tab();
  expect(server.sent).toEqual([]);
  await userEvent.type(screen.getByLabelText('Lyrics'), '!{Enter}');
  expect(server.sent).toEqual([['old!', 3]]);
});

test('Escape takes the value of the server back and sends nothing', async () => {
  const server = aServer('old', 3);
  render(field(server));
  await userEvent.type(screen.getByLabelText('Lyrics'), ' song{Escape}');
  expect(screen.getByLabelText('Lyrics')).toHaveValue('old');
  expect(server.sent).toEqual([]);
});

test('a change by somebody else while typing shows both values; keeping ours sends it against theirs', async () => {
  const server = aServer('old', 3);
  const { rerender } = render(field(server));
  await userEvent.type(screen.getByLabelText('Lyrics'), ' mine');
  Object.assign(server, { value: 'theirs', version: 4 });
  rerender(field(server));
  await userEvent.tab();
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody changed this.Yoursold mineTheirstheirs');
  await userEvent.click(screen.getByRole('button', { name: 'Keep yours' }));
  expect(server.sent).toEqual([['old mine', 3], ['old mine', 4]]);
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('taking theirs drops what was typed', async () => {
  const server = aServer('old', 3);
  const { rerender } = render(field(server));
  await userEvent.type(screen.getByLabelText('Lyrics'), ' mine');
  Object.assign(server, { value: 'theirs', version: 4 });
  rerender(field(server));
  await userEvent.tab();
  await userEvent.click(await screen.findByRole('button', { name: 'Take theirs' }));
  expect(screen.getByLabelText('Lyrics')).toHaveValue('theirs');
});

test('a text that cannot be right is not sent and says why', async () => {
  const server = aServer('1', 3);
  render(field(server, { check: (text) => (text === '12' ? 'Too long.' : null) }));
  await userEvent.type(screen.getByLabelText('Lyrics'), '2');
  await userEvent.tab();
  expect(screen.getByRole('alert')).toHaveTextContent('Too long.');
  expect(server.sent).toEqual([]);
});
