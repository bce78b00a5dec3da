import { Library, Trash2, Undo2, Upload, WandSparkles } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ActionButton } from '@/actions/action-button';
import { useActions, type Action } from '@/actions/registry';
import { useCommand } from '@/api/command';
import { useUploads } from '@/api/uploads';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { Confirm } from '@/ui/confirm';
import { chooseFiles, DropArea } from '@/ui/drop-area';
import { kept, meant, moved, noMarks, pressed, toggled } from '@/ui/marks';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { toast } from '@/ui/toast';
import { UploadList } from '@/ui/upload-list';
import { ApplyDialog, type ClipChoice } from './apply-dialog';
import { addToPool, applyPoolItem, deletePoolItems, restorePoolItems } from './operations';
import { PoolCard } from './pool-card';
import { PoolDetails } from './pool-details';
import { PoolFilters } from './pool-filters';
import { usePool, type Wish } from './use-pool';

interface PoolProps {
  projectId: string;
  mayEdit: boolean;
  /** The clips that something can be applied to. */
  clips: readonly ClipChoice[];
  onClip: (clipId: string) => void;
}

const opening: Wish = { filter: {}, sort: 'ADDED_AT', direction: 'DESCENDING' };

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Takes kept for reuse: to find again, to describe and to apply to clips. */
export function Pool({ projectId, mayEdit, clips, onClip }: PoolProps) {
  const send = useCommand();
  const [wish, setWish] = useState(opening);
  const [isList, setIsList] = useState(false);
  const [chosen, setMarks] = useState(noMarks);
  const [opened, setOpened] = useState<'apply' | 'delete' | null>(null);
  const { known, failure, again, more } = usePool(projectId, wish);
  const { uploads, add, dismiss } = useUploads(projectId);
  const items = useMemo(() => known?.items ?? [], [known]);
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const marks = useMemo(() => kept(chosen, ids), [chosen, ids]);
  const current = items.find(({ id }) => id === marks.current);
  const about = meant(marks);
  const isDeletedShown = wish.filter.isDeleted === true;

  function bring(files: Iterable<File>) {
    add(files, async ({ upload }) => {
      const outcome = await send(addToPool, { projectId, upload });
      if (outcome.ok) again();
      return outcome;
    });
  }
  async function restore(wanted: readonly string[]) {
    const outcome = await send(restorePoolItems, { ids: [...wanted] });
    if (!outcome.ok) return toast(outcome.error.message, 'danger');
    again();
    toast(`${counted(wanted.length, 'item')} restored.`);
  }
  async function remove() {
    const outcome = await send(deletePoolItems, { ids: [...about] });
    if (!outcome.ok) return outcome.error.message;
    again();
    toast(`${counted(about.length, 'item')} deleted.`, 'good', { label: 'Restore', run: () => void restore(about) });
    return null;
  }
  async function apply(clipIds: readonly string[], isSelecting: boolean) {
    for (const itemId of about) {
      const outcome = await send(applyPoolItem, { itemId, clipIds: [...clipIds], select: isSelecting });
      if (!outcome.ok) return outcome.error.message;
    }
    again();
    toast(`Applied to ${counted(clipIds.length, 'clip')}.`);
    return null;
  }
  function go(by: number) {
    const next = moved(marks, ids, by);
    setMarks(next);
    document.querySelector<HTMLElement>(`[data-item="${next.current}"]`)?.focus();
  }
  const group = 'Pool' as const;
  const isMeant = () => mayEdit && !isDeletedShown && about.length > 0;
  const actions: readonly Action[] = [
    { id: 'pool-apply', label: 'Apply to clips', group, icon: WandSparkles, shortcuts: ['a'], when: isMeant, run: () => setOpened('apply') },
    { id: 'pool-delete', label: 'Delete', group, icon: Trash2, shortcuts: ['delete', 'backspace'], isDanger: true, when: isMeant, run: () => setOpened('delete') },
    ...(isDeletedShown && mayEdit ? [{ id: 'pool-restore', label: 'Restore', group, icon: Undo2, shortcuts: ['r'], when: () => about.length > 0, run: () => void restore(about) }] : []),
    { id: 'pool-upload', label: 'Upload', group, icon: Upload, shortcuts: ['u'], when: () => mayEdit, run: () => chooseFiles(bring) },
    { id: 'pool-list', label: 'Show as a list or a grid', group, shortcuts: ['l'], run: () => setIsList(!isList) },
    { id: 'pool-mark', label: 'Mark the item, or not', group, shortcuts: ['space'], run: () => setMarks(toggled(marks, marks.current)) },
    { id: 'pool-mark-all', label: 'Mark all items', group, shortcuts: ['mod+a'], run: () => setMarks({ ...marks, marked: new Set(ids) }) },
    { id: 'pool-mark-none', label: 'Mark nothing', group, shortcuts: ['escape'], run: () => setMarks({ ...marks, marked: new Set() }) },
    { id: 'pool-next', label: 'The next item', group, shortcuts: ['arrowright', 'arrowdown'], run: () => go(1) },
    { id: 'pool-previous', label: 'The item before', group, shortcuts: ['arrowleft', 'arrowup'], run: () => go(-1) },
  ];
  useActions(actions);

  if (failure && !known) return <ErrorNotice className="m-6" message={failure} onRetry={again} />;
  if (!known) return <Loading label="Fetching the pool" />;
  return (
    <DropArea invitation="Drop images and videos to add them to the pool" isDisabled={!mayEdit} onFiles={bring} className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-wrap items-center gap-2 border-b px-5 py-3">
        <h1 className="flex-1 text-[15px] font-semibold">Pool</h1>
        {['pool-apply', 'pool-delete', 'pool-restore'].map((id) => (
          <ActionButton key={id} action={id} size="small" />
        ))}
        <ActionButton action="pool-upload" size="small" tone="accent" />
      </header>
      <div className="flex flex-wrap items-end justify-between gap-3 px-5 py-3">
        <PoolFilters tags={known.tags} {...{ wish, isList }} onWish={setWish} onList={setIsList} />
        <p role="status" className="text-xs text-muted">
          {counted(known.total, 'item')}
          {marks.marked.size > 0 && `, ${marks.marked.size} marked`}
        </p>
      </div>
      <div className="px-5">
        <UploadList uploads={uploads} onDismiss={dismiss} />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-2 pb-6">
          {items.length === 0 ? (
            <Empty icon={Library} title="Nothing to show" text={mayEdit ? 'Send takes here from a clip, or drop images and videos, to use them again elsewhere.' : 'Nobody has kept anything that is wanted here.'} />
          ) : (
            <div role="listbox" aria-multiselectable aria-label="Pool items" className={cn(isList ? 'flex flex-col gap-2' : 'grid grid-cols-[repeat(auto-fill,minmax(11.5rem,1fr))] gap-3')}>
              {items.map((item) => (
                <PoolCard
                  key={item.id}
                  {...{ item, isList }}
                  isCurrent={item.id === (marks.current ?? ids[0])}
                  isMarked={marks.marked.has(item.id)}
                  onPick={(event) => setMarks(pressed(marks, ids, item.id, { isAdding: event.ctrlKey || event.metaKey, isReaching: event.shiftKey }))}
                />
              ))}
            </div>
          )}
          {known.hasMore && (
            <div className="mt-4 text-center">
              <Button onClick={more}>Show more</Button>
            </div>
          )}
        </div>
        {current && (
          <aside aria-label="Details" className="hidden w-80 shrink-0 overflow-y-auto border-l px-4 py-3 md:block">
            <PoolDetails key={current.id} item={current} {...{ mayEdit, onClip }} onChanged={again} />
          </aside>
        )}
      </div>
      <ApplyDialog isOpen={opened === 'apply'} count={about.length} clips={clips} onApply={apply} onClose={() => setOpened(null)} />
      <Confirm isOpen={opened === 'delete'} title={`Delete ${counted(about.length, 'item')}?`} verb={`Delete ${counted(about.length, 'item')}`} onConfirm={remove} onClose={() => setOpened(null)}>
        They can be restored, and takes that were made of them stay with their clips.
      </Confirm>
    </DropArea>
  );
}
