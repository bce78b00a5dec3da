import { Columns2, ImageOff, Images, Library, Maximize, SquareCheck, Trash2, Undo2, Upload } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { ActionButton } from '@/actions/action-button';
import { useActions, type Action } from '@/actions/registry';
import { useCommand, type Failure, type Refusal } from '@/api/command';
import { useUploads } from '@/api/uploads';
import { Button } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { chooseFiles, DropArea } from '@/ui/drop-area';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { toast } from '@/ui/toast';
import { UploadList } from '@/ui/upload-list';
import { CompareTakes } from './compare-takes';
import { GalleryFilters } from './gallery-filters';
import { Lightbox, TakeFacts } from './lightbox';
import { kept, meant, moved, noMarks, pressed, toggled, type Marks } from '@/ui/marks';
import { addTake, deleteTakes, restoreTakes, selectTake, sendToPool, unselectTake } from './operations';
import { TakeCard } from './take-card';
import { useGallery, type GalleryClip, type TakeData, type Wish } from './use-gallery';

interface GalleryProps {
  projectId: string;
  clipId: string;
  mayEdit: boolean;
  /** Above the takes, with the name of the clip. */
  title: (clip: GalleryClip) => ReactNode;
  onPool: () => void;
}

const opening: Wish = { filter: {}, sort: 'NUMBER', direction: 'DESCENDING' };

/** All takes of a clip: to look at, compare, choose from and clear up. */
export function Gallery({ projectId, clipId, mayEdit, title, onPool }: GalleryProps) {
  const [wish, setWish] = useState(opening);
  const { known, failure, again, more } = useGallery(clipId, wish);
  if (failure && !known) return <ErrorNotice className="m-6" message={failure} onRetry={again} />;
  if (!known) return <Loading label="Fetching the takes" />;
  const { clip, takes, hasMore } = known;
  if (!clip || clip.isDeleted) return <Empty icon={ImageOff} title="This clip is not there" text="It was deleted, or the address is mistyped." />;
  return <Takes {...{ projectId, clip, takes, hasMore, mayEdit, wish, setWish, title, onPool, again, more }} />;
}

interface TakesProps extends Omit<GalleryProps, 'clipId'> {
  clip: GalleryClip;
  takes: readonly TakeData[];
  hasMore: boolean;
  wish: Wish;
  setWish: (wish: Wish) => void;
  again: () => void;
  more: () => void;
}

type Opened = 'large' | 'compare' | 'delete' | null;

function complain(error: Refusal | Failure): void {
  toast(error.message, 'danger');
}

