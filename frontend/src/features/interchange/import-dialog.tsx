import { CircleCheck, FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { useQuery } from 'urql';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { Dialog, DialogActions } from '@/ui/dialog';
import { ErrorNotice } from '@/ui/notice';
import { compareFile, isWords, tableFiles, type Comparison } from './comparison';
import { ComparisonReview, type ApplyFile } from './comparison-review';
import { plural } from './formats';
import { importEdit, type ImportOutcome, type ImportReport } from './import-edit';
import { Omissions } from './omissions';
import { importFormatsQuery } from './operations';

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
      <Omissions omissions={omissions} />
    </div>
  );
}

interface DropAreaProps {
  isBusy: boolean;
  /** Whether a shot list may come back here. */
  takesTables: boolean;
  onFile: (file: File) => void;
}

/** Everything the server reads, for the picker and in words; until that is known, any file. */
function useReadable(takesTables: boolean): { accept: string | undefined; words: string } {
  const [{ data }] = useQuery({ query: importFormatsQuery });
  const formats = data?.importFormats ?? [];
  const extensions = formats.map(({ extension }) => `.${extension}`);
  const accept = [...extensions, ...(takesTables && extensions.length > 0 ? [tableFiles] : [])].join(',') || undefined;
  const words = [...new Set(formats.map(({ label }) => label))].map((label) => [label, ...formats.filter((one) => one.label === label).map(({ extension }) => `.${extension}`)]);
  const shotLists = takesTables && words.length > 0 ? [['Shot lists of this project', '.xlsx', '.csv']] : [];
  return { accept, words: [...words, ...shotLists].map(([label, ...found]) => `${label} (${found.join(', ')})`).join(', ') };
}

function DropArea({ isBusy, takesTables, onFile }: DropAreaProps) {
  const { accept, words } = useReadable(takesTables);
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
      <p className="text-muted">Drop a file here, or</p>
      <Button tone="accent" isBusy={isBusy} onClick={() => picker.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={picker}
        type="file"
        accept={accept}
        aria-label="Edit to import"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      {words && <p className="max-w-md text-center text-xs text-faint">What can be read: {words}.</p>}
    </div>
  );
}

/** A project archive is a copy as a rule; the ids of the project itself keep links to it working. */
function KeepIds({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="flex items-start gap-2 text-muted">
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        Keep the ids of a project archive
        <span className="block text-xs text-faint">Links to the project go on working. Otherwise it comes as a copy, which can stand beside the project it is of.</span>
      </span>
    </label>
  );
}

interface ImportDialogProps {
  isOpen: boolean;
  /** null makes a new project of the edit. */
  projectId: string | null;
  onClose: () => void;
  onImported: (report: ImportReport) => void;
  onOpen?: (projectId: string) => void;
  /** Carries out what a file that came back into this project wants to be different. */
  onApply?: ApplyFile;
}

interface Compared {
  readonly file: File;
  readonly comparison: Comparison;
  readonly withDeletions: boolean;
  /** Comparing again makes another review. */
  readonly count: number;
}

export function ImportDialog({ isOpen, projectId, onClose, onImported, onOpen, onApply }: ImportDialogProps) {
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const [compared, setCompared] = useState<Compared | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [keepsIds, setKeepsIds] = useState(false);
  const mayCompare = projectId !== null && onApply !== undefined;

  async function compare(file: File, project: string, withDeletions = false) {
    const answer = await compareFile(file, project, withDeletions);
    setCompared((before) => (answer.ok ? { file, comparison: answer.comparison, withDeletions, count: (before?.count ?? 0) + 1 } : null));
    setOutcome(answer.ok ? null : { ok: false, fileName: file.name, message: answer.message });
  }

  async function bringIn(file: File, into: string | null) {
    const answer = await importEdit(file, into, keepsIds);
    setCompared(null);
    setOutcome(answer);
    if (answer.ok) onImported(answer.report);
  }

  async function busy(work: Promise<void>) {
    setIsBusy(true);
    await work;
    setIsBusy(false);
  }

  const take = (file: File) => busy(mayCompare && !isWords(file.name) ? compare(file, projectId) : bringIn(file, projectId));

  function close() {
    setOutcome(null);
    setCompared(null);
    onClose();
  }

  if (compared?.comparison.isForeign) {
    const { file } = compared;
    return (
      <Dialog {...{ isOpen }} onClose={close} title="Import an edit" description={`Nothing in ${file.name} is of this project.`}>
        <p>It can be put behind the scenes that are here, or become a project of its own.</p>
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button isBusy={isBusy} onClick={() => void busy(bringIn(file, null))}>
            Make a new project of it
          </Button>
          <Button tone="accent" isBusy={isBusy} onClick={() => void busy(bringIn(file, projectId))}>
            Add its scenes here
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  if (compared && mayCompare) {
    const { file, comparison, withDeletions, count } = compared;
    const title = comparison.file === 'table' ? 'Changes of a shot list' : 'Changes of an edit';
    return (
      <Dialog {...{ isOpen }} onClose={close} title={title} description={`${file.name} beside the project as it is now.`} className="w-[min(56rem,calc(100vw-1.5rem))]">
        <ComparisonReview
          key={count}
          {...{ comparison, withDeletions, onApply }}
          fileName={file.name}
          onAgain={(wished) => void compare(file, projectId, wished)}
          onAdd={() => void bringIn(file, projectId)}
          onClose={close}
        />
      </Dialog>
    );
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title="Import an edit"
      description={projectId === null ? 'The edit, or the project of an archive, becomes a new project.' : 'What comes back is compared with the project first; anything else can be put behind its scenes.'}
    >
      {outcome?.ok ? (
        <>
          <Report fileName={outcome.fileName} report={outcome.report} />
          <DialogActions>
            {onOpen && outcome.report.projectId !== projectId && (
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
          <DropArea {...{ isBusy }} takesTables={mayCompare} onFile={(file) => void take(file)} />
          {projectId === null && <KeepIds isOn={keepsIds} onChange={setKeepsIds} />}
        </div>
      )}
    </Dialog>
  );
}
