import { LogOut, MonitorSmartphone } from 'lucide-react';
import { useCallback, useEffect, useState, type SubmitEvent } from 'react';
import { request, RequestError, useSession } from '@/api/session';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { Moment } from '@/ui/moment';
import { ErrorNotice, Loading } from '@/ui/notice';
import { toast } from '@/ui/toast';
import { EraseAccount } from './erase-account';
import { People } from './people';
import { RegistrationSwitch } from './registration-switch';

interface SignedIn {
  id: string;
  isCurrent: boolean;
  createdAt: string;
  lastSeenAt: string;
  userAgent: string;
}

function describeDevice(userAgent: string): string {
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => userAgent.includes(name));
  const system = ['Windows', 'Android', 'iPhone', 'Mac OS', 'Linux'].find((name) => userAgent.includes(name));
  if (!browser) return userAgent || 'Unknown program';
  return `${browser === 'Edg' ? 'Edge' : browser}${system ? ` on ${system}` : ''}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'That did not work. Try again.';
}

function Sessions() {
  const [sessions, setSessions] = useState<readonly SignedIn[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const load = useCallback(async () => {
    try {
      const answer = await request<{ sessions: readonly SignedIn[] }>('GET', '/auth/sessions');
      setSessions(answer.sessions);
      setError(null);
    } catch (reason) {
      setError(messageOf(reason));
    }
  }, []);
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the state is set when the answer arrives
    void load();
  }, [load]);

  async function revoke(id: string) {
    try {
      await request('DELETE', `/auth/sessions/${id}`);
      toast('That device is logged out.');
      await load();
    } catch (reason) {
      toast(messageOf(reason), 'danger');
    }
  }

  if (error) return <ErrorNotice message={error} onRetry={() => void load()} />;
  if (!sessions) return <Loading label="Looking up your devices" />;
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex items-center gap-3 py-2.5">
          <MonitorSmartphone aria-hidden className="size-5 text-faint" />
          <div className="min-w-0 flex-1">
            <p className="truncate">
              {describeDevice(session.userAgent)}
              {session.isCurrent && <span className="ml-2 text-xs font-medium text-good">this device</span>}
            </p>
            <p className="text-xs text-faint">
              last used <Moment at={session.lastSeenAt} />
            </p>
          </div>
          {!session.isCurrent && (
            <Button size="small" icon={LogOut} onClick={() => void revoke(session.id)}>
              Log out
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function PasswordForm() {
  const [error, setError] = useState<RequestError | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const errorOf = (...fields: string[]) => (fields.includes(error?.field ?? '') ? error?.message : null);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    setIsBusy(true);
    try {
      await request('POST', '/auth/password', { currentPassword: data.get('current'), newPassword: data.get('new') });
      form.reset();
      setError(null);
      toast('Your password is changed. Other devices have to log in again.');
    } catch (reason) {
      setError(reason instanceof RequestError ? reason : new RequestError(0, 'unknown', messageOf(reason)));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex max-w-sm flex-col gap-3">
      <TextField label="Present password" name="current" type="password" autoComplete="current-password" required error={errorOf('currentPassword', 'current')} />
      <TextField label="New password" name="new" type="password" autoComplete="new-password" required error={errorOf('newPassword', 'password')} />
      {error && !error.field && <ErrorNotice message={error.message} />}
      <Button type="submit" tone="accent" isBusy={isBusy} className="self-start">
        Change password
      </Button>
    </form>
  );
}

export function AccountPage() {
  const account = useSession((state) => state.account);
  if (!account) return null;
  const section = 'rounded-xl border border-line bg-panel p-5';
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-4 p-4 sm:p-8">
      <header className="mb-2 flex items-center gap-4">
        <Avatar id={account.id} name={account.name} className="size-12 text-base" />
        <div>
          <h1 className="text-xl font-semibold">{account.name}</h1>
          <p className="text-muted">
            {account.email}
            {account.isAdministrator && ', administrator'}
          </p>
        </div>
      </header>
      <section className={section}>
        <h2 className="mb-3 font-semibold">Password</h2>
        <PasswordForm />
      </section>
      <section className={section}>
        <h2 className="mb-1 font-semibold">Where you are logged in</h2>
        <Sessions />
      </section>
      {account.isAdministrator && (
        <section className={section}>
          <h2 className="mb-2 font-semibold">Registration</h2>
          <RegistrationSwitch />
        </section>
      )}
      {account.isAdministrator && (
        <section className={section}>
          <h2 className="mb-1 font-semibold">People</h2>
          <People />
        </section>
      )}
      <section className={section}>
        <h2 className="mb-1 font-semibold">Erase my account</h2>
        <EraseAccount />
      </section>
    </div>
  );
}
