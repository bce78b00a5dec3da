import { CirclePause, CirclePlay, CircleX, Eraser, Gauge, Pause, Play, RotateCcw, Trash2, Wallet } from 'lucide-react';
import { useActions, type Action } from '@/actions/registry';
import { moved, toggled, type Marks } from '@/ui/marks';
import { complain, type Deeds } from './deeds';
import type { Around } from './queue-filters';
import type { Layer } from './queue-layers';
import { aboutOf, type Chosen, type Deed } from './selection';
import type { QueueData } from './words';

interface QueueActions {
  queue: QueueData;
  isAdministrator: boolean;
  about: Chosen;
  marks: Marks;
  ids: readonly string[];
  project: Around['projects'][number] | null;
  mayEdit: (projectId: string) => boolean;
  deeds: Deeds;
  /** Whether all that match can be meant, and not only those that are here. */
  mayMarkAll: boolean;
  setMarks: (marks: Marks) => void;
  setIsAll: (isAll: boolean) => void;
  open: (layer: Layer) => void;
}

/** What can be done on the page of the queue. */
export function useQueueActions({ queue, isAdministrator, about, marks, ids, project, mayEdit, deeds, mayMarkAll, setMarks, setIsAll, open }: QueueActions): void {
  const group = 'Queue' as const;
  const mayChange = about.jobs.every(({ projectId }) => mayEdit(projectId));
  const fits = (deed: Deed) => () => mayChange && aboutOf(about, deed) !== null;
  function send(deed: 'retry' | 'pause' | 'resume') {
    const jobs = aboutOf(about, deed);
    if (jobs) void deeds[deed](jobs).then(complain);
  }
  function go(by: number) {
    const next = moved(marks, ids, by);
    setMarks(next);
    const row = document.querySelector<HTMLElement>(`[data-job="${next.current}"]`);
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  }
  const mayProject = () => project !== null && mayEdit(project.id);
  const withProject = project ? {} : { hint: 'Choose a project first' };
  const actions: readonly Action[] = [
    { id: 'job-cancel', label: 'Cancel', group, icon: CircleX, shortcuts: ['c'], isDanger: true, when: fits('cancel'), run: () => open('cancel') },
    { id: 'job-retry', label: 'Retry', group, icon: RotateCcw, shortcuts: ['r'], when: fits('retry'), run: () => send('retry') },
    { id: 'job-pause', label: 'Pause', group, icon: Pause, shortcuts: ['p'], when: fits('pause'), run: () => send('pause') },
    { id: 'job-resume', label: 'Resume', group, icon: Play, shortcuts: ['shift+p'], when: fits('resume'), run: () => send('resume') },
    { id: 'job-priority', label: 'Priority', group, icon: Gauge, shortcuts: ['i'], when: fits('priority'), run: () => open('priority') },
    { id: 'job-delete', label: 'Delete', group, icon: Trash2, shortcuts: ['delete', 'backspace'], isDanger: true, when: fits('delete'), run: () => open('delete') },
    { id: 'jobs-clear', label: 'Clear', group, icon: Eraser, ...withProject, when: mayProject, run: () => open('clear') },
    { id: 'share-pause', label: 'Pause project', group, icon: CirclePause, ...withProject, when: mayProject, run: () => open('pause-share') },
    { id: 'share-resume', label: 'Resume project', group, icon: CirclePlay, ...withProject, when: mayProject, run: () => project && void deeds.resumeProject(project.id).then(complain) },
    { id: 'share-budget', label: 'Budget', group, icon: Wallet, ...withProject, when: mayProject, run: () => open('budget') },
    ...(isAdministrator && !queue.isPaused ? [{ id: 'queue-pause', label: 'Pause the queue', group, icon: CirclePause, run: () => open('pause-queue') }] : []),
    ...(isAdministrator && queue.isPaused ? [{ id: 'queue-resume', label: 'Resume the queue', group, icon: CirclePlay, run: () => void deeds.resumeQueue().then(complain) }] : []),
    { id: 'job-mark', label: 'Mark the job, or not', group, shortcuts: ['x'], run: () => setMarks(toggled(marks, marks.current)) },
    {
      id: 'job-mark-all',
      label: 'Mark all jobs that are shown',
      group,
      shortcuts: ['mod+a'],
      run: () => {
        setMarks({ ...marks, marked: new Set(ids) });
        setIsAll(mayMarkAll);
      },
    },
    {
      id: 'job-mark-none',
      label: 'Mark nothing',
      group,
      shortcuts: ['escape'],
      run: () => {
        setMarks({ ...marks, marked: new Set() });
        setIsAll(false);
      },
    },
    { id: 'job-next', label: 'The next job', group, shortcuts: ['arrowdown', 'j'], run: () => go(1) },
    { id: 'job-previous', label: 'The job before', group, shortcuts: ['arrowup', 'k'], run: () => go(-1) },
  ];
  useActions(actions);
}
