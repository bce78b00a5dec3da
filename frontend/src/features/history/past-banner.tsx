import { History } from 'lucide-react';
import { ActionButton } from '@/actions/action-button';
import { describeExactly } from '@/ui/moment';

/** Says that this is not now, and what can be done about it. The buttons are actions of the page. */
export function PastBanner({ at, isLoading }: { at: string | undefined; isLoading: boolean }) {
  return (
    <div role="status" aria-label="The past" aria-busy={isLoading} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-violet/50 bg-violet/20 px-4 py-2">
      <History aria-hidden className="size-4 shrink-0 text-violet" />
      <p className="min-w-0 flex-1 basis-72">
        You see the project as it was on <b className="font-semibold whitespace-nowrap">{at ? describeExactly(at) : '…'}</b>. Nothing can be changed here.
      </p>
      <div className="flex flex-wrap gap-1.5">
        <ActionButton action="back-to-now" size="small" tone="accent">
          Back to now
        </ActionButton>
        <ActionButton action="restore-everything" size="small">
          Restore everything
        </ActionButton>
        <ActionButton action="compare-with-now" size="small">
          Compare with now
        </ActionButton>
        <ActionButton action="branch-from-moment" size="small">
          Branch from here
        </ActionButton>
      </div>
    </div>
  );
}
