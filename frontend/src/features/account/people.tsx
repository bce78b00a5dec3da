import { useCallback, useEffect, useState } from 'react';
import { request, useSession, type Account } from '@/api/session';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { ErrorNotice, Loading } from '@/ui/notice';
import { toast } from '@/ui/toast';
import { PasswordDialog } from './password-dialog';

interface Person extends Account {
  readonly isDisabled: boolean;
}

interface Page {
  readonly accounts: readonly Person[];
  readonly next: string | null;
}

interface Deed {
  readonly verb: 'erase' | 'administrator';
  readonly person: Person;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : 'That did not work. Try again.');

/** The accounts that were asked for so far, page by page. */
function useAccounts() {
  const [pages, setPages] = useState<readonly Page[]>([]);
  const [error, setError] = useState<string | null>(null);
  const load = useCallback(async (after = '') => {
    try {
      const page = await request<Page>('GET', `/auth/accounts${after && `?after=${after}`}`);
      setPages((before) => (after ? [...before, page] : [page]));
      setError(null);
    } catch (reason) {
      setError(messageOf(reason));
    }
  }, []);
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the state is set when the answer arrives
    void load();
  }, [load]);
  return { people: pages.flatMap((page) => page.accounts), next: pages.at(-1)?.next, isLoaded: pages.length > 0, error, load };
}

function DeedDialog({ deed: { verb, person }, onDone, onClose }: { deed: Deed; onDone: () => Promise<void>; onClose: () => void }) {
  const isErasure = verb === 'erase';
  async function carryOut(password: string) {
    await request('POST', `/auth/accounts/${person.id}/${verb}`, { password });
    toast(isErasure ? `The account of ${person.name} is erased.` : `${person.name} is an administrator now.`);
    await onDone();
  }
  return (
    <PasswordDialog
      title={isErasure ? `Erase the account of ${person.name}?` : `Make ${person.name} administrator?`}
      verb={isErasure ? 'Erase' : 'Make administrator'}
      tone={isErasure ? 'danger' : 'accent'}
      onConfirm={carryOut}
      onClose={onClose}
    >
      {isErasure ? (
        <>
          <p>The name, the e-mail address ({person.email}) and the log-ins are erased. This cannot be taken back.</p>
          <p>Projects in which nobody else is a member are deleted. What the person made in projects with others stays as the work of a “Former member”.</p>
        </>
      ) : (
        <p>Administrators decide who may register, and may erase other people’s accounts. They do not see other people’s projects.</p>
      )}
    </PasswordDialog>
  );
}

function Entry({ person, isSelf, onDeed }: { person: Person; isSelf: boolean; onDeed: (deed: Deed) => void }) {
  const { id, name, email, isAdministrator, isDisabled } = person;
  const standing = [isSelf && 'you', isAdministrator && 'administrator', isDisabled && 'disabled'].filter(Boolean).join(', ');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <Avatar id={id} name={name} />
      <div className="min-w-0 flex-1">
        <p className="truncate">
          {name}
          {standing && <span className="ml-2 text-xs text-faint">{standing}</span>}
        </p>
        <p className="truncate text-xs text-faint">{email}</p>
      </div>
      {!isAdministrator && !isDisabled && (
        <Button size="small" aria-label={`Make ${name} administrator`} onClick={() => onDeed({ verb: 'administrator', person })}>
          Make administrator
        </Button>
      )}
      {!isSelf && (
        <Button size="small" tone="danger" aria-label={`Erase the account of ${name}`} onClick={() => onDeed({ verb: 'erase', person })}>
          Erase
        </Button>
      )}
    </li>
  );
}

/** For administrators: everybody with an account. */
export function People() {
  const self = useSession((state) => state.account?.id);
  const { people, next, isLoaded, error, load } = useAccounts();
  const [deed, setDeed] = useState<Deed | null>(null);
  if (error) return <ErrorNotice message={error} onRetry={() => void load()} />;
  if (!isLoaded) return <Loading label="Looking up the accounts" />;
  return (
    <>
      <ul aria-label="People" className="divide-y divide-line">
        {people.map((person) => (
          <Entry key={person.id} person={person} isSelf={person.id === self} onDeed={setDeed} />
        ))}
      </ul>
      {next && (
        <Button size="small" className="mt-2" onClick={() => void load(next)}>
          Show more
        </Button>
      )}
      {deed && <DeedDialog deed={deed} onDone={() => load()} onClose={() => setDeed(null)} />}
    </>
  );
}
