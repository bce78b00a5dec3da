import type { ProjectCardFragment } from '@/gql/graphql';
import { StatusDot, statusColours, statusLabels } from '@/ui/status';

type Statistics = ProjectCardFragment['statistics'];

/** A bar with a part for each status, and the counts in words for those who cannot see it. */
export function StatusBar({ statistics }: { statistics: Statistics }) {
  const present = statistics.statuses.filter(({ count }) => count > 0);
  const text = present.map(({ status, count }) => `${count} ${statusLabels[status].toLowerCase()}`).join(', ');
  return (
    <div role="img" aria-label={text || 'No clips yet'} className="flex h-1.5 gap-0.5 overflow-hidden rounded-full bg-hover">
      {present.map(({ status, count }) => (
        <span key={status} title={`${count} ${statusLabels[status].toLowerCase()}`} style={{ flexGrow: count, background: statusColours[status] }} />
      ))}
    </div>
  );
}

export function StatusCounts({ statistics }: { statistics: Statistics }) {
  const present = statistics.statuses.filter(({ count }) => count > 0);
  if (present.length === 0) return <p className="text-xs text-faint">No clips yet</p>;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted">
      {present.map(({ status, count }) => (
        <li key={status} className="flex items-center gap-1.5">
          <StatusDot status={status} className="size-1.5" />
          {count} {statusLabels[status].toLowerCase()}
        </li>
      ))}
    </ul>
  );
}

const circumference = 2 * Math.PI * 15;

export function CompletionRing({ completion }: { completion: number }) {
  const percent = Math.round(completion * 100);
  return (
    <div role="img" aria-label={`${percent} % of the clips show a medium`} title={`${percent} % of the clips show a medium`} className="relative size-11 shrink-0">
      <svg viewBox="0 0 36 36" className="size-full -rotate-90">
        <circle cx="18" cy="18" r="15" fill="none" strokeWidth="3" className="stroke-hover" />
        <circle
          cx="18"
          cy="18"
          r="15"
          fill="none"
          strokeWidth="3"
          strokeLinecap="round"
          strokeDasharray={`${completion * circumference} ${circumference}`}
          className={completion > 0 ? 'stroke-accent' : 'stroke-transparent'}
        />
      </svg>
      <span aria-hidden className="absolute inset-0 grid place-items-center text-[10.5px] font-semibold">
        {percent}%
      </span>
    </div>
  );
}
