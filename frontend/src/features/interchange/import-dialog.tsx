import { CircleCheck, FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { Dialog, DialogActions } from '@/ui/dialog';
import { ErrorNotice } from '@/ui/notice';
import { editFiles, importEdit, type ImportOutcome, type ImportReport } from './import-edit';

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function Report({ fileName, report }: { fileName: string; report: ImportReport }) {
  const { scenes, clips, omissions } = report;
  return (
    <div>
      <p className="flex items-center gap-2">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
        <span>
          {plural(scenes, 'scene')} and {plural(clips, 'clip')} came in from {fileName}.
        </span>
      </p>
      {omissions.length > 0 && (
        <section aria-label="What was not taken" className="mt-4">
          <h3 className="mb-1.5 font-semibold">Not taken: {plural(omissions.length, 'thing')}</h3>
          <ul className="max-h-64 divide-y divide-line overflow-y-auto rounded-lg border border-line bg-well">
            {omissions.map(({ what, where, reason }, index) => (
              <li key={`${index} ${what}`} className="px-3 py-2">
                <p>
                  <span className="font-medium">{what}</span> {where && <span className="text-muted">in {where}</span>}
                </p>
                <p className="text-xs text-faint">{reason}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface DropAreaProps {
  isBusy: boolean;
  onFile: (file: File) => void;
}

function DropArea({ isBusy, onFile }: DropAreaProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  function onDrop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
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
      className={cn('flex flex-col items-center gap-3 rounded-lg border border-dashed border-line-strong bg-well px-4 py-9 transition-colors', isOver && 'border-accent bg-accent/10')}
    >
      <FileUp aria-hidden className="size-7 text-faint" />
      <p className="text-muted">Drop an edit (.otio, .edl), a script or a brief here, or</p>
      <Button tone="accent" isBusy={isBusy} onClick={() => picker.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={picker}
        type="file"
        accept={editFiles}
        aria-label="Edit to import"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </div>
  );
}

interface ImportDialogProps {
  isOpen: boolean;
  /** null makes a new project of the edit. */
  projectId: string | null;
  onClose: () => void;
  onImported: (report: ImportReport) => void;
  onOpen?: (projectId: string) => void;
}

export function ImportDialog({ isOpen, projectId, onClose, onImported, onOpen }: ImportDialogProps) {
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function take(file: File) {
    setIsBusy(true);
    const answer = await importEdit(file, projectId);
    setIsBusy(false);
    setOutcome(answer);
    if (answer.ok) onImported(answer.report);
  }

  function close() {
    setOutcome(null);
    onClose();
  }

  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title="Import an edit"
      description={projectId === null ? 'The edit becomes a new project.' : 'Its scenes are put behind those that are here.'}
    >
      {outcome?.ok ? (
        <>
          <Report fileName={outcome.fileName} report={outcome.report} />
          <DialogActions>
            {onOpen && (
              <Button tone="accent" onClick={() => onOpen(outcome.report.projectId)}>
                Open the project
              </Button>
            )}
            <Button onClick={close}>Done</Button>
          </DialogActions>
        </>
      ) : (
        <div className="flex flex-col gap-3">
          {outcome && <ErrorNotice message={`${outcome.fileName}: ${outcome.message}`} />}
          <DropArea isBusy={isBusy} onFile={(file) => void take(file)} />
        </div>
      )}
    </Dialog>
  );
}
