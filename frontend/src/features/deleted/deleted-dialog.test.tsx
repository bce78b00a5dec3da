import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Client, fetchExchange, Provider } from 'urql';
import { expect, test } from 'vitest';
import type { Outcome } from '@/api/command';
import type { DeletedQuery } from '@/gql/graphql';
import { rates } from '@/time/frame-rate';
import { DeletedList } from './deleted-dialog';

type Deleted = NonNullable<DeletedQuery['project']>['deleted'];

const scene: Deleted['scenes'][number] = { __typename: 'Scene', id: 'scene-1', version: 3, name: 'The storm', badge: '', description: 'At sea', lyrics: '' };
const clip: Deleted['clips'][number] = {
  __typename: 'Clip', id: 'clip-1', version: 2, sceneId: 'scene-2', name: 'Waves A1', badge: 'A1', track: 1, length: 48, status: 'DRAFT', lyrics: '', imagePrompt: 'Foam', imageDigest: '', videoDigest: '',
};

/** A client whose server has one answer. */
function answering(deleted: Deleted): Client {
  const data: DeletedQuery = { __typename: 'Query', project: { __typename: 'Project', id: 'project-1', position: 9, deleted } };
  const fetch = () => Promise.resolve(new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } }));
  return new Client({ url: 'http://localhost/graphql', exchanges: [fetchExchange], fetch, preferGetMethod: false });
}

function show(deleted: Deleted, rest: Partial<Parameters<typeof DeletedList>[0]> = {}) {
  const asked: string[] = [];
  const refused: Outcome<unknown> = { ok: false, error: { __typename: 'Failure', message: "The clip's scene is deleted. Restore the scene first." } };
  render(
    <Provider value={answering(deleted)}>
      <DeletedList
        projectId="project-1"
        rate={rates.FPS_24}
        mayEdit
        sceneNames={new Map([['scene-2', 'The harbour']])}
        onRestore={(kind, id) => {
          asked.push(`${kind} ${id}`);
          return Promise.resolve(kind === 'clip' ? refused : { ok: true, value: null });
        }}
        {...rest}
      />
    </Provider>,
  );
  return asked;
}

test('scenes and clips are listed with what tells them apart', async () => {
  show({ __typename: 'Deleted', scenes: [scene], clips: [clip] });
  const items = await screen.findAllByRole('listitem');
  expect(items.map(({ textContent }) => textContent)).toEqual([
    'The stormAt seaRestore',
    'WavesA1The harbour, track 2, 00:00:02:00FoamRestore',
  ]);
});

test('restoring asks for that one, and a refusal shows beside it', async () => {
  const asked = show({ __typename: 'Deleted', scenes: [scene], clips: [clip] });
  await userEvent.click(await screen.findByRole('button', { name: 'Restore The storm' }));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Restore Waves A1' }));
  expect(asked).toEqual(['scene scene-1', 'clip clip-1']);
  expect(screen.getAllByRole('listitem')[1]).toContainElement(screen.getByRole('alert'));
});

test('who may not edit sees the list only, and an empty one says so', async () => {
  show({ __typename: 'Deleted', scenes: [scene], clips: [] }, { mayEdit: false });
  expect(await screen.findByText('The storm')).toBeVisible();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
  show({ __typename: 'Deleted', scenes: [], clips: [] });
  expect(await screen.findByText('Nothing is deleted')).toBeVisible();
});
