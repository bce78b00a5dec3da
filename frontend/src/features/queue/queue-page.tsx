import { ListOrdered } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { ActionButton } from '@/actions/action-button';
import type { JobFilter } from '@/gql/graphql';
import { EndlessList } from '@/ui/endless-list';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { kept, meant, noMarks, pressed, toggled } from '@/ui/marks';
import { BatchList, useBatches } from './batch-list';
import { useDeeds } from './deeds';
import { JobRow } from './job-row';
import { queueAroundQuery } from './operations';
import { QueueBanner } from './queue-banner';
import { QueueFilters, type Around } from './queue-filters';
import { QueueLayers, type Layer } from './queue-layers';
import { allOf, type Chosen } from './selection';
import { useJobs, type Wish } from './use-jobs';
import { useProgress } from './use-progress';
import { useQueueActions } from './use-queue-actions';
import { useQueue } from './use-queue';
import { counted, type QueueData } from './words';

interface QueuePageProps {
  /** What is narrowed down to begin with. */
  filter: JobFilter;
  isAdministrator: boolean;
}

export function QueuePage(props: QueuePageProps) {
  const { queue, failure, again } = useQueue();
  if (queue) return <QueueView queue={queue} {...props} />;
  if (failure) return <ErrorNotice message={failure} onRetry={again} className="m-8" />;
  return <Loading label="Fetching the queue" />;
}

const nothingAround: Around = { projects: [], workers: [] };

/** Everything of a queue that stands so. */
export function QueueView({ queue, filter, isAdministrator }: QueuePageProps & { queue: QueueData }) {
  const [wish, setWish] = useState<Wish>({ filter, sort: 'ENQUEUED_AT', direction: 'DESCENDING' });
  const [chosen, setMarks] = useState(noMarks);
  const [isAll, setIsAll] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [layer, setLayer] = useState<Layer | null>(null);
  const deeds = useDeeds();
  const { pages, counts, failure, isLoading, hasMore, onNear, more, again } = useJobs(wish, queue.position);
  const batches = useBatches(wish.filter.projectId ?? null, queue.position);
  const [{ data }] = useQuery({ query: queueAroundQuery });
  const around = useMemo<Around>(() => (data ? { projects: data.projects.edges.map(({ node }) => node), workers: data.workers } : nothingAround), [data]);
  const rows = useMemo(() => pages.flat(), [pages]);
  const progress = useProgress(rows);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const marks = useMemo(() => kept(chosen, ids), [chosen, ids]);
  const mayEdit = useCallback((projectId: string) => around.projects.some(({ id, viewerRole }) => id === projectId && (viewerRole === 'OWNER' || viewerRole === 'EDITOR')), [around]);
  const all = isAll ? allOf(wish.filter) : null;
  const about = useMemo<Chosen>(() => {
    const marked = new Set(meant(marks));
    return { jobs: rows.filter(({ id }) => marked.has(id)), all };
  }, [rows, marks, all]);
  const counters = counts?.counters ?? queue.counters;
  const total = counts?.totalCount ?? 0;
  const project = around.projects.find(({ id }) => id === wish.filter.projectId) ?? null;
  const toggle = useCallback((id: string) => {
    setOpened((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const mark = useCallback(
    (id: string, { isReaching }: { isReaching: boolean }) => {
      setIsAll(false);
      setMarks((now) => (isReaching && now.current !== null ? pressed(now, ids, id, { isAdding: false, isReaching }) : toggled({ ...now, current: id }, id)));
    },
    [ids],
  );
  function wishFor(next: Wish) {
    setIsAll(false);
    setWish(next);
  }
  useQueueActions({ queue, isAdministrator, about, marks, ids, project, mayEdit, deeds, mayMarkAll: allOf(wish.filter) !== null, setMarks, setIsAll, open: setLayer });

  const names = useMemo(() => new Map([...around.projects, ...around.workers].map(({ id, name }) => [id, name])), [around]);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-wrap items-center gap-2 border-b px-5 py-3">
        <h1 className="mr-auto text-[15px] font-semibold">Queue</h1>
        {['job-cancel', 'job-retry', 'job-pause', 'job-resume', 'job-priority', 'job-delete'].map((id) => (
          <ActionButton key={id} action={id} size="small" />
        ))}
        {['jobs-clear', 'share-pause', 'share-resume', 'share-budget', 'queue-pause', 'queue-resume'].map((id) => (
          <ActionButton key={id} action={id} size="small" tone="quiet" />
        ))}
        <ActionButton action="statistics" size="small" tone="quiet">
          Statistics
        </ActionButton>
      </header>
      <QueueBanner {...{ queue, isAdministrator }} />
      <QueueFilters {...{ wish, around, counters }} batchName={batches.batches?.find(({ id }) => id === wish.filter.batchId)?.name ?? null} onWish={wishFor} />
      <div className="flex min-h-0 flex-1">
        <main className="flex min-h-0 min-w-0 flex-1 flex-col">
          <p role="status" className="flex items-center gap-3 px-5 py-1.5 text-xs text-muted">
            {counted(total, 'job')}
            {all ? `, all ${total.toLocaleString('en')} marked` : marks.marked.size > 0 && `, ${marks.marked.size.toLocaleString('en')} marked`}
          </p>
          {failure && <ErrorNotice className="mx-5 mb-2" message={failure} onRetry={again} />}
          <div data-scroll className="min-h-0 flex-1 overflow-y-auto">
            {isLoading && !failure && <Loading label="Fetching jobs" />}
            {!isLoading && rows.length === 0 && <Empty icon={ListOrdered} title="No jobs to show" text="Jobs come here when something is generated. What is narrowed down above hides the others." />}
            <EndlessList label="Jobs" {...{ pages, hasMore, onNear }} onMore={more}>
              {(job) => (
                <JobRow
                  key={job.id}
                  {...{ job, queue }}
                  progress={progress.get(job.id)}
                  projectName={names.get(job.projectId) ?? 'A project'}
                  workerName={job.workerId === null ? '' : (names.get(job.workerId) ?? 'A worker that was removed')}
                  isMarked={all !== null || marks.marked.has(job.id)}
                  isCurrent={marks.current === job.id}
                  isOpen={opened.has(job.id)}
                  onMark={mark}
                  onToggle={toggle}
                />
              )}
            </EndlessList>
          </div>
        </main>
        <aside aria-label="Batches" className="hidden w-72 shrink-0 overflow-y-auto border-l lg:block">
          <h2 className="px-4 pt-3 pb-1 font-semibold">Batches</h2>
          <BatchList {...batches} chosen={wish.filter.batchId ?? null} {...{ mayEdit, deeds }} onChoose={(batchId) => wishFor({ ...wish, filter: { ...wish.filter, batchId } })} />
        </aside>
      </div>
      <QueueLayers {...{ layer, about, counters, project, deeds }} onClose={() => setLayer(null)} />
    </div>
  );
}
