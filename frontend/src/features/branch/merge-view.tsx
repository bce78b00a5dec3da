import { ArrowLeftRight, GitMerge } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure, useCommand } from '@/api/command';
import { useProjectChanges } from '@/live/live-provider';
import { Button } from '@/ui/button';
import { ErrorNotice, Loading } from '@/ui/notice';
import { allChosen, chosen, openOf, withChoices, type Choices, type MergePreview } from './merge-choices';
import { MergeChanges } from './merge-changes';
import { MergeConflicts } from './merge-conflicts';
import { mergeBranch, mergePreviewQuery } from './operations';

export interface MergeSideOf {
  readonly id: string;
  readonly name: string;
}

interface MergeViewProps {
  source: MergeSideOf;
  target: MergeSideOf;
  mayEdit: boolean;
  onSwap: () => void;
  onMerged: () => void;
}

/** What merging would do to the target, the choices that it needs, and the button that does it. */
export function MergeView({ source, target, mayEdit, onSwap, onMerged }: MergeViewProps) {
  const [choices, setChoices] = useState<Choices>(new Map());
  const variables = { sourceId: source.id, targetId: target.id, choices: [...choices.values()] };
  const [{ data, error, fetching, stale }, refetch] = useQuery({ query: mergePreviewQuery, variables, requestPolicy: 'cache-and-network' });
  const again = () => refetch({ requestPolicy: 'network-only' });
  const isSettling = fetching || stale;
  const preview = data?.mergePreview;
  const merging = useMerging({ source, target, preview, choices, onMerged, onStale: again });
  useProjectChanges(again);
  if (error && !preview) return <ErrorNotice message={describeFailure(error)} onRetry={again} />;
  if (!preview) return isSettling ? <Loading label="Comparing the two" /> : <ErrorNotice message="There is no such branch, or it is not shared with you." />;
  const open = openOf(preview.conflicts);
  const isNothing = preview.changes.length === 0 && preview.conflicts.length === 0;
  return (
    <div className="flex flex-col gap-6">
      <Direction {...{ source, target, onSwap }} />
      {error && <ErrorNotice message={describeFailure(error)} onRetry={again} />}
      {merging.notice && (
        <p role="status" className="rounded-lg border border-accent/40 bg-accent/10 px-3 py-2">
          {merging.notice}
        </p>
      )}
      {merging.message && <ErrorNotice message={merging.message} />}
      {preview.conflicts.length > 0 && (
        <MergeConflicts
          conflicts={withChoices(preview.conflicts, choices)}
          {...{ source, target }}
          isDisabled={!mayEdit}
          onChoose={(conflict, take) => setChoices(chosen(choices, conflict, take))}
          onChooseAll={(take) => setChoices(allChosen(choices, preview.conflicts, take))}
        />
      )}
      <MergeChanges changes={preview.changes} target={target} isBusy={isSettling} />
      <footer className="sticky bottom-0 flex flex-wrap items-center gap-3 border-t bg-base py-3">
        <p className="min-w-0 flex-1 text-muted">{stateOf({ open, isNothing, mayEdit, target })}</p>
        <Button tone="accent" size="large" icon={GitMerge} isBusy={merging.isBusy} disabled={!mayEdit || open > 0 || isNothing || isSettling} onClick={() => void merging.merge()}>
          Merge into {target.name}
        </Button>
      </footer>
    </div>
  );
}

function stateOf({ open, isNothing, mayEdit, target }: { open: number; isNothing: boolean; mayEdit: boolean; target: MergeSideOf }): string {
  if (!mayEdit) return `You may look at this, but not change ${target.name}.`;
  if (isNothing) return `There is nothing to merge: ${target.name} has everything already.`;
  if (open > 0) return `${open} ${open === 1 ? 'conflict needs' : 'conflicts need'} a choice first.`;
  return 'Everything is decided. The merge is one change, which you can undo.';
}

interface Merging extends Pick<MergeViewProps, 'source' | 'target' | 'onMerged'> {
  preview: MergePreview | null | undefined;
  choices: Choices;
  onStale: () => void;
}

/** Merges what was seen; when somebody changed either side meanwhile, it is looked at anew. */
function useMerging({ source, target, preview, choices, onMerged, onStale }: Merging) {
  const send = useCommand();
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);

  async function merge() {
    if (!preview) return;
    setIsBusy(true);
    setMessage(null);
    setNotice(null);
    const seen = { sourcePosition: preview.source.position, targetPosition: preview.target.position };
    const outcome = await send(mergeBranch, { sourceId: source.id, targetId: target.id, ...seen, choices: [...choices.values()] });
    setIsBusy(false);
    if (outcome.ok) return onMerged();
    const isStale = outcome.error.__typename === 'ConflictError' || outcome.error.__typename === 'RuleViolatedError';
    if (isStale) setNotice(`${outcome.error.message} What you see below is up to date again.`);
    else setMessage(outcome.error.message);
    if (isStale) onStale();
  }

  return { merge, isBusy, message, notice };
}

function Direction({ source, target, onSwap }: Pick<MergeViewProps, 'source' | 'target' | 'onSwap'>) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <h1 className="min-w-0 flex-1 text-lg font-semibold">
        Merge <Line name={source.name} /> into <Line name={target.name} />
      </h1>
      <Button icon={ArrowLeftRight} onClick={onSwap}>
        Turn round: {target.name} into {source.name}
      </Button>
    </div>
  );
}

function Line({ name }: { name: string }) {
  return <span className="rounded bg-violet/20 px-1.5 text-violet">{name}</span>;
}
