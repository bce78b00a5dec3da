import { act, renderHook, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { RequestError } from '@/api/session';
import type { uploadMedium } from '@/api/upload';
import { useUploads } from './uploads';

type Send = typeof uploadMedium;

const arrived = { digest: 'd', name: 'a.png', upload: 'proof' };
const file = (name: string) => new File(['x'], name);

test('files come in one after the other and leave the list when they are kept', async () => {
  const order: string[] = [];
  const send: Send = ({ file: { name }, onProgress }) => {
    order.push(name);
    onProgress(0.5);
    return Promise.resolve({ ...arrived, upload: name });
  };
  const { result } = renderHook(() => useUploads('project-1', send));
  act(() =>
    result.current.add([file('a.png'), file('b.png')], ({ upload }) => {
      order.push(`kept ${upload}`);
      return Promise.resolve({ ok: true, value: null });
    }),
  );
  expect(result.current.uploads.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
  await waitFor(() => expect(result.current.uploads).toEqual([]));
  expect(order).toEqual(['a.png', 'kept a.png', 'b.png', 'kept b.png']);
});

test('what is refused stays with the reason until it is dismissed, and does not hold up the others', async () => {
  const send: Send = ({ file: { name } }) => (name === 'bad' ? Promise.reject(new RequestError(415, 'MediaTypeError', 'This file is of no type that is known here.')) : Promise.resolve({ ...arrived, upload: name }));
  const { result } = renderHook(() => useUploads('project-1', send));
  const refusal = { ok: false, error: { __typename: 'Failure', message: 'It is damaged.' } } as const;
  act(() => result.current.add([file('bad'), file('broken'), file('good')], ({ upload }) => Promise.resolve(upload === 'broken' ? refusal : { ok: true, value: null })));
  await waitFor(() => expect(result.current.uploads.map(({ name, failure }) => [name, failure])).toEqual([
    ['bad', 'This file is of no type that is known here.'],
    ['broken', 'It is damaged.'],
  ]));
  const [first] = result.current.uploads;
  act(() => result.current.dismiss(first?.id ?? 0));
  expect(result.current.uploads).toHaveLength(1);
});

test('an upload that is cancelled is taken off its way, and the next one begins', async () => {
  let stopped = 0;
  const send: Send = ({ file: { name }, signal }) =>
    name === 'next'
      ? Promise.resolve(arrived)
      : new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            stopped += 1;
            reject(new RequestError(0, 'cancelled', 'The upload was cancelled.'));
          });
        });
  const { result } = renderHook(() => useUploads('project-1', send));
  const keep = () => Promise.resolve({ ok: true, value: null } as const);
  act(() => result.current.add([file('huge'), file('never'), file('next')], keep));
  const [huge, never] = result.current.uploads;
  await act(async () => {
    await Promise.resolve();
    result.current.dismiss(never?.id ?? 0);
    result.current.dismiss(huge?.id ?? 0);
  });
  await waitFor(() => expect(result.current.uploads).toEqual([]));
  expect(stopped).toBe(1);
});
