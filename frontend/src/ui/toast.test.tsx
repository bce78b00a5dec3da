import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TipProvider } from '@/ui/tip';
import { toast, Toasts } from './toast';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  act(() => vi.runAllTimers());
  vi.useRealTimers();
});

function show(...input: Parameters<typeof toast>): void {
  render(
    <TipProvider>
      <Toasts />
    </TipProvider>,
  );
  act(() => toast(...input));
}

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));

test('a message goes by itself, bad news later', () => {
  show('Saved.');
  act(() => toast('Refused.', 'danger'));
  pass(4000);
  expect(screen.queryByText('Saved.')).not.toBeInTheDocument();
  expect(screen.getByRole('alert')).toHaveTextContent('Refused.');
  pass(5000);
  expect(screen.queryByText('Refused.')).not.toBeInTheDocument();
});

test('its button does what it says, once, and the message goes', () => {
  let restored = 0;
  show('The clip is deleted.', 'good', { label: 'Restore', run: () => (restored += 1) });
  pass(8000);
  fireEvent.click(screen.getByRole('button', { name: 'Restore' }));
  expect(restored).toBe(1);
  expect(screen.queryByText('The clip is deleted.')).not.toBeInTheDocument();
});

test('of one topic only the last word stands', () => {
  show('Undone: one', 'good', undefined, 'undo');
  act(() => toast('Saved.'));
  act(() => toast('Undone: two', 'good', undefined, 'undo'));
  expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toEqual(['Saved.', 'Undone: two']);
});

test('a message does not go while the focus is in it', () => {
  show('The clip is deleted.', 'good', { label: 'Restore', run: () => {} });
  act(() => screen.getByRole('button', { name: 'Restore' }).focus());
  pass(20_000);
  expect(screen.getByText('The clip is deleted.')).toBeVisible();
  act(() => screen.getByRole('button', { name: 'Restore' }).blur());
  pass(2000);
  expect(screen.queryByText('The clip is deleted.')).not.toBeInTheDocument();
});
