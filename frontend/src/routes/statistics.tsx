import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { groupings, isDay, type Asked } from '@/features/queue/statistics';
import { StatisticsPage } from '@/features/queue/statistics-page';
import type { JobGrouping } from '@/gql/graphql';
import { PageBar } from '@/routes/page-bar';

/** What ended jobs came to; the address says what is asked for. */
export function StatisticsRoute() {
  const { by, project, from, to } = useSearch({ from: '/member/queue/statistics' });
  const navigate = useNavigate();
  const grouping = (Object.keys(groupings) as JobGrouping[]).find((one) => one.toLowerCase() === by) ?? 'DAY';
  const asked: Asked = { by: grouping, projectId: project ?? null, from: from && isDay(from) ? from : null, to: to && isDay(to) ? to : null };
  return (
    <div className="flex h-full flex-col">
      <PageBar />
      <main className="min-h-0 flex-1 overflow-y-auto">
        <StatisticsPage
          asked={asked}
          onAsked={(next) => void navigate({ to: '/queue/statistics', search: searchOf(next), replace: true })}
          linkTo={(of, label) => (
            <Link to="/queue" search={of} className="text-accent underline-offset-2 hover:underline">
              {label}
            </Link>
          )}
        />
      </main>
    </div>
  );
}

function searchOf({ by, projectId, from, to }: Asked) {
  return { by: by.toLowerCase(), ...(projectId !== null && { project: projectId }), ...(from !== null && { from }), ...(to !== null && { to }) };
}
