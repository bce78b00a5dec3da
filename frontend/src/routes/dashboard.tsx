import { Link, useNavigate } from '@tanstack/react-router';
import { FileUp, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ActionButton } from '@/actions/action-button';
import { useActions, type Action } from '@/actions/registry';
import { useCommand, type Failure, type Refusal } from '@/api/command';
import { ImportDialog } from '@/features/interchange/import-dialog';
import {
  archiveProject,
  deleteProject,
  duplicateProject,
  restoreProject,
  unarchiveProject,
} from '@/features/project/operations';
import type { ProjectWish } from '@/features/project/project-card';
import { CreateProjectDialog } from '@/features/project/project-form';
import { ProjectList } from '@/features/project/project-list';
import { RenameDialog } from '@/features/project/rename-dialog';
import type { ProjectCardFragment } from '@/gql/graphql';
import { PageBar } from '@/routes/page-bar';
import { Confirm } from '@/ui/confirm';
import { toast } from '@/ui/toast';

type Layer = 'create' | 'import' | null;

const done = {
  archive: 'is archived.',
  unarchive: 'is back in work.',
  restore: 'is restored.',
  duplicate: 'is duplicated.',
  delete: 'is deleted. It can be restored from the deleted projects.',
} as const;

const mutations = {
  archive: archiveProject,
  unarchive: unarchiveProject,
  restore: restoreProject,
  delete: deleteProject,
} as const;

export function DashboardRoute() {
  const navigate = useNavigate();
  const send = useCommand();
  const [layer, setLayer] = useState<Layer>(null);
  const [renamed, setRenamed] = useState<ProjectCardFragment | null>(null);
  // An import goes past GraphQL, so the list has to be told of it.
  const [imports, setImports] = useState(0);
  const [doomed, setDoomed] = useState<ProjectCardFragment | null>(null);

  const open = (projectId: string) => void navigate({ to: '/projects/$projectId', params: { projectId } });
  const actions = useMemo<readonly Action[]>(
    () => [
      { id: 'create-project', label: 'New project', group: 'Project', icon: Plus, shortcuts: ['n'], run: () => setLayer('create') },
      { id: 'import-project', label: 'Import an edit', group: 'Project', icon: FileUp, shortcuts: ['i'], run: () => setLayer('import') },
    ],
    [],
  );
  useActions(actions);

  function report(error: Refusal | Failure | null, text: string) {
    toast(error?.message ?? text, error ? 'danger' : 'good');
  }

  async function change(project: ProjectCardFragment, wish: keyof typeof mutations) {
    const input = { projectId: project.id, expectedVersion: project.version };
    const outcome = await send(mutations[wish], input);
    report(outcome.ok ? null : outcome.error, `${project.name} ${done[wish]}`);
  }

  async function duplicate(project: ProjectCardFragment) {
    const outcome = await send(duplicateProject, { projectId: project.id });
    report(outcome.ok ? null : outcome.error, `${project.name} ${done.duplicate}`);
  }

  function onWish(project: ProjectCardFragment, wish: ProjectWish) {
    if (wish === 'open') open(project.id);
    else if (wish === 'rename') setRenamed(project);
    else if (wish === 'delete') setDoomed(project);
    else if (wish === 'duplicate') void duplicate(project);
    else void change(project, wish);
  }

  return (
    <div className="flex h-full flex-col">
      <PageBar />
      <main className="min-h-0 flex-1 overflow-y-auto">
        <ProjectList
          key={imports}
          onCreate={() => setLayer('create')}
          onWish={onWish}
          linkOf={(project) =>
            project.state === 'DELETED' ? (
              project.name
            ) : (
              <Link to="/projects/$projectId" params={{ projectId: project.id }} className="after:absolute after:inset-0 after:rounded-xl">
                {project.name}
              </Link>
            )
          }
          actions={
            <>
              <ActionButton action="import-project" />
              <ActionButton action="create-project" tone="accent" />
            </>
          }
        />
      </main>
      <CreateProjectDialog isOpen={layer === 'create'} onClose={() => setLayer(null)} onCreated={open} />
      <ImportDialog isOpen={layer === 'import'} projectId={null} onClose={() => setLayer(null)} onImported={() => setImports(imports + 1)} onOpen={open} />
      <RenameDialog project={renamed} onClose={() => setRenamed(null)} />
      <Confirm
        isOpen={doomed !== null}
        title={`Delete ${doomed?.name ?? 'the project'}?`}
        verb="Delete project"
        onClose={() => setDoomed(null)}
        onConfirm={async () => doomed && change(doomed, 'delete')}
      >
        Nobody can open it any more. You can restore it from the deleted projects.
      </Confirm>
    </div>
  );
}
