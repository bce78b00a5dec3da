import { cn } from '@/ui/cn';
import { describeProgress } from '@/ui/progress';
import { describeJobs, fractionOf, progressOf, summed, useWork, type ClipJobs, type JobProgress } from '@/live/work';

/** Below a clip or a scene: how far what is generated for it is. Words beside it say the same. */
export function WorkBar({ clipIds, className }: { clipIds: readonly string[]; className?: string }) {
  const jobs = useWork(({ clips }) => kindOf(summed(clips, clipIds)));
  const fraction = useWork((work) => share(clipIds.map((id) => ({ weight: work.clips.get(id)?.active ?? 0, fraction: fractionOf(work, id) }))));
  if (jobs === 'none') return null;
  return (
    <span aria-hidden data-work={jobs} className={cn('block h-[3px] overflow-hidden bg-raised', jobs === 'failed' && 'bg-danger', className)}>
      {jobs === 'active' && <span style={{ width: `${Math.max(4, fraction * 100)}%` }} className="block h-full bg-generating transition-[width]" />}
      {jobs === 'waiting' && <span className="block h-full w-full bg-[repeating-linear-gradient(90deg,var(--color-generating)_0_4px,transparent_4px_9px)] opacity-70" />}
    </span>
  );
}

type Kind = 'active' | 'waiting' | 'failed' | 'none';

function kindOf(jobs: ClipJobs | undefined): Kind {
  if (!jobs) return 'none';
  if (jobs.active > 0) return 'active';
  return jobs.waiting > 0 ? 'waiting' : 'failed';
}

function share(parts: readonly { weight: number; fraction: number }[]): number {
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  return weight === 0 ? 0 : parts.reduce((sum, part) => sum + part.weight * part.fraction, 0) / weight;
}

/** What is generated for these clips, in words; empty for nothing. */
export function useJobWords(clipIds: readonly string[]): string {
  return useWork(({ clips }) => describeJobs(summed(clips, clipIds)));
}

/** The jobs of a clip that are at work, each with its picture so far. */
export function WorkList({ clipId, name }: { clipId: string; name: string }) {
  const clips = useWork((work) => work.clips);
  const progress = useWork((work) => work.progress);
  const running = progressOf({ clips, progress }, clipId);
  if (running.length === 0) return null;
  return (
    <ul aria-label="At work" className="flex flex-col gap-2">
      {running.map((one) => (
        <li key={one.jobId}>
          <Running progress={one} name={name} />
        </li>
      ))}
    </ul>
  );
}

function Running({ progress, name }: { progress: JobProgress; name: string }) {
  const percent = Math.round(progress.fraction * 100);
  return (
    <>
      {progress.previewUrl && <img src={progress.previewUrl} alt={`${name || 'The clip'}, so far`} className="mb-1 aspect-video w-full rounded-md bg-well object-contain" />}
      <span role="progressbar" aria-label={`Progress of ${name || 'the clip'}`} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} className="block h-1.5 overflow-hidden rounded-full bg-raised">
        <span style={{ width: `${percent}%` }} className="block h-full bg-generating transition-[width]" />
      </span>
      <span className="tabular block truncate pt-0.5 text-xs text-muted">{describeProgress(progress)}</span>
    </>
  );
}
