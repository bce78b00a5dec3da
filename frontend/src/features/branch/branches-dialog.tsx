import { GitBranch, Trash2, Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { describeFailure, type Outcome } from '@/api/command';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Moment } from '@/ui/moment';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { nameOf, type Branch, type Branches } from './branches';
import { DeleteBranch } from './delete-branch';
import { branchesQuery } from './operations';

interface BranchesListProps {
  projectId: string;
  mayEdit: boolean;
  linkOf: (branch: Branch) => ReactNode;
  onDelete: (id: string) => Promise<Outcome<unknown>>;
  onRestore: (id: string) => Promise<Outcome<unknown>>;
}

export function BranchesDialog({ isOpen, onClose, ...rest }: BranchesListProps & { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Branches" description="Every line of work on this project, the deleted ones too. A deleted branch keeps all its changes.">
      <BranchesList {...rest} />
    </Dialog>
  );
}

export function BranchesList({ projectId, ...rest }: BranchesListProps) {
  const [{ data, error }, refetch] = useQuery({ query: branchesQuery, variables: { projectId }, requestPolicy: 'cache-and-network' });
  const again = () => refetch({ requestPolicy: 'network-only' });
  const project = data?.project;
  if (error && !project) return <ErrorNotice message={describeFailure(error)} onRetry={again} />;
  if (!project) return <Loading label="Fetching the branches" />;
  if (project.branches.length === 0) {
    return <Empty icon={GitBranch} title="No branches yet" text="A branch lets you try something out without touching the project, and merge it when it is good." />;
  }
  return (
    <ul aria-label="Branches" className="divide-y divide-line">
      {project.branches.map((branch) => (
        <Row key={branch.id} {...{ branch, project }} {...rest} onChanged={again} />
      ))}
    </ul>
  );
}

interface RowProps extends Omit<BranchesListProps, 'projectId'> {
  branch: Branch;
  project: Branches;
  onChanged: () => void;
}

function Row({ branch, project, mayEdit, linkOf, onDelete, onRestore, onChanged }: RowProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const { id, name, parentId, forkedAt, createdBy, changedAt, isDeleted } = branch;
  async function restore() {
    setIsBusy(true);
    const outcome = await onRestore(id);
    setIsBusy(false);
    setMessage(outcome.ok ? null : outcome.error.message);
    if (outcome.ok) onChanged();
  }
  async function remove() {
    const outcome = await onDelete(id);
    if (!outcome.ok) return outcome.error.message;
    onChanged();
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 truncate font-medium">
          <GitBranch aria-hidden className="size-3.5 shrink-0 text-violet" />
          {isDeleted ? <span className="text-muted line-through">{name}</span> : linkOf(branch)}
          {isDeleted && <span className="text-xs text-faint">deleted</span>}
        </p>
        <p className="truncate text-xs text-faint">
          from {nameOf(project, parentId)} after change {forkedAt}, made by {createdBy.name}, changed <Moment at={changedAt} />
        </p>
      </div>
      {mayEdit && (
        <Button
          size="small"
          icon={isDeleted ? Undo2 : Trash2}
          isBusy={isBusy}
          aria-label={`${isDeleted ? 'Restore' : 'Delete'} ${name}`}
          onClick={() => (isDeleted ? void restore() : setIsAsking(true))}
        >
          {isDeleted ? 'Restore' : 'Delete'}
        </Button>
      )}
      {message && <ErrorNotice className="basis-full" message={message} />}
      <DeleteBranch isOpen={isAsking} name={name} onClose={() => setIsAsking(false)} onConfirm={remove} />
    </li>
  );
}
