import { Crown, UserMinus, UserPlus } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { useCommand, type Outcome } from '@/api/command';
import { useSession } from '@/api/session';
import type { Role } from '@/gql/graphql';
import { Avatar } from '@/ui/avatar';
import { Button, IconButton } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { Dialog } from '@/ui/dialog';
import { Select, TextField } from '@/ui/field';
import { ErrorNotice } from '@/ui/notice';
import { addMember, changeMemberRole, removeMember, transferOwnership } from './operations';
import type { ProjectDetails } from './settings-dialog';

const roles: { value: Role; label: string }[] = [
  { value: 'EDITOR', label: 'Editor' },
  { value: 'REVIEWER', label: 'Reviewer' },
  { value: 'VIEWER', label: 'Viewer' },
];

interface MembersDialogProps {
  isOpen: boolean;
  project: ProjectDetails;
  onClose: () => void;
}

export function MembersDialog({ isOpen, project, onClose }: MembersDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Members" description="Editors change the project, reviewers and viewers watch it.">
      <Members project={project} />
    </Dialog>
  );
}

function Members({ project }: { project: ProjectDetails }) {
  const send = useCommand();
  const ownId = useSession((state) => state.account?.id);
  const [message, setMessage] = useState<string | null>(null);
  const [heir, setHeir] = useState<{ id: string; name: string } | null>(null);
  const isOwner = project.viewerRole === 'OWNER';
  const projectId = project.id;

  async function settle(outcome: Promise<Outcome<unknown>>): Promise<boolean> {
    const answer = await outcome;
    setMessage(answer.ok ? null : answer.error.message);
    return answer.ok;
  }

  return (
    <div className="flex flex-col gap-4">
      {isOwner && <AddForm onAdd={(email, role) => settle(send(addMember, { projectId, email, role }))} />}
      {message && <ErrorNotice message={message} />}
      <ul className="divide-y divide-line">
        {project.members.map(({ user, role }) => (
          <li key={user.id} className="flex h-12 items-center gap-3">
            <Avatar id={user.id} name={user.name} className="size-7" />
            <span className="min-w-0 flex-1 truncate">
              {user.name} {user.id === ownId && <span className="text-faint">(you)</span>}
            </span>
            {role === 'OWNER' || !isOwner ? (
              <span className="text-muted">{role === 'OWNER' ? 'Owner' : roles.find(({ value }) => value === role)?.label}</span>
            ) : (
              <Select
                label={`Role of ${user.name}`}
                isLabelHidden
                className="w-28"
                options={roles}
                value={role}
                onValue={(value) => void settle(send(changeMemberRole, { projectId, userId: user.id, role: value as Role }))}
              />
            )}
            {isOwner && role !== 'OWNER' && (
              <span className="flex">
                <IconButton icon={Crown} label={`Make ${user.name} the owner`} onClick={() => setHeir(user)} />
                <IconButton icon={UserMinus} label={`Remove ${user.name}`} onClick={() => void settle(send(removeMember, { projectId, userId: user.id }))} />
              </span>
            )}
          </li>
        ))}
      </ul>
      <Confirm
        isOpen={heir !== null}
        title={`Make ${heir?.name ?? ''} the owner?`}
        verb="Transfer ownership"
        onClose={() => setHeir(null)}
        onConfirm={async () => heir && settle(send(transferOwnership, { projectId, userId: heir.id }))}
      >
        You stay in the project as an editor. Only the new owner can give it back.
      </Confirm>
    </div>
  );
}

function AddForm({ onAdd }: { onAdd: (email: string, role: Role) => Promise<boolean> }) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('EDITOR');
  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (await onAdd(email.trim(), role)) setEmail('');
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-wrap items-end gap-2">
      <TextField label="E-mail" type="email" required value={email} onChange={(event) => setEmail(event.currentTarget.value)} fieldClassName="min-w-44 flex-1" />
      <Select label="Role" className="w-28" options={roles} value={role} onValue={(value) => setRole(value as Role)} />
      <Button type="submit" tone="accent" icon={UserPlus}>
        Add
      </Button>
    </form>
  );
}
