import { useSession } from '@/api/session';
import { WorkerPage } from '@/features/worker/worker-page';
import { PageBar } from '@/routes/page-bar';

export function WorkersRoute() {
  const isAdministrator = useSession((state) => state.account?.isAdministrator ?? false);
  return (
    <div className="flex h-full flex-col">
      <PageBar />
      <main className="min-h-0 flex-1 overflow-y-auto">
        <WorkerPage isAdministrator={isAdministrator} />
      </main>
    </div>
  );
}
