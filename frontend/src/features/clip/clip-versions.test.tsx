import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { aServer } from '@/api/client.fake';
import type { Outcome } from '@/api/command';
import { TipProvider } from '@/ui/tip';
import { ClipVersions } from './clip-versions';

const fields = [
  { __typename: 'FieldDifference', field: 'name', label: 'Name', before: 'Clip 1', after: 'Dawn', beforeText: 'Clip 1', afterText: 'Dawn' },
  { __typename: 'FieldDifference', field: 'lyrics', label: 'Lyrics', before: '', after: 'Sea', beforeText: '', afterText: 'Sea' },
];
const sentences = ['added the clip', "renamed to 'Dawn'", 'changed the lyrics'];
const versions = [3, 2, 1].map((version) => ({
  __typename: 'ClipVersionEdge',
  cursor: String(version),
  node: {
    __typename: 'ClipVersion',
    version,
    position: version * 10,
    at: new Date(2026, 2, 1, 12, version).toISOString(),
    actor: { __typename: 'User', id: 'user-ada', name: 'Ada' },
    sentence: sentences[version - 1],
  },
}));

function show(rest: Partial<Parameters<typeof ClipVersions>[0]> = {}, outcome: Outcome<unknown> = { ok: true, value: null }) {
  const restored: unknown[] = [];
  const clip = { __typename: 'Clip', id: 'clip-1', versions: { edges: versions, pageInfo: { hasNextPage: false, endCursor: null } } };
  const server = aServer({ ClipVersions: () => ({ clip }), CompareClip: () => ({ compareClip: fields }) });
  render(
    <Provider value={server.client}>
      <TipProvider>
        <ClipVersions
          clipId="clip-1"
          name="Dawn"
          mayEdit
          onRestore={(...input) => {
            restored.push(input);
            return Promise.resolve(outcome);
          }}
          {...rest}
        />
      </TipProvider>
    </Provider>,
  );
  return { ...server, restored };
}

async function open(): Promise<HTMLElement> {
  const buttons = await screen.findAllByRole('button', { name: /^Compare or restore/ });
  await userEvent.click(buttons[1] as HTMLElement);
  const dialog = await screen.findByRole('dialog', { name: 'Dawn over time' });
  await within(dialog).findByRole('table');
  return dialog;
}

test('every version says who made it and what it did, the newest is the present one', async () => {
  show();
  const items = await screen.findAllByRole('listitem');
  expect(items.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/changed the lyrics.*the present one$/),
    expect.stringMatching(/renamed to 'Dawn'/),
    expect.stringMatching(/added the clip/),
  ]);
  expect(within(items[0] as HTMLElement).queryByRole('button')).not.toBeInTheDocument();
});

test('any two are compared field by field', async () => {
  const { asked } = show();
  const dialog = await open();
  expect(asked.at(-1)).toEqual(['CompareClip', { id: 'clip-1', from: 1, to: 3 }]);
  expect(within(dialog).getByRole('table')).toHaveTextContent('This versionThe present oneNameClip 1DawnLyricsemptySea');
  await userEvent.selectOptions(within(dialog).getByLabelText('Compared with'), '2');
  expect(asked.at(-1)).toEqual(['CompareClip', { id: 'clip-1', from: 1, to: 2 }]);
});

test('one is restored whole, or some of its fields, and the dialog closes', async () => {
  const { restored } = show();
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Restore this version' }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  await open();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Lyrics' }));
  await userEvent.click(screen.getByRole('button', { name: 'Restore 1 of 2 fields' }));
  expect(restored).toEqual([['clip-1', 10, undefined], ['clip-1', 10, ['lyrics']]]);
});

test('a refusal shows in the dialog', async () => {
  show({}, { ok: false, error: { __typename: 'Failure', message: 'Another clip lies there now.' } });
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Restore this version' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Another clip lies there now.');
});

test('who may only look compares', async () => {
  show({ mayEdit: false });
  const dialog = await open();
  expect(within(dialog).queryByRole('checkbox')).not.toBeInTheDocument();
  expect(within(dialog).queryByRole('button', { name: /^Restore/ })).not.toBeInTheDocument();
});
