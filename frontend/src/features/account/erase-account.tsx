import { UserX } from 'lucide-react';
import { useState } from 'react';
import { forgetSession, request } from '@/api/session';
import { Button } from '@/ui/button';
import { toast } from '@/ui/toast';
import { PasswordDialog } from './password-dialog';

interface Project {
  readonly id: string;
  readonly name: string;
}

interface Parting {
  readonly left: readonly Project[];
  readonly deleted: readonly Project[];
  readonly hindering: readonly Project[];
}

function Names({ intro, projects }: { intro: string; projects: readonly Project[] }) {
  if (projects.length === 0) return null;
  return (
    <div>
      <p>{intro}</p>
      <ul aria-label={intro} className="mt-1 list-disc pl-5 text-ink">
        {projects.map(({ id, name }) => (
          <li key={id} className="break-words">
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Consequences({ left, deleted, hindering }: Parting) {
  return (
    <>
      <Names intro="First transfer the ownership of these projects or delete them, for others work on them:" projects={hindering} />
      <p>Your name, your e-mail address and your log-ins are erased. This cannot be taken back.</p>
      <Names intro="These projects have no other members and are deleted:" projects={deleted} />
      <Names intro="You leave these projects, and what you made in them stays as the work of a “Former member”:" projects={left} />
    </>
  );
}

/** Everything about the end of one's own account. */
export function EraseAccount() {
  const [parting, setParting] = useState<Parting | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function lookAhead() {
    setIsBusy(true);
    try {
      setParting(await request<Parting>('GET', '/auth/erasure'));
    } catch (error) {
      toast(error instanceof Error ? error.message : 'Try again.', 'danger');
    } finally {
      setIsBusy(false);
    }
  }

  async function erase(password: string) {
    await request('POST', '/auth/erase', { password });
    toast('Your account is erased.');
    forgetSession();
  }

  return (
    <>
      <p className="mb-3 text-muted">Everything that says who you are goes; the storyboards you made with others stay theirs.</p>
      <Button tone="danger" icon={UserX} isBusy={isBusy} onClick={() => void lookAhead()}>
        Erase my account
      </Button>
      {parting && (
        <PasswordDialog title="Erase your account?" verb="Erase my account" onConfirm={erase} onClose={() => setParting(null)}>
          <Consequences {...parting} />
        </PasswordDialog>
      )}
    </>
  );
}
