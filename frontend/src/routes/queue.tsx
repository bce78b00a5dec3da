import { useSearch } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { QueuePage } from '@/features/queue/queue-page';
import { stageNames, stages } from '@/features/queue/words';
import type { JobFilter } from '@/gql/graphql';
import { ConnectionBanner } from '@/live/connection-banner';
import { PageBar } from '@/routes/page-bar';

export function QueueRoute() {
  const { project, batch, clip, kind, worker, status, cleared } = useSearch({ from: '/member/queue' });
  const isAdministrator = useSession((state) => state.account?.isAdministrator ?? false);
  const stage = stageNames.find((name) => name === status);
  const filter: JobFilter = {
    projectId: project ?? null,
    batchId: batch ?? null,
    clipId: clip ?? null,
    ...(kind && { kinds: [kind] }),
    ...(worker && { workerIds: [worker] }),
    ...(stage && { statuses: [...stages[stage].statuses] }),
    ...(cleared && { withCleared: true }),
  };
  return (
    <div className="flex h-full flex-col">
      <PageBar />
      <ConnectionBanner />
      <QueuePage key={JSON.stringify(filter)} {...{ filter, isAdministrator }} />
    </div>
  );
}
