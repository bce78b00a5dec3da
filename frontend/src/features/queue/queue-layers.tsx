import { Confirm } from '@/ui/confirm';
import { useQuery } from 'urql';
import type { Deeds } from './deeds';
import { projectQueueQuery } from './operations';
import { BudgetDialog, ClearDialog, PriorityDialog, ReasonDialog } from './queue-dialogs';
import type { Around } from './queue-filters';
import { aboutOf, countChosen, fitting, type Chosen } from './selection';
import { counted, stages, type QueueData } from './words';

export type Layer = 'cancel' | 'delete' | 'priority' | 'clear' | 'pause-queue' | 'pause-share' | 'budget';

interface QueueLayersProps {
  layer: Layer | null;
  about: Chosen;
  counters: QueueData['counters'];
  project: Around['projects'][number] | null;
  deeds: Deeds;
  onClose: () => void;
}

/** What is asked before something is done; one question at most. */
export function QueueLayers({ layer, about, counters, project, deeds, onClose }: QueueLayersProps) {
  const count = (deed: keyof typeof fitting) => countChosen(about, fitting[deed], counters);
  const running = countChosen(about, stages.active.statuses, counters);
  const nothing = async () => 'Nothing that is marked can be changed so any more.';
  const cancel = aboutOf(about, 'cancel');
  const remove = aboutOf(about, 'delete');
  const raise = aboutOf(about, 'priority');
  return (
    <>
      <ReasonDialog isOpen={layer === 'cancel'} title={`Cancel ${counted(count('cancel'), 'job')}?`} verb={`Cancel ${counted(count('cancel'), 'job')}`} tone="danger" onConfirm={(reason) => (cancel ? deeds.cancel(cancel, reason) : nothing())} onClose={onClose}>
        {running > 0 ? `${counted(running, 'job')} at work will be stopped; what they did so far is lost.` : 'They wait and are taken out of the line at once.'} Canceled jobs can be retried.
      </ReasonDialog>
      <Confirm isOpen={layer === 'delete'} title={`Delete ${counted(count('delete'), 'job')}?`} verb={`Delete ${counted(count('delete'), 'job')}`} onConfirm={() => (remove ? deeds.remove(remove) : nothing())} onClose={onClose}>
        They are taken out of sight for good. What they made stays where it is.
      </Confirm>
      <PriorityDialog isOpen={layer === 'priority'} count={count('priority')} onConfirm={(priority) => (raise ? deeds.reprioritise(raise, priority) : nothing())} onClose={onClose} />
      <ReasonDialog isOpen={layer === 'pause-queue'} title="Pause the queue?" verb="Pause the queue" onConfirm={deeds.pauseQueue} onClose={onClose}>
        No job of any project begins until an administrator lets the queue go on. What runs goes on.
      </ReasonDialog>
      {project && (
        <>
          <ReasonDialog isOpen={layer === 'pause-share'} title={`Pause the jobs of ${project.name}?`} verb="Pause its jobs" onConfirm={(reason) => deeds.pauseProject(project.id, reason)} onClose={onClose}>
            No job of this project begins until somebody lets them go on. Those of other projects do.
          </ReasonDialog>
          <ClearDialog isOpen={layer === 'clear'} projectName={project.name} counters={counters} onConfirm={(statuses, label) => deeds.clear(project.id, statuses, label)} onClose={onClose} />
          {layer === 'budget' && <ShareBudget {...{ project, deeds, onClose }} />}
        </>
      )}
    </>
  );
}

function ShareBudget({ project, deeds, onClose }: { project: Around['projects'][number]; deeds: Deeds; onClose: () => void }) {
  const [{ data, fetching }] = useQuery({ query: projectQueueQuery, variables: { projectId: project.id }, requestPolicy: 'network-only' });
  if (fetching) return null;
  return <BudgetDialog title={`Budget of ${project.name}`} budget={data?.projectQueue?.budget ?? null} onSave={(budget) => deeds.budgetProject(project.id, budget)} onClose={onClose} />;
}
