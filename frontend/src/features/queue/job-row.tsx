import { ChevronRight } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import { cn } from '@/ui/cn';
import { Moment } from '@/ui/moment';
import { describeProgress } from '@/ui/progress';
import { JobDetail } from './job-detail';
import type { ProgressData } from './use-progress';
import { describeCost, describeEnd, describeSeconds, describeStart, stageOf, stages, statusLabels, whyOf, type JobData, type QueueData } from './words';

interface JobRowProps {
  job: JobData;
  /** How far its attempt is, while there is one. */
  progress: ProgressData | undefined;
  queue: Pick<QueueData, 'isPaused' | 'reason'>;
  projectName: string;
  workerName: string;
  isMarked: boolean;
  isCurrent: boolean;
  isOpen: boolean;
  onMark: (id: string, keys: { isReaching: boolean }) => void;
  onToggle: (id: string) => void;
}

/** One job; opened, everything that is known of it. */
export const JobRow = memo(function JobRow({ job, progress, queue, projectName, workerName, isMarked, isCurrent, isOpen, onMark, onToggle }: JobRowProps) {
  const { id, name, status, kind, priority, attempts } = job;
  const isActive = stageOf(status) === 'active';
  const why = (isActive && progress && describeProgress(progress)) || whyOf(job, queue);
  return (
    <div role="listitem" className={cn('border-b border-line/70', isMarked && 'bg-accent/8', isCurrent && 'shadow-[inset_3px_0_0_var(--color-accent)]')}>
      <div className="flex items-center gap-3 pr-4 pl-3.5">
        <input
          type="checkbox"
          aria-label={`Mark ${name}`}
          checked={isMarked}
          onChange={() => {}}
          onClick={(event: MouseEvent) => onMark(id, { isReaching: event.shiftKey })}
          className="size-4 shrink-0 accent-(--color-accent)"
        />
        <button type="button" data-job={id} aria-expanded={isOpen} onClick={() => onToggle(id)} className="flex min-w-0 flex-1 items-center gap-3 py-2 text-left">
          <ChevronRight aria-hidden className={cn('size-3.5 shrink-0 text-faint transition-transform', isOpen && 'rotate-90')} />
          <span className="min-w-0 flex-1">
            <span className="flex min-w-0 items-baseline gap-2">
              <span className="truncate font-medium">{name || 'A job without a name'}</span>
              {priority !== 0 && <span className="tabular shrink-0 text-xs text-accent">{priority > 0 ? `+${priority}` : priority}</span>}
              <span className="min-w-0 truncate text-xs text-faint">
                {projectName}, {kind}
              </span>
            </span>
            {why && <span className={cn('block truncate text-xs', job.blocked || stageOf(status) === 'failed' ? 'text-danger' : 'text-muted')}>{why}</span>}
            {job.forecast && <span className="tabular block truncate text-xs text-faint">{stageOf(status) === 'active' ? `Ends ${describeEnd(job.forecast)}` : `Begins ${describeStart(job.forecast)}`}</span>}
          </span>
          {isActive && progress && (
            <span role="progressbar" aria-label={`Progress of ${name}`} aria-valuenow={Math.round(progress.fraction * 100)} aria-valuemin={0} aria-valuemax={100} className="hidden h-1.5 w-24 shrink-0 overflow-hidden rounded-full bg-raised sm:block">
              <span style={{ width: `${progress.fraction * 100}%` }} className="block h-full bg-generating transition-[width]" />
            </span>
          )}
          <span className="hidden w-32 shrink-0 truncate text-xs text-muted md:block">{workerName}</span>
          <span className="tabular hidden w-32 shrink-0 text-right text-xs text-faint lg:block">
            {attempts > 0 && `${describeSeconds(job.seconds)}, ${describeCost(job.cost)}`}
          </span>
          <span className="hidden w-28 shrink-0 text-right text-xs text-faint sm:block">
            <Moment at={job.endedAt ?? job.startedAt ?? job.enqueuedAt} />
          </span>
          <span className="flex w-40 shrink-0 items-center gap-2 text-[12.5px] max-sm:w-28">
            <span aria-hidden style={{ background: stages[stageOf(status)].colour }} className={cn('size-2 shrink-0 rounded-full', isActive && 'animate-pulse')} />
            <span className="truncate">{statusLabels[status]}</span>
          </span>
        </button>
      </div>
      {isOpen && <JobDetail id={id} progress={isActive ? progress : undefined} version={job.version} workerName={workerName} />}
    </div>
  );
});
