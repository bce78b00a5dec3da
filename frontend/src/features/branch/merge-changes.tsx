import { ChangeBadge } from '@/ui/change-badge';
import { FieldDifferences } from '@/ui/field-differences';
import { LongList } from '@/ui/long-list';
import type { MergePreview } from './merge-choices';
import type { MergeSideOf } from './merge-view';

/** What the target would become. */
export function MergeChanges({ changes, target, isBusy }: { changes: MergePreview['changes']; target: MergeSideOf; isBusy: boolean }) {
  return (
    <section aria-label={`What will change in ${target.name}`} aria-busy={isBusy} className={isBusy ? 'opacity-60' : undefined}>
      <h2 className="mb-3 font-semibold">
        What will change in {target.name} <span className="tabular text-muted">({changes.length})</span>
      </h2>
      {changes.length === 0 && <p className="text-muted">Nothing as it stands.</p>}
      <LongList items={changes}>
        {({ id, name, kind, fields }) => (
          <li key={id} className="rounded-lg border border-line bg-panel p-3">
            <p className="flex items-center gap-2">
              <ChangeBadge kind={kind} />
              <span className="truncate font-semibold">{name}</span>
            </p>
            {kind === 'CHANGED' && fields.length > 0 && (
              <div className="mt-2">
                <FieldDifferences {...{ fields, name }} before="Now" after="After the merge" />
              </div>
            )}
          </li>
        )}
      </LongList>
    </section>
  );
}
