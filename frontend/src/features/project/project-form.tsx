import { useState, type SubmitEvent } from 'react';
import { useCommand, type Failure, type Refusal } from '@/api/command';
import { createProject } from './operations';
import type { FrameRate } from '@/gql/graphql';
import { frameRates, rateLabels, rates } from '@/time/frame-rate';
import { formatTimecode, parseTimecode } from '@/time/timecode';
import { Button } from '@/ui/button';
import { Dialog, DialogActions } from '@/ui/dialog';
import { Select, TextField } from '@/ui/field';
import { ErrorNotice } from '@/ui/notice';

const sizes = [
  { value: '1920x1080', label: '1920 × 1080 (HD)' },
  { value: '3840x2160', label: '3840 × 2160 (UHD)' },
  { value: '2048x1080', label: '2048 × 1080 (2K DCI)' },
  { value: '4096x2160', label: '4096 × 2160 (4K DCI)' },
  { value: '1080x1920', label: '1080 × 1920 (upright)' },
  { value: '1080x1080', label: '1080 × 1080 (square)' },
  { value: '1280x720', label: '1280 × 720' },
];

function aspectOf(size: string): string {
  const known: Record<string, string> = { '2048x1080': '1.90:1', '4096x2160': '1.90:1', '1080x1920': '9:16', '1080x1080': '1:1' };
  return known[size] ?? '16:9';
}

function CreateForm({ onCreated, onClose }: { onCreated: (projectId: string) => void; onClose: () => void }) {
  const send = useCommand();
  const [frameRate, setFrameRate] = useState<FrameRate>('FPS_24');
  const [size, setSize] = useState('1920x1080');
  const [aspect, setAspect] = useState('16:9');
  const [start, setStart] = useState('01:00:00:00');
  const [error, setError] = useState<Refusal | Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const isStartRight = parseTimecode(start, rates[frameRate]) !== null;
  const refused = error?.__typename === 'RuleViolatedError' ? error.field : null;
  const errorOf = (field: string) => (refused === field ? error?.message : null);

  function onRate(value: string) {
    const next = value as FrameRate;
    const frame = parseTimecode(start, rates[frameRate]) ?? 0;
    // The clock stays what it is; only its notation follows the rate.
    const seconds = Math.floor(frame / rates[frameRate].nominal);
    setStart(seconds === 3600 || frame === 0 ? formatStart(frame === 0 ? 0 : 1, next) : start);
    setFrameRate(next);
  }

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [width = 0, height = 0] = size.split('x').map(Number);
    setIsBusy(true);
    const outcome = await send(createProject, {
      name: String(form.get('name')).trim(),
      frameRate,
      resolution: { width, height },
      aspectRatio: aspect.trim(),
      startTimecode: start.trim(),
    });
    setIsBusy(false);
    if (outcome.ok) onCreated(outcome.value.project.id);
    else setError(outcome.error);
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5">
      <TextField label="Name" name="name" required maxLength={200} placeholder="The Long Way Home" error={errorOf('name')} />
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Select
          label="Frame rate"
          value={frameRate}
          onValue={onRate}
          options={frameRates.map((value) => ({ value, label: rateLabels[value] }))}
        />
        <Select
          label="Resolution"
          value={size}
          onValue={(value) => {
            setSize(value);
            setAspect(aspectOf(value));
          }}
          options={sizes}
        />
        <TextField label="Aspect ratio" value={aspect} onChange={(event) => setAspect(event.currentTarget.value)} error={errorOf('aspectRatio')} />
        <TextField
          label="Start timecode"
          className="tabular"
          value={start}
          onChange={(event) => setStart(event.currentTarget.value)}
          error={isStartRight ? errorOf('startTimecode') : `Write it as 01:00:00:00, with fewer than ${rates[frameRate].nominal} frames.`}
        />
      </div>
      {error && !refused && <ErrorNotice message={error.message} />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="accent" isBusy={isBusy} disabled={!isStartRight}>
          Create project
        </Button>
      </DialogActions>
    </form>
  );
}

function formatStart(hours: 0 | 1, frameRate: FrameRate): string {
  const rate = rates[frameRate];
  return formatTimecode(hours === 0 ? 0 : (parseTimecode('01:00:00:00', rate) ?? 0), rate);
}

interface CreateProjectDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onCreated: (projectId: string) => void;
}

export function CreateProjectDialog({ isOpen, onClose, onCreated }: CreateProjectDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="New project" description="All of this can be changed later.">
      <CreateForm onCreated={onCreated} onClose={onClose} />
    </Dialog>
  );
}
