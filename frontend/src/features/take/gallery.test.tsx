import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { useHotKeys } from '@/actions/hot-keys';
import { aServer } from '@/api/client.fake';
import type { GalleryQuery, TakeCardFragment } from '@/gql/graphql';
import { TipProvider } from '@/ui/tip';
import { Gallery } from './gallery';

function aTake(number: number, rest: Partial<TakeCardFragment> = {}): TakeCardFragment {
  return {
    __typename: 'Take',
    id: `take-${number}`,
    clipId: 'clip-1',
    version: 1,
    number,
    kind: 'IMAGE',
    isDeleted: false,
    itemId: null,
    addedAt: '2026-01-01T00:00:00Z',
    addedBy: { __typename: 'User', id: 'user-1', name: 'Ada' },
    file: { __typename: 'MediaFile', kind: 'IMAGE', digest: `d${number}`, name: `${number}.png`, mediaType: 'image/png', size: 1234, width: 64, height: 36, frames: 0, duration: 0, frameRate: '' },
    provenance: { __typename: 'Provenance', source: 'JOB', prompt: 'gulls', negativePrompt: '', seed: '7', model: 'flux', loras: [], workflow: '', workflowVersion: '', values: {}, worker: 'north', job: '', attempt: '', startedAt: null, finishedAt: null, cost: '' },
    ...rest,
  };
}

function Keys() {
  useHotKeys();
  return null;
}

function show(takes: readonly TakeCardFragment[], mayEdit = true) {
  let there = [...takes];
  let selected: string | null = 'take-2';
  const answer = (): GalleryQuery => ({
    __typename: 'Query',
    clip: {
      __typename: 'Clip',
      id: 'clip-1',
      projectId: 'project-1',
      sceneId: 'scene-1',
      version: 1,
      name: 'Gulls',
      badge: '',
      isDeleted: false,
      selectedImageId: selected,
      selectedVideoId: null,
      takeCount: there.length,
      takes: {
        __typename: 'TakeConnection',
        totalCount: there.length,
        models: ['flux'],
        workers: ['north'],
        pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
        edges: there.map((node) => ({ __typename: 'TakeEdge', node })),
      },
    },
  });
  const server = aServer({
    Gallery: answer,
    SelectTake: ({ input }) => {
      selected = (input as { takeId: string }).takeId;
      return { selectTake: { __typename: 'ClipSuccess', position: 2, clip: { __typename: 'Clip', id: 'clip-1', version: 2, selectedImageId: selected, selectedVideoId: null } } };
    },
    DeleteTakes: ({ input }) => {
      const { ids } = input as { ids: string[] };
      there = there.filter(({ id }) => !ids.includes(id));
      return { deleteTakes: { __typename: 'TakesSuccess', position: 3, takes: [] } };
    },
  });
  render(
    <Provider value={server.client}>
      <TipProvider>
        <Keys />
        <Gallery projectId="project-1" clipId="clip-1" mayEdit={mayEdit} title={({ name }) => <h1>Takes of {name}</h1>} onPool={() => {}} />
      </TipProvider>
    </Provider>,
  );
  return server;
}

const options = () => within(screen.getByRole('listbox', { name: 'Takes' })).getAllByRole('option');

test('the gallery says what there is and which take is shown', async () => {
  show([aTake(2), aTake(1)]);
  expect(await screen.findByRole('heading', { name: 'Takes of Gulls' })).toBeInTheDocument();
  expect(options().map((option) => option.getAttribute('aria-label'))).toEqual(['Take 2, image, 2.png, selected', 'Take 1, image, 1.png']);
  expect(screen.getByText('2 takes')).toBeInTheDocument();
});

test('keys walk through the grid, select and open; not while somebody types', async () => {
  const user = userEvent.setup();
  const server = show([aTake(2), aTake(1)]);
  await screen.findByRole('listbox');
  await user.keyboard('{ArrowRight}{ArrowRight}s');
  await waitFor(() => expect(server.inputs('SelectTake')).toEqual([expect.objectContaining({ clipId: 'clip-1', takeId: 'take-1' })]));
  await waitFor(() => expect(options()[1]).toHaveAttribute('aria-label', 'Take 1, image, 1.png, selected'));
  await user.type(screen.getByRole('searchbox'), 's');
  expect(server.inputs('SelectTake')).toHaveLength(1);
  await user.click(options()[1] as HTMLElement);
  await user.keyboard('{Enter}');
  expect(screen.getByRole('dialog', { name: 'Take 1' })).toHaveTextContent('gulls');
  await user.keyboard('{ArrowLeft}');
  expect(screen.getByRole('dialog', { name: 'Take 2' })).toBeInTheDocument();
});

test('two marked takes are compared, and all that are marked are deleted after a question with their number', async () => {
  const user = userEvent.setup();
  const server = show([aTake(3), aTake(2), aTake(1)]);
  await screen.findByRole('listbox');
  await user.click(options()[0] as HTMLElement);
  await user.keyboard('{ArrowRight} ');
  await user.keyboard('c');
  const comparison = screen.getByRole('dialog', { name: 'Two takes' });
  expect(within(comparison).getAllByRole('region').map((part) => part.getAttribute('aria-label'))).toEqual(['Take 3', 'Take 2']);
  await user.keyboard('{Escape}');
  await user.keyboard('{Delete}');
  await user.click(within(screen.getByRole('dialog', { name: 'Delete 2 takes?' })).getByRole('button', { name: 'Delete 2 takes' }));
  expect(server.inputs('DeleteTakes')).toEqual([expect.objectContaining({ ids: ['take-3', 'take-2'] })]);
  await waitFor(() => expect(options()).toHaveLength(1));
});

test('who may not edit looks only', async () => {
  const server = show([aTake(1)], false);
  await screen.findByRole('listbox');
  await userEvent.click(options()[0] as HTMLElement);
  expect(screen.getByRole('button', { name: 'Upload' })).toBeDisabled();
  expect(screen.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await act(() => userEvent.keyboard('s'));
  expect(server.inputs('SelectTake')).toEqual([]);
});
