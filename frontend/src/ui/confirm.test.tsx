import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { Confirm } from './confirm';
import { TipProvider } from './tip';

test('a question stays with the reason when it was refused, and goes when it was done', async () => {
  const answers: unknown[] = ['It was archived meanwhile.', undefined];
  let closed = 0;
  render(
    <TipProvider>
      <Confirm isOpen title="Restore everything?" verb="Restore" onConfirm={() => Promise.resolve(answers.shift())} onClose={() => (closed += 1)}>
        It can be undone.
      </Confirm>
    </TipProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Restore' }));
  expect(screen.getByRole('alert')).toHaveTextContent('It was archived meanwhile.');
  expect(closed).toBe(0);
  await userEvent.click(screen.getByRole('button', { name: 'Restore' }));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(closed).toBe(1);
});
