import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { beforeEach, expect, test, vi } from 'vitest';
import { aServer } from '@/api/client.fake';
import { RequestError } from '@/api/session';
import { uploadMedium } from '@/api/upload';
import type { ProjectMusicFragment } from '@/gql/graphql';
import { rates } from '@/time/frame-rate';
import { TipProvider } from '@/ui/tip';
import { movePlayhead } from '@/workspace/stage';
import { MusicDialog, offsetOf } from './music-dialog';

vi.mock('@/api/upload', () => ({ uploadMedium: vi.fn() }));
const upload = vi.mocked(uploadMedium);
beforeEach(() => void upload.mockReset());

const waltz: ProjectMusicFragment = { __typename: 'Music', digest: 'd', name: 'Waltz.wav', seconds: 10, length: 240, offset: 24, url: '/a', peaksUrl: '/b' };
const done = { __typename: 'ProjectSuccess', position: 2, project: { __typename: 'Project', id: 'project-1', version: 2, name: 'x' } };
const wav = (size = 10) => Object.defineProperty(new File(['x'], 'Waltz.wav', { type: 'audio/wav' }), 'size', { value: size });

function show(music: ProjectMusicFragment | null) {
  const server = aServer({
    MediaKinds: () => ({ mediaKinds: [{ __typename: 'MediaKindInfo', kind: 'MUSIC', largestMegabytes: 50, types: [{ __typename: 'MediaTypeInfo', name: 'WAV', mediaType: 'audio/wav', extension: 'wav' }] }] }),
    SetMusic: () => ({ setMusic: done }),
    MoveMusic: ({ input }) =>
      (input as { offset: number }).offset < 0
        ? { moveMusic: { __typename: 'RuleViolatedError', message: 'It would end before the film.', field: 'offset', index: null, freeSlots: [] } }
        : { moveMusic: done },
    RemoveMusic: () => ({ removeMusic: done }),
  });
  render(
    <Provider value={server.client}>
      <TipProvider>
        <MusicDialog isOpen projectId="project-1" music={music} rate={rates.FPS_24} startFrame={86_400} onClose={() => {}} />
      </TipProvider>
    </Provider>,
  );
  return server;
}

test('a file is uploaded with its progress, and then plays', async () => {
  let finish = () => {};
  upload.mockImplementation(async ({ onProgress }) => {
    onProgress(0.425);
    await new Promise<void>((resolve) => (finish = resolve));
    return { digest: 'd', name: 'Waltz.wav', upload: 'proof' };
  });
  const server = show(null);
  await screen.findByText('WAV, at most 50 MB.');
  await userEvent.upload(screen.getByLabelText('Music file'), wav());
  expect(await screen.findByText('42 % uploaded')).toBeVisible();
  finish();
  await waitFor(() => expect(server.inputs('SetMusic')).toMatchObject([{ projectId: 'project-1', upload: 'proof' }]));
  expect(await screen.findByRole('button', { name: 'Choose a file' })).toBeVisible();
});

test('what the server refuses is said, and another file may be chosen', async () => {
  upload.mockRejectedValue(new RequestError(415, 'MediaTypeError', 'This WAV cannot be played.'));
  show(null);
  await userEvent.upload(screen.getByLabelText('Music file'), wav());
  expect(await screen.findByRole('alert')).toHaveTextContent('Waltz.wav: This WAV cannot be played.');
  expect(screen.getByRole('button', { name: 'Choose a file' })).toBeEnabled();
});

test('a file that is too large is not even sent', async () => {
  show(null);
  await screen.findByText('WAV, at most 50 MB.');
  await userEvent.upload(screen.getByLabelText('Music file'), wav(50_000_001));
  expect(await screen.findByRole('alert')).toHaveTextContent('music may have at most 50 MB');
  expect(upload).not.toHaveBeenCalled();
});

test('an upload is cancelled without a complaint', async () => {
  upload.mockImplementation(({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new RequestError(0, 'cancelled', 'x')))));
  show(null);
  await userEvent.upload(screen.getByLabelText('Music file'), wav());
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(await screen.findByRole('button', { name: 'Choose a file' })).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('music is moved to a timecode or to the playhead, and taken away', async () => {
  const server = show(waltz);
  const field = screen.getByLabelText('Begins at');
  expect(field).toHaveValue('01:00:01:00');
  await userEvent.clear(field);
  await userEvent.type(field, '01:00:10:00{Enter}');
  movePlayhead(36);
  await userEvent.click(screen.getByRole('button', { name: 'Begin at the playhead' }));
  await waitFor(() => expect(server.inputs('MoveMusic').map(({ offset }) => offset)).toEqual([240, 36]));
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(server.inputs('RemoveMusic')).toHaveLength(1));
});

test('a beginning that cannot be is refused in words', async () => {
  show(waltz);
  const field = screen.getByLabelText('Begins at');
  await userEvent.clear(field);
  await userEvent.type(field, 'soon');
  expect(screen.getByText('Write it as 01:00:00:00.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Move' })).toBeDisabled();
  await userEvent.clear(field);
  await userEvent.type(field, '00:59:59:00{Enter}');
  expect(await screen.findByText('It would end before the film.')).toBeVisible();
});

test('a timecode of more than half a day on was before the film', () => {
  expect(offsetOf('23:59:58:00', rates.FPS_24, 0)).toBe(-48);
  expect(offsetOf('00:59:59:23', rates.FPS_24, 86_400)).toBe(-1);
  expect(offsetOf('02:00:00:00', rates.FPS_24, 86_400)).toBe(86_400);
});
