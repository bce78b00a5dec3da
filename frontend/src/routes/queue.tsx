import { useSearch } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { QueuePage } from '@/features/queue/queue-page';
import { ConnectionBanner } from '@/live/connection-banner';
import { PageBar } from '@/routes/page-bar';

export function QueueRoute() {
  const { project, batch, clip } = useSearch({ from: '/member/queue' });
  const isAdministrator = useSession((state) => state.account?.isAdministrator ?? false);
  const filter = { projectId: project ?? null, batchId: batch ?? null, clipId: clip ?? null };
  return (
    <div className="flex h-full flex-col">
      <PageBar />
      <ConnectionBanner />
      <QueuePage key={JSON.stringify(filter)} {...{ filter, isAdministrator }} />
    </div>
  );
}
