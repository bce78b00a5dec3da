import { useCommand } from '@/api/command';
import type { ClipQuery, TransitionKind, WipeDirection } from '@/gql/graphql';
import type { Rate } from '@/time/frame-rate';
import { formatLength, parseLength, type TimeUnit } from '@/time/timecode';
import { DraftField, type SaveField } from '@/ui/draft-field';
import { Select } from '@/ui/field';
import { toast } from '@/ui/toast';
import { transitionLabels, wipeLabels } from '@/ui/transition';
import { setTransition } from './operations';

interface TransitionFieldsProps {
  clip: NonNullable<ClipQuery['clip']>;
  rate: Rate;
  unit: TimeUnit;
  mayEdit: boolean;
}

interface Change {
  kind: TransitionKind;
  length?: number;
  direction?: WipeDirection | null;
}

function options<Value extends string>(labels: Record<Value, string>) {
  return (Object.keys(labels) as Value[]).map((value) => ({ value, label: labels[value] }));
}

/** How the clip comes in: from the clip before it, or from black. */
export function TransitionFields({ clip, rate, unit, mayEdit }: TransitionFieldsProps) {
  const send = useCommand();
  const { kind, length, direction } = clip.transition;
  const change = (expectedVersion: number, wish: Change) => send(setTransition, { clipId: clip.id, expectedVersion, ...wish });

  async function choose(wish: Change) {
    const outcome = await change(clip.version, wish);
    if (!outcome.ok) toast(outcome.error.message, 'danger');
  }
  const saveLength: SaveField = (text, version) => change(version, { kind, length: parseLength(text, rate) ?? 0, direction });
  const check = (text: string) => {
    const frames = parseLength(text, rate);
    return frames === null || frames < 1 ? 'Write frames (12), seconds (0.5 s) or timecode (00:00:00:12).' : null;
  };

  return (
    <div className="grid grid-cols-[1.4fr_1.4fr_0.8fr] items-end gap-2.5">
      <Select label="Comes in by" disabled={!mayEdit} value={kind} options={options(transitionLabels)} onValue={(value) => void choose({ kind: value as TransitionKind })} />
      {kind !== 'CUT' && (
        <DraftField version={clip.version} isDisabled={!mayEdit} label="Lasts" field="length" className="tabular" value={formatLength(length, rate, unit)} check={check} save={saveLength} />
      )}
      {kind === 'WIPE' && (
        <Select
          label="To the"
          disabled={!mayEdit}
          value={direction ?? 'RIGHT'}
          options={options(wipeLabels)}
          onValue={(value) => void choose({ kind, length, direction: value as WipeDirection })}
        />
      )}
    </div>
  );
}
