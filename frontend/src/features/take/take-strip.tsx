import { Upload } from 'lucide-react';
import { useMemo } from 'react';
import { ActionButton } from '@/actions/action-button';
import { useCommand } from '@/api/command';
import { useUploads } from '@/api/uploads';
import { useJobWords, WorkList } from '@/live/clip-work';
import { Picture } from '@/live/media';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { chooseFiles, DropArea } from '@/ui/drop-area';
import { ErrorNotice, Loading } from '@/ui/notice';
import { toast } from '@/ui/toast';
import { UploadList } from '@/ui/upload-list';
import { addTake, selectTake, unselectTake } from './operations';
import { useGallery, type TakeData, type Wish } from './use-gallery';

const newest: Wish = { filter: {}, sort: 'NUMBER', direction: 'DESCENDING' };
const shown = 9;

interface TakeStripProps {
  projectId: string;
  clipId: string;
  mayEdit: boolean;
  onQueue: () => void;
}

/** The newest takes of a clip and those being made, for its side panel. */
export function TakeStrip({ projectId, clipId, mayEdit, onQueue }: TakeStripProps) {
  const send = useCommand();
  const { known, failure, again } = useGallery(clipId, newest);
  const jobWords = useJobWords(useMemo(() => [clipId], [clipId]));
  const { uploads, add, dismiss } = useUploads(projectId);
  if (failure && !known) return <ErrorNotice message={failure} onRetry={again} />;
  if (!known?.clip) return <Loading label="Fetching the takes" />;
  const { clip, takes } = known;
  const isShown = (id: string) => id === clip.selectedImageId || id === clip.selectedVideoId;

  async function choose(take: TakeData) {
    const outcome = isShown(take.id) ? await send(unselectTake, { clipId, kind: take.kind }) : await send(selectTake, { clipId, takeId: take.id });
    if (outcome.ok) again();
    else toast(outcome.error.message, 'danger');
  }
  function bring(files: Iterable<File>) {
    add(files, async ({ upload }) => {
      const outcome = await send(addTake, { clipId, upload });
      if (outcome.ok) again();
      return outcome;
    });
  }
  return (
    <DropArea invitation="Drop to add takes" isDisabled={!mayEdit} onFiles={bring} className="flex flex-col gap-2.5">
      {jobWords && (
        <p role="status" className="flex items-center gap-2 text-xs text-muted">
          <span className="min-w-0 flex-1">{jobWords}</span>
          <Button size="small" tone="quiet" className="-my-1" onClick={onQueue}>
            Open the queue
          </Button>
        </p>
      )}
      <WorkList clipId={clipId} name={clip.name} />
      {takes.length === 0 ? (
        <p className="text-xs text-faint">No takes yet. {mayEdit && 'Generate one, or drop images or videos here.'}</p>
      ) : (
        <ul aria-label="Newest takes" className="grid grid-cols-3 gap-1.5">
          {takes.slice(0, shown).map((take) => (
            <li key={take.id}>
              <button
                type="button"
                aria-pressed={isShown(take.id)}
                aria-label={`Take ${take.number}, ${take.kind === 'IMAGE' ? 'image' : 'video'}`}
                disabled={!mayEdit}
                onClick={() => void choose(take)}
                className={cn('block w-full overflow-hidden rounded-md border border-line hover:border-line-strong', isShown(take.id) && 'outline-2 outline-accent')}
              >
                <Picture digest={take.file.digest} size={320} alt="" className="aspect-video w-full object-cover" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {mayEdit && takes.length > 0 && clip.selectedImageId === null && clip.selectedVideoId === null && (
        <p className="text-xs text-accent">{takes.length === 1 ? 'Press the take to select it:' : 'Press a take to select it:'} the clip then shows it in the timeline.</p>
      )}
      <UploadList uploads={uploads} onDismiss={dismiss} />
      <div className="flex gap-2">
        <ActionButton action="generate" size="small" />
        {clip.takeCount > 0 && (
          <ActionButton action="takes" size="small">
            {clip.takeCount === 1 ? 'The take' : `All ${clip.takeCount} takes`}
          </ActionButton>
        )}
        {mayEdit && (
          <Button size="small" icon={Upload} onClick={() => chooseFiles(bring)}>
            Upload
          </Button>
        )}
      </div>
    </DropArea>
  );
}
