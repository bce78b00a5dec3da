import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { RequestError } from '@/api/session';
import { TipProvider } from '@/ui/tip';
import { PasswordDialog } from './password-dialog';

/** A server that takes one password and says of every other what the real one says. */
function aServer() {
  const sent: string[] = [];
  return {
    sent,
    confirm(password: string): Promise<void> {
      sent.push(password);
      if (password === 'right') return Promise.resolve();
      if (password === 'hindered') return Promise.reject(new RequestError(400, 'RuleViolatedError', "Others work on 'Harbour'."));
      return Promise.reject(new RequestError(400, 'RuleViolatedError', 'This is not the current password.', 'password'));
    },
  };
}

function open(server: ReturnType<typeof aServer>): { closed: () => number } {
  let closed = 0;
  render(
    <TipProvider>
      <PasswordDialog title="Erase?" verb="Erase" onConfirm={(password) => server.confirm(password)} onClose={() => (closed += 1)}>
        What will happen.
      </PasswordDialog>
    </TipProvider>,
  );
  return { closed: () => closed };
}

test('a wrong password is refused at its field, and the right one closes the dialog', async () => {
  const server = aServer();
  const dialog = open(server);
  const field = screen.getByLabelText('Your password');
  expect(field).toHaveFocus();
  await userEvent.keyboard('wrong{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('This is not the current password.');
  expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(dialog.closed()).toBe(0);
  await userEvent.clear(field);
  await userEvent.type(field, 'right{Enter}');
  expect(server.sent).toEqual(['wrong', 'right']);
  expect(dialog.closed()).toBe(1);
});

test('what stands in the way is said without blaming the password', async () => {
  open(aServer());
  await userEvent.keyboard('hindered{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent("Others work on 'Harbour'.");
  expect(screen.getByLabelText('Your password')).not.toHaveAttribute('aria-invalid');
});

test('nothing is sent without a password', async () => {
  const server = aServer();
  open(server);
  await userEvent.click(screen.getByRole('button', { name: 'Erase' }));
  await userEvent.keyboard('{Escape}');
  expect(server.sent).toEqual([]);
});
