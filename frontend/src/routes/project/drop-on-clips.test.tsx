import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Provider } from 'urql';
import { expect, test, vi } from 'vitest';
import { aServer } from '@/api/client.fake';
import { TipProvider } from '@/ui/tip';
import { useStage } from '@/workspace/stage';
import { DropOnClips } from './drop-on-clips';

vi.mock('@/api/upload', () => ({ uploadMedium: ({ file }: { file: File }) => Promise.resolve({ digest: 'd', name: file.name, upload: `proof of ${file.name}` }) }));

function show(isDisabled = false) {
  const server = aServer({ AddTake: () => ({ addTake: { __typename: 'TakeSuccess', position: 2, take: { __typename: 'Take', id: 'take-1', version: 1, number: 1 } } }) });
  render(
    <Provider value={server.client}>
      <TipProvider>
        <DropOnClips projectId="project-1" isDisabled={isDisabled}>
          <div data-clip="clip-1">
            <span>Gulls</span>
          </div>
          <p>Nothing</p>
        </DropOnClips>
      </TipProvider>
    </Provider>,
  );
  return server;
}

const files = { dataTransfer: { types: ['Files'], files: [new File(['x'], 'a.png'), new File(['y'], 'b.png')], dropEffect: '' } };

test('files that are dropped on a clip become takes of it, and it is selected', async () => {
  const { inputs } = show();
  const gulls = screen.getByText('Gulls');
  fireEvent.dragOver(gulls, files);
  expect(gulls.parentElement).toHaveAttribute('data-aimed');
  fireEvent.drop(gulls, files);
  expect(gulls.parentElement).not.toHaveAttribute('data-aimed');
  await waitFor(() => expect(inputs('AddTake')).toMatchObject([
    { clipId: 'clip-1', upload: 'proof of a.png' },
    { clipId: 'clip-1', upload: 'proof of b.png' },
  ]));
  expect(useStage.getState().selection).toEqual({ kind: 'clip', id: 'clip-1' });
});

test('files that miss every clip, or come from who may not edit, change nothing', async () => {
  const missed = show();
  fireEvent.dragOver(screen.getByText('Nothing'), files);
  fireEvent.drop(screen.getByText('Nothing'), files);
  cleanup();
  const barred = show(true);
  fireEvent.drop(screen.getByText('Gulls'), files);
  await Promise.resolve();
  expect([missed.inputs('AddTake'), barred.inputs('AddTake')]).toEqual([[], []]);
});
