import { Pause } from 'lucide-react';
import { ActionButton } from '@/actions/action-button';
import type { QueueData } from './words';

/** Says that nothing begins, and why, for as long as the queue is paused. */
export function QueueBanner({ queue, isAdministrator }: { queue: QueueData; isAdministrator: boolean }) {
  if (!queue.isPaused) return null;
  return (
    <div role="status" className="flex items-center gap-3 border-b border-accent/30 bg-accent/10 px-5 py-2">
      <Pause aria-hidden className="size-4 shrink-0 text-accent" />
      <p className="min-w-0 flex-1">
        The queue is paused{queue.reason && `: ${queue.reason}`}. What runs goes on, nothing more begins.
        {!isAdministrator && ' An administrator can let it go on.'}
      </p>
      <ActionButton action="queue-resume" size="small" tone="accent" />
    </div>
  );
}
