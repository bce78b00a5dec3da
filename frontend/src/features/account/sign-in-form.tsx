import { useEffect, useState, type SubmitEvent } from 'react';
import { logIn, register, registration, RequestError, type Registration } from '@/api/session';
import { Brand } from '@/ui/brand';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { ErrorNotice, Loading } from '@/ui/notice';

export type SignInMode = 'log-in' | 'register';

/** undefined until the server has answered; null when it could not. */
function useRegistration(): Registration | null | undefined {
  const [answer, setAnswer] = useState<Registration | null>();
  useEffect(() => {
    registration().then(setAnswer, () => setAnswer(null));
  }, []);
  return answer;
}

const words = {
  'log-in': { title: 'Welcome back', verb: 'Log in', question: 'New here?', other: 'Make an account' },
  register: { title: 'Make your account', verb: 'Register', question: 'Already have an account?', other: 'Log in' },
} as const;

interface SignInFormProps {
  mode: SignInMode | undefined;
  onMode: (mode: SignInMode) => void;
  onDone: () => void;
}

export function SignInForm({ mode: wished, onMode, onDone }: SignInFormProps) {
  const answer = useRegistration();
  const isOpen = answer?.isOpen ?? true;
  const isFirst = answer?.hasAdministrator === false;
  const mode = wished ?? (isFirst ? 'register' : 'log-in');
  const [error, setError] = useState<RequestError | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const { title, verb, question, other } = words[mode];
  const errorOf = (field: string) => (error?.field === field ? error.message : null);

  // A form that changed its mind while somebody reaches for it would be a trap.
  if (answer === undefined) return <Loading label="One moment" />;

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    const credentials = { email: text('email').trim(), password: text('password') };
    setIsBusy(true);
    setError(null);
    try {
      await (mode === 'register' ? register({ name: text('name').trim(), ...credentials }) : logIn(credentials));
      onDone();
    } catch (reason) {
      setError(reason instanceof RequestError ? reason : new RequestError(0, 'unknown', String(reason)));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <main className="grid min-h-full place-items-center bg-[radial-gradient(60rem_30rem_at_50%_-10rem,oklch(0.27_0.03_75/0.5),transparent)] p-4">
      <div className="w-full max-w-[22rem]">
        <div className="mb-7 flex items-center justify-center gap-2.5 text-[15px] font-semibold">
          <Brand className="size-6" />
          Emergent Storyboard
        </div>
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5 rounded-xl border border-line-strong/60 bg-panel p-6 shadow-pop">
          <div>
            <h1 className="text-lg font-semibold">{title}</h1>
            {isFirst && mode === 'register' && (
              <p className="mt-1 text-muted">You are the first here, so this account looks after the server.</p>
            )}
          </div>
          {mode === 'register' && (
            <TextField label="Name" name="name" autoComplete="name" required maxLength={200} error={errorOf('name')} />
          )}
          <TextField label="E-mail" name="email" type="email" autoComplete="email" required error={errorOf('email')} />
          <TextField
            label="Password"
            name="password"
            type="password"
            required
            autoComplete={mode === 'register' ? 'new-password' : 'current-password'}
            error={errorOf('password')}
          />
          {error && !['name', 'email', 'password'].includes(error.field ?? '') && <ErrorNotice message={error.message} />}
          <Button type="submit" tone="accent" size="large" isBusy={isBusy} className="mt-1">
            {verb}
          </Button>
        </form>
        {(isOpen || mode === 'register') && (
          <p className="mt-5 text-center text-muted">
            {question}{' '}
            <button
              type="button"
              className="font-medium text-accent underline-offset-4 hover:underline"
              onClick={() => {
                setError(null);
                onMode(mode === 'register' ? 'log-in' : 'register');
              }}
            >
              {other}
            </button>
          </p>
        )}
      </div>
    </main>
  );
}