function Takes({ projectId, clip, takes, hasMore, mayEdit, wish, setWish, title, onPool, again, more }: TakesProps) {
  const [chosen, setMarks] = useState(noMarks);
  const [opened, setOpened] = useState<Opened>(null);
  const ids = useMemo(() => takes.map(({ id }) => id), [takes]);
  const marks = useMemo(() => kept(chosen, ids), [chosen, ids]);
  const deeds = useDeeds(clip, again);
  const { uploads, add, dismiss } = useUploads(projectId);
  const isShown = (take: TakeData) => take.id === clip.selectedImageId || take.id === clip.selectedVideoId;
  const bring = (files: Iterable<File>) => add(files, deeds.keep);
  const current = takes.find(({ id }) => id === marks.current);
  const about = takes.filter(({ id }) => meant(marks).includes(id));
  useGalleryActions({ marks, setMarks, ids, about, current, mayEdit, isDeletedShown: wish.filter.isDeleted === true, deeds, isShown, open: setOpened, bring, onPool });

  return (
    <DropArea invitation={`Drop images and videos to make them takes of “${clip.name}”`} isDisabled={!mayEdit} onFiles={bring} className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-wrap items-center gap-2 border-b px-5 py-3">
        {title(clip)}
        <span className="flex-1" />
        {['take-large', 'take-compare', 'take-select', 'take-to-pool', 'take-delete', 'take-restore'].map((id) => (
          <ActionButton key={id} action={id} size="small" />
        ))}
        <ActionButton action="pool" size="small" tone="quiet" />
        <ActionButton action="generate" size="small" />
        <ActionButton action="take-upload" size="small" tone="accent" />
      </header>
      <div className="flex flex-wrap items-end justify-between gap-3 px-5 py-3">
        <GalleryFilters {...{ clip, wish }} onWish={setWish} />
        <p role="status" className="text-xs text-muted">
          {counted(clip.takes.totalCount, 'take')}
          {marks.marked.size > 0 && `, ${marks.marked.size} marked`}
        </p>
      </div>
      <div className="px-5">
        <UploadList uploads={uploads} onDismiss={dismiss} />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-2 pb-6">
          {takes.length === 0 ? (
            <Empty icon={Images} title="No takes to show" text={mayEdit ? 'Drop images and videos here, upload them, or take them from the pool.' : 'Nobody has added one that is wanted here.'} />
          ) : (
            <div role="listbox" aria-multiselectable aria-label="Takes" data-grid className="grid grid-cols-[repeat(auto-fill,minmax(11.5rem,1fr))] gap-3">
              {takes.map((take) => (
                <TakeCard
                  key={take.id}
                  take={take}
                  isShown={isShown(take)}
                  isCurrent={take.id === (marks.current ?? takes[0]?.id)}
                  isMarked={marks.marked.has(take.id)}
                  onPick={(event) => setMarks(pressed(marks, ids, take.id, { isAdding: event.ctrlKey || event.metaKey, isReaching: event.shiftKey }))}
                  onOpen={() => setOpened('large')}
                />
              ))}
            </div>
          )}
          {hasMore && (
            <div className="mt-4 text-center">
              <Button onClick={more}>Show more</Button>
            </div>
          )}
        </div>
        {current && (
          <aside aria-label="Details" className="hidden w-72 shrink-0 overflow-y-auto border-l px-4 py-3 lg:block">
            <h2 className="mb-2 font-semibold">Take {current.number}</h2>
            <TakeFacts take={current} />
          </aside>
        )}
      </div>
      <Lightbox {...{ takes, isShown, mayEdit }} currentId={marks.current} isOpen={opened === 'large'} onCurrent={(id) => setMarks({ ...marks, current: id })} onSelect={(take) => void deeds.choose(take, isShown(take))} onClose={() => setOpened(null)} />
      <CompareTakes takes={about} isOpen={opened === 'compare'} {...{ isShown, mayEdit }} onSelect={(take) => void deeds.choose(take, false)} onClose={() => setOpened(null)} />
      <Confirm isOpen={opened === 'delete'} title={`Delete ${counted(about.length, 'take')}?`} verb={`Delete ${counted(about.length, 'take')}`} onConfirm={() => deeds.remove(about)} onClose={() => setOpened(null)}>
        They can be restored. Files that other clips or the pool use stay where they are.
      </Confirm>
    </DropArea>
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What can be done to takes. */
function useDeeds(clip: GalleryClip, again: () => void) {
  const send = useCommand();
  return useMemo(() => {
    const clipId = clip.id;
    const ids = (takes: readonly TakeData[]) => takes.map(({ id }) => id);
    async function restore(takes: readonly TakeData[]) {
      const outcome = await send(restoreTakes, { ids: ids(takes) });
      if (!outcome.ok) return complain(outcome.error);
      again();
      toast(`${counted(takes.length, 'take')} restored.`);
    }
    return {
      restore,
      async keep({ upload }: { upload: string }) {
        const outcome = await send(addTake, { clipId, upload });
        if (outcome.ok) again();
        return outcome;
      },
      async choose(take: TakeData, isShown: boolean) {
        const outcome = isShown ? await send(unselectTake, { clipId, kind: take.kind }) : await send(selectTake, { clipId, takeId: take.id });
        if (!outcome.ok) return complain(outcome.error);
        again();
      },
      async remove(takes: readonly TakeData[]) {
        const outcome = await send(deleteTakes, { ids: ids(takes) });
        if (!outcome.ok) return outcome.error.message;
        again();
        toast(`${counted(takes.length, 'take')} deleted.`, 'good', { label: 'Restore', run: () => void restore(takes) });
        return null;
      },
      async toPool(takes: readonly TakeData[], onPool: () => void) {
        for (const take of takes) {
          const outcome = await send(sendToPool, { takeId: take.id, name: `${clip.name || 'Clip'}, take ${take.number}` });
          if (!outcome.ok) return complain(outcome.error);
        }
        toast(`${counted(takes.length, 'take')} sent to the pool.`, 'good', { label: 'Open the pool', run: onPool });
      },
    };
  }, [send, clip.id, clip.name, again]);
}

interface Actions {
  marks: Marks;
  setMarks: (marks: Marks) => void;
  ids: readonly string[];
  about: readonly TakeData[];
  current: TakeData | undefined;
  mayEdit: boolean;
  isDeletedShown: boolean;
  deeds: ReturnType<typeof useDeeds>;
  isShown: (take: TakeData) => boolean;
  open: (what: Opened) => void;
  bring: (files: Iterable<File>) => void;
  onPool: () => void;
}

/** How many takes are beside each other: a step down is a row. */
function columns(): number {
  const grid = document.querySelector('[data-grid]');
  return grid ? getComputedStyle(grid).gridTemplateColumns.split(' ').length : 1;
}

function useGalleryActions({ marks, setMarks, ids, about, current, mayEdit, isDeletedShown, deeds, isShown, open, bring, onPool }: Actions): void {
  const group = 'Takes' as const;
  function go(by: number) {
    const next = moved(marks, ids, by);
    setMarks(next);
    document.querySelector<HTMLElement>(`[data-take="${next.current}"]`)?.focus();
  }
  const isThere = () => !isDeletedShown && about.length > 0;
  const actions: readonly Action[] = [
    { id: 'take-large', label: 'Look at it large', group, icon: Maximize, shortcuts: ['enter'], when: () => current !== undefined, run: () => open('large') },
    { id: 'take-compare', label: 'Compare', group, icon: Columns2, shortcuts: ['c'], hint: 'Mark two takes to compare them', when: () => about.length === 2, run: () => open('compare') },
    { id: 'take-select', label: current && isShown(current) ? 'Unselect' : 'Select', group, icon: SquareCheck, shortcuts: ['s'], when: () => mayEdit && !isDeletedShown && current !== undefined, run: () => current && void deeds.choose(current, isShown(current)) },
    { id: 'take-to-pool', label: 'Send to pool', group, icon: Library, shortcuts: ['p'], when: () => mayEdit && isThere(), run: () => void deeds.toPool(about, onPool) },
    { id: 'take-delete', label: 'Delete', group, icon: Trash2, shortcuts: ['delete', 'backspace'], isDanger: true, when: () => mayEdit && isThere(), run: () => open('delete') },
    ...(isDeletedShown && mayEdit ? [{ id: 'take-restore', label: 'Restore', group, icon: Undo2, shortcuts: ['r'], when: () => about.length > 0, run: () => void deeds.restore(about) }] : []),
    { id: 'take-upload', label: 'Upload', group, icon: Upload, shortcuts: ['u'], when: () => mayEdit, run: () => chooseFiles(bring) },
    { id: 'take-mark', label: 'Mark the take, or not', group, shortcuts: ['space'], run: () => setMarks(toggled(marks, marks.current)) },
    { id: 'take-mark-all', label: 'Mark all takes', group, shortcuts: ['mod+a'], run: () => setMarks({ ...marks, marked: new Set(ids) }) },
    { id: 'take-mark-none', label: 'Mark nothing', group, shortcuts: ['escape'], run: () => setMarks({ ...marks, marked: new Set() }) },
    { id: 'take-next', label: 'The next take', group, shortcuts: ['arrowright'], run: () => go(1) },
    { id: 'take-previous', label: 'The take before', group, shortcuts: ['arrowleft'], run: () => go(-1) },
    { id: 'take-below', label: 'The take below', group, shortcuts: ['arrowdown'], run: () => go(columns()) },
    { id: 'take-above', label: 'The take above', group, shortcuts: ['arrowup'], run: () => go(-columns()) },
  ];
  useActions(actions);
}
