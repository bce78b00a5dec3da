import { useState, type SubmitEvent } from 'react';
import { useCommand, type Failure, type Refusal } from '@/api/command';
import type { Conform, FrameRate, ProjectQuery } from '@/gql/graphql';
import { frameRates, rateLabels, rates } from '@/time/frame-rate';
import { parseTimecode } from '@/time/timecode';
import { Button } from '@/ui/button';
import { asText } from '@/ui/conflict-view';
import { Dialog, DialogActions } from '@/ui/dialog';
import { Select, TextArea, TextField } from '@/ui/field';
import { ErrorNotice } from '@/ui/notice';
import { NamingField } from './naming-field';
import { changeSettings } from './operations';

export type ProjectDetails = NonNullable<ProjectQuery['project']>;

interface SettingsDialogProps {
  isOpen: boolean;
  project: ProjectDetails;
  onClose: () => void;
}

const conforms: { value: Conform; label: string; hint: string }[] = [
  { value: 'KEEP_TIME', label: 'Keep the time', hint: 'Every clip stays at its second; its frames are counted anew.' },
  { value: 'KEEP_FRAMES', label: 'Keep the frames', hint: 'Every clip keeps its count of frames; the film gets shorter or longer.' },
];

type Drafts = Partial<Record<'aspectRatio' | 'startTimecode' | 'naming' | 'imageModel' | 'videoModel' | 'style' | 'width' | 'height', string>>;

function SettingsForm({ project, onClose }: Omit<SettingsDialogProps, 'isOpen'>) {
  const send = useCommand();
  const { settings } = project;
  // What the person saw when the dialog opened: a later change by somebody else is then a conflict, not overwritten.
  const [seen, setSeen] = useState(project.version);
  const [frameRate, setFrameRate] = useState<FrameRate>(settings.frameRate);
  const [conform, setConform] = useState<Conform>('KEEP_TIME');
  const [drafts, setDrafts] = useState<Drafts>({});
  const [error, setError] = useState<Refusal | Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const isRateNew = frameRate !== settings.frameRate;
  const refused = error?.__typename === 'RuleViolatedError' ? error.field : null;
  const present = { ...settings, width: String(settings.resolution.width), height: String(settings.resolution.height) };
  const start = drafts.startTimecode ?? settings.startTimecode;
  const isStartRight = drafts.startTimecode === undefined || parseTimecode(start, rates[frameRate]) !== null;

  const field = (name: keyof Drafts) => ({
    value: drafts[name] ?? present[name],
    onChange: (event: { currentTarget: { value: string } }) => setDrafts({ ...drafts, [name]: event.currentTarget.value }),
    error: refused === name ? error?.message : null,
  });

  async function save(expectedVersion: number) {
    const { width, height, ...texts } = drafts;
    setIsBusy(true);
    const outcome = await send(changeSettings, {
      projectId: project.id,
      expectedVersion,
      ...texts,
      ...((width ?? height) !== undefined && { resolution: { width: Number(width ?? present.width), height: Number(height ?? present.height) } }),
      ...(isRateNew && { frameRate, conform }),
    });
    setIsBusy(false);
    if (outcome.ok) onClose();
    else setError(outcome.error);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void save(seen);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3.5">
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Select label="Frame rate" value={frameRate} onValue={(value) => setFrameRate(value as FrameRate)} options={frameRates.map((value) => ({ value, label: rateLabels[value] }))} />
        <TextField
          label="Start timecode"
          className="tabular"
          {...field('startTimecode')}
          {...(!isStartRight && { error: `Write it as 01:00:00:00, with fewer than ${rates[frameRate].nominal} frames.` })}
        />
      </div>
      {isRateNew && (
        <fieldset className="rounded-lg border border-accent/40 bg-accent/10 p-3">
          <legend className="px-1 text-[12px] font-medium text-accent">What happens to the clips</legend>
          {conforms.map(({ value, label, hint }) => (
            <label key={value} htmlFor={`conform-${value}`} className="flex items-start gap-2.5 py-1">
              <input id={`conform-${value}`} type="radio" name="conform" className="mt-1 accent-accent" checked={conform === value} onChange={() => setConform(value)} />
              <span>
                <span className="block font-medium">{label}</span>
                <span className="block text-xs text-muted">{hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div className="grid grid-cols-3 gap-3.5">
        <TextField label="Width" type="number" min={1} className="tabular" {...field('width')} error={refused === 'resolution' ? error?.message : null} />
        <TextField label="Height" type="number" min={1} className="tabular" {...field('height')} />
        <TextField label="Aspect ratio" {...field('aspectRatio')} />
      </div>
      <NamingField
        projectId={project.id}
        value={field('naming').value}
        onValue={(naming) => setDrafts({ ...drafts, naming })}
        error={field('naming').error}
        isLocked={project.shotList.isConfirmed}
      />
      <div className="grid gap-3.5 sm:grid-cols-2">
        <TextField label="Image model" {...field('imageModel')} />
        <TextField label="Video model" {...field('videoModel')} />
      </div>
      <TextArea label="Style" {...field('style')} />
      {error && !refused && <ErrorNotice message={error.message} />}
      {error?.__typename === 'ConflictError' && (
        <dl className="grid grid-cols-[auto_1fr_1fr] gap-x-4 gap-y-1 rounded-lg bg-well p-3 text-xs">
          <dt className="text-faint">Setting</dt>
          <dd className="text-faint">Yours</dd>
          <dd className="text-faint">Theirs</dd>
          {error.conflicts.map((conflict) => (
            <div key={conflict.field} className="contents">
              <dt>{conflict.field}</dt>
              <dd>{asText(conflict.yours)}</dd>
              <dd>{asText(conflict.theirs)}</dd>
            </div>
          ))}
        </dl>
      )}
      <DialogActions>
        {error?.__typename === 'ConflictError' ? (
          <>
            <Button onClick={onClose}>Take theirs</Button>
            <Button
              tone="accent"
              isBusy={isBusy}
              onClick={() => {
                const actual = error.actualVersion ?? project.version;
                setSeen(actual);
                void save(actual);
              }}
            >
              Keep yours
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" tone="accent" isBusy={isBusy} disabled={!isStartRight}>
              Save settings
            </Button>
          </>
        )}
      </DialogActions>
    </form>
  );
}

export function SettingsDialog({ isOpen, project, onClose }: SettingsDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Project settings">
      <SettingsForm project={project} onClose={onClose} />
    </Dialog>
  );
}
