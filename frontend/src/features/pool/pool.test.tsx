import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { useHotKeys } from '@/actions/hot-keys';
import { aServer } from '@/api/client.fake';
import type { PoolCardFragment, PoolQuery } from '@/gql/graphql';
import { TipProvider } from '@/ui/tip';
import { Pool } from './pool';

function anItem(name: string, rest: Partial<PoolCardFragment> = {}): PoolCardFragment {
  return {
    __typename: 'PoolItem',
    id: `item-${name}`,
    version: 1,
    name,
    description: '',
    tags: ['sea'],
    kind: 'IMAGE',
    source: 'UPLOAD',
    isDeleted: false,
    addedAt: '2026-01-01T00:00:00Z',
    addedBy: { __typename: 'User', id: 'user-1', name: 'Ada' },
    file: { __typename: 'MediaFile', kind: 'IMAGE', digest: name, name: `${name}.png`, mediaType: 'image/png', size: 2_500_000, width: 64, height: 36, frames: 0, duration: 0, frameRate: '' },
    provenance: { __typename: 'Provenance', source: 'UPLOAD', prompt: '', negativePrompt: '', seed: '', model: '', loras: [], workflow: '', workflowVersion: '', values: {}, worker: '', job: '', attempt: '', startedAt: null, finishedAt: null, cost: '' },
    usedIn: [],
    ...rest,
  };
}

function Keys() {
  useHotKeys();
  return null;
}

function show(items: readonly PoolCardFragment[]) {
  const answer = (): PoolQuery => ({
    __typename: 'Query',
    project: {
      __typename: 'Project',
      id: 'project-1',
      name: 'Harbour',
      position: 3,
      state: 'ACTIVE',
      viewerRole: 'OWNER',
      pool: {
        __typename: 'PoolConnection',
        totalCount: items.length,
        tags: ['fog', 'sea'],
        pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
        edges: items.map((node) => ({ __typename: 'PoolEdge', node })),
      },
    },
  });
  const server = aServer({
    Pool: answer,
    ApplyPoolItem: () => ({ applyPoolItem: { __typename: 'TakesSuccess', position: 4, takes: [] } }),
    EditPoolItem: () => ({ editPoolItem: { __typename: 'RuleViolatedError', message: 'A pool item has at most 30 tags, not 31.', field: 'tags', index: null, freeSlots: [] } }),
  });
  const opened: string[] = [];
  const clips = [
    { id: 'clip-1', name: 'Gulls', sceneName: 'Quay', digest: '' },
    { id: 'clip-2', name: 'Rain', sceneName: 'Shed', digest: 'd' },
  ];
  render(
    <Provider value={server.client}>
      <TipProvider>
        <Keys />
        <Pool projectId="project-1" mayEdit clips={clips} onClip={(id) => opened.push(id)} />
      </TipProvider>
    </Provider>,
  );
  return { ...server, opened };
}

const options = () => within(screen.getByRole('listbox', { name: 'Pool items' })).getAllByRole('option');

test('items are told with where they are used, in a grid or a list', async () => {
  const user = userEvent.setup();
  const { opened } = show([anItem('Fog', { usedIn: [{ __typename: 'PoolUse', clipId: 'clip-1', clipName: 'Gulls' }] }), anItem('Quay')]);
  await screen.findByRole('listbox');
  expect(options().map((option) => option.getAttribute('aria-label'))).toEqual(['Fog, image, used in 1 clip', 'Quay, image, not used yet']);
  await user.keyboard('l');
  expect(screen.getByRole('button', { name: 'As a list' })).toHaveAttribute('aria-pressed', 'true');
  expect(options()[0]).toHaveTextContent('Fog64 × 36, 2.5 MBseaUsed in 1 clip');
  await user.click(options()[0] as HTMLElement);
  await user.click(screen.getByRole('button', { name: 'Gulls' }));
  expect(opened).toEqual(['clip-1']);
});

test('an item is applied to the clips that are chosen', async () => {
  const user = userEvent.setup();
  const { inputs } = show([anItem('Fog')]);
  await screen.findByRole('listbox');
  await user.click(options()[0] as HTMLElement);
  await user.keyboard('a');
  const dialog = screen.getByRole('dialog', { name: 'Apply this item to clips' });
  expect(within(dialog).getByRole('button', { name: 'Apply to 0 clips' })).toBeDisabled();
  await user.type(within(dialog).getByRole('searchbox'), 'shed');
  await user.click(within(dialog).getByRole('checkbox', { name: /Rain/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Apply to 1 clip' }));
  await waitFor(() => expect(inputs('ApplyPoolItem')).toEqual([expect.objectContaining({ itemId: 'item-Fog', clipIds: ['clip-2'], select: true })]));
});

test('tags narrow the pool down, and what is refused is said where it was typed', async () => {
  const user = userEvent.setup();
  const { asked, inputs } = show([anItem('Fog')]);
  await screen.findByRole('listbox');
  await user.click(screen.getByRole('button', { name: 'fog' }));
  await waitFor(() => expect(asked.at(-1)).toMatchObject(['Pool', { filter: { tags: ['fog'] } }]));
  await user.click(options()[0] as HTMLElement);
  const tags = screen.getByRole('textbox', { name: 'Tags' });
  await user.type(tags, ', grey{Enter}');
  expect(await screen.findByText('A pool item has at most 30 tags, not 31.')).toBeVisible();
  expect(inputs('EditPoolItem')).toEqual([expect.objectContaining({ tags: ['sea', 'grey'] })]);
});
