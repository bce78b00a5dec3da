import type { Past } from '@/routes/project/use-past';
import { Button } from '@/ui/button';
import { ErrorNotice, Loading } from '@/ui/notice';

/** In the place of the board, while a moment of the past is fetched or when there is none such. */
export function NotThere({ past, onNow }: { past: Past; onNow: () => void }) {
  if (past.failure === null && past.isLoading) return <Loading label="Going back in time" />;
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-3 p-8">
      <ErrorNotice message={past.failure ?? `There is no change ${past.position} in this project.`} onRetry={past.again} />
      <Button onClick={onNow}>Back to now</Button>
    </div>
  );
}
