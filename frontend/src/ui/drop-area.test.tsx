import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { DropArea } from './drop-area';

const file = new File(['x'], 'gulls.png');
const carrying = (types: readonly string[]) => ({ dataTransfer: { types, files: types.includes('Files') ? [file] : [] } });

function show(isDisabled = false) {
  const dropped: string[] = [];
  render(
    <DropArea invitation="Drop to add takes" isDisabled={isDisabled} onFiles={(files) => dropped.push(...files.map(({ name }) => name))}>
      <p>Takes</p>
    </DropArea>,
  );
  return { dropped, inside: screen.getByText('Takes') };
}

test('files over the area are invited, and come in where they are dropped', () => {
  const { dropped, inside } = show();
  fireEvent.dragEnter(inside, carrying(['Files']));
  expect(screen.getByText('Drop to add takes')).toBeVisible();
  fireEvent.drop(inside, carrying(['Files']));
  expect(dropped).toEqual(['gulls.png']);
  expect(screen.queryByText('Drop to add takes')).not.toBeInTheDocument();
});

test('the invitation goes when the files leave, and stays while they cross what is inside', () => {
  const { inside } = show();
  fireEvent.dragEnter(inside, carrying(['Files']));
  fireEvent.dragEnter(inside, carrying(['Files']));
  fireEvent.dragLeave(inside);
  expect(screen.getByText('Drop to add takes')).toBeVisible();
  fireEvent.dragLeave(inside);
  expect(screen.queryByText('Drop to add takes')).not.toBeInTheDocument();
});

test('a piece of the page is no file, and who may not edit drops nothing', () => {
  const { dropped, inside } = show(true);
  fireEvent.drop(inside, carrying(['Files']));
  fireEvent.dragEnter(inside, carrying(['text/plain']));
  expect(screen.queryByText('Drop to add takes')).not.toBeInTheDocument();
  expect(dropped).toEqual([]);
});
