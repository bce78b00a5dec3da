import { FileMusic, Trash2 } from 'lucide-react';
import { useRef, useState, type DragEvent, type SubmitEvent } from 'react';
import { useQuery } from 'urql';
import { useCommand } from '@/api/command';
import { RequestError } from '@/api/session';
import { uploadMedium } from '@/api/upload';
import type { ProjectMusicFragment } from '@/gql/graphql';
import type { Rate } from '@/time/frame-rate';
import { formatLength, formatTimecode, framesPerDay, parseTimecode } from '@/time/timecode';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { Dialog, DialogActions } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { ErrorNotice } from '@/ui/notice';
import { useStage } from '@/workspace/stage';
import { mediaKindsQuery, moveMusic, removeMusic, setMusic } from './operations';

interface MusicDialogProps {
  isOpen: boolean;
  projectId: string;
  music: ProjectMusicFragment | null;
  rate: Rate;
  startFrame: number;
  onClose: () => void;
}

/** The frame that a timecode names, counted from the start of the film; what is more than half a day on was before it. */
export function offsetOf(timecode: string, rate: Rate, startFrame: number): number | null {
  const frame = parseTimecode(timecode, rate);
  if (frame === null) return null;
  const day = framesPerDay(rate);
  const offset = (((frame - startFrame) % day) + day) % day;
  return offset > day / 2 ? offset - day : offset;
}

export function MusicDialog({ isOpen, onClose, ...rest }: MusicDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Music" description="It plays along with the timeline, and goes into every export that can carry it.">
      <MusicForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

function MusicForm({ projectId, music, rate, startFrame, onClose }: Omit<MusicDialogProps, 'isOpen'>) {
  const send = useCommand();
  const { share, error, setError, take, cancel } = useMusicUpload(projectId);

  async function remove() {
    const outcome = await send(removeMusic, { projectId });
    setError(outcome.ok ? null : outcome.error.message);
  }
  async function move(offset: number) {
    const outcome = await send(moveMusic, { projectId, offset });
    setError(outcome.ok ? null : outcome.error.message);
  }

  return (
    <div className="flex flex-col gap-4">
      {music && (
        <div className="flex items-center gap-3">
          <FileMusic aria-hidden className="size-5 shrink-0 text-info" />
          <p className="min-w-0 flex-1">
            <span className="block truncate font-medium">{music.name}</span>
            <span className="tabular block text-xs text-faint">{formatLength(music.length, rate, 'timecode')}</span>
          </p>
          <Button icon={Trash2} tone="danger" size="small" onClick={() => void remove()}>
            Remove
          </Button>
        </div>
      )}
      {music && <Beginning key={music.offset} {...{ music, rate, startFrame }} onMove={(offset) => void move(offset)} />}
      {error && <ErrorNotice message={error} />}
      <DropArea share={share} isFirst={music === null} onFile={(file) => void take(file)} onCancel={cancel} />
      <DialogActions>
        <Button onClick={onClose}>Done</Button>
      </DialogActions>
    </div>
  );
}

interface BeginningProps extends Pick<MusicDialogProps, 'rate' | 'startFrame'> {
  music: ProjectMusicFragment;
  onMove: (offset: number) => void;
}

function Beginning({ music, rate, startFrame, onMove }: BeginningProps) {
  const [draft, setDraft] = useState(formatTimecode(startFrame + music.offset, rate));
  const offset = offsetOf(draft, rate, startFrame);
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (offset !== null) onMove(offset);
  }
  return (
    <form onSubmit={submit} className="flex items-start gap-2">
      <TextField
        label="Begins at"
        className="tabular"
        fieldClassName="w-40"
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        error={offset === null ? `Write it as ${formatTimecode(startFrame, rate)}.` : null}
      />
      <Button type="submit" className="mt-[22px]" disabled={offset === null || offset === music.offset}>
        Move
      </Button>
      <Button tone="quiet" className="mt-[22px]" onClick={() => onMove(useStage.getState().playhead)}>
        Begin at the playhead
      </Button>
    </form>
  );
}

interface DropAreaProps {
  /** How much of an upload is done, from 0 to 1; null while there is none. */
  share: number | null;
  isFirst: boolean;
  onFile: (file: File) => void;
  onCancel: () => void;
}

function DropArea({ share, isFirst, onFile, onCancel }: DropAreaProps) {
  const { accept, words } = useAccepted();
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  function onDrop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file && share === null) onFile(file);
  }
  return (
    // Dropping is an extra for the pointer; the button inside does the same from the keyboard.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
      className={cn('flex flex-col items-center gap-3 rounded-lg border border-dashed border-line-strong bg-well px-4 py-7 transition-colors', isOver && 'border-accent bg-accent/10')}
    >
      {share === null ? (
        <>
          <p className="text-muted">Drop {isFirst ? 'music' : 'other music'} here, or</p>
          <Button tone="accent" onClick={() => picker.current?.click()}>
            Choose a file
          </Button>
        </>
      ) : (
        <>
          <progress aria-label="Upload" max={1} value={share} className="h-1.5 w-64 accent-accent" />
          <p role="status" className="text-muted">
            {share < 1 ? `${Math.floor(share * 100)} % uploaded` : 'The server listens to it'}
          </p>
          <Button size="small" onClick={onCancel}>
            Cancel
          </Button>
        </>
      )}
      <input
        ref={picker}
        type="file"
        accept={accept}
        aria-label="Music file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      {words && <p className="text-center text-xs text-faint">{words}</p>}
    </div>
  );
}

/** What the server takes as music, for the picker and in words. */
function useAccepted(): { accept: string | undefined; words: string } {
  const [{ data }] = useQuery({ query: mediaKindsQuery });
  const music = data?.mediaKinds.find(({ kind }) => kind === 'MUSIC');
  if (!music) return { accept: undefined, words: '' };
  const accept = music.types.flatMap(({ mediaType, extension }) => [mediaType, `.${extension}`]).join(',');
  return { accept, words: `${music.types.map(({ name }) => name).join(', ')}, at most ${music.largestMegabytes.toLocaleString('en-US')} MB.` };
}

/** Uploads a file and lets it play in the project. */
function useMusicUpload(projectId: string) {
  const send = useCommand();
  const [{ data }] = useQuery({ query: mediaKindsQuery });
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const leaving = useRef(new AbortController());
  const most = data?.mediaKinds.find(({ kind }) => kind === 'MUSIC')?.largestMegabytes ?? Infinity;

  async function bring(file: File) {
    const { upload } = await uploadMedium({ file, projectId, kind: 'music', onProgress: setShare, signal: leaving.current.signal });
    const outcome = await send(setMusic, { projectId, upload });
    if (!outcome.ok) setError(outcome.error.message);
  }

  async function take(file: File) {
    if (file.size > most * 1_000_000) return setError(`${file.name}: music may have at most ${most.toLocaleString('en-US')} MB, and this file is larger.`);
    leaving.current = new AbortController();
    setError(null);
    setShare(0);
    await bring(file).catch((failure: unknown) => {
      if (!leaving.current.signal.aborted) setError(`${file.name}: ${failure instanceof RequestError ? failure.message : 'The file could not be sent. Try again.'}`);
    });
    setShare(null);
  }

  return { share, error, setError, take, cancel: () => leaving.current.abort() };
}
