import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { WorkflowPage } from '@/features/workflow/workflow-page';
import { PageBar } from '@/routes/page-bar';

export function WorkflowsRoute() {
  const { id } = useSearch({ from: '/member/workflows' });
  const navigate = useNavigate();
  return (
    <div className="flex h-full flex-col">
      <PageBar />
      <main className="min-h-0 flex-1 overflow-y-auto">
        <WorkflowPage
          selected={id ?? null}
          onSelect={(wished) => void navigate({ to: '/workflows', search: wished === null ? {} : { id: wished } })}
          linkOf={(workflow) => (
            <Link to="/workflows" search={{ id: workflow.id }} className="after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none">
              {workflow.name}
            </Link>
          )}
        />
      </main>
    </div>
  );
}
