import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { describeFailure, useCommand } from '@/api/command';
import type { ClipQuery, ClipStatus, EditClipInput, LinkMediaInput } from '@/gql/graphql';
import { useRefetchOnChange } from '@/live/live-provider';
import type { Rate } from '@/time/frame-rate';
import { formatLength, parseLength, type TimeUnit } from '@/time/timecode';
import { AlternateBadge, bareName } from '@/ui/badge';
import { CodeField } from '@/ui/code-field';
import { DraftField, type SaveField } from '@/ui/draft-field';
import { Select } from '@/ui/field';
import { checkJsonObject, jsonText } from '@/ui/json-text';
import { ErrorNotice, Loading } from '@/ui/notice';
import { Derived, PanelTitle, Section } from '@/ui/section';
import { StatusDot, statuses, statusLabels } from '@/ui/status';
import { toast } from '@/ui/toast';
import { useAt } from '@/workspace/moment';
import { usePreferences } from '@/workspace/preferences';
import type { RestoreClip } from './clip-version';
import { ClipVersions } from './clip-versions';
import { clipQuery, editClip, linkMedia, setClipCode } from './operations';
import { movePlacedClip, trimPlacedClip } from './placing';
import { TransitionFields } from './transition-fields';

type ClipDetails = NonNullable<ClipQuery['clip']>;

interface ClipPanelProps {
  clipId: string;
  rate: Rate;
  mayEdit: boolean;
  actions?: ReactNode;
  /** The other versions of this clip. */
  alternates?: ReactNode;
  /** The newest takes of this clip. */
  takes?: ReactNode;
  onRestore: RestoreClip;
}

export function ClipPanel({ clipId, ...rest }: ClipPanelProps) {
  const at = useAt();
  const [{ data, error, fetching, stale }, refetch] = useQuery({ query: clipQuery, variables: { id: clipId, at } });
  const clip = data?.clip;
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({
    isFetching: fetching || stale,
    refetch: again,
    // A code that nobody gave yet is another one with each change of the order.
    concerns: ({ changed }) => clip?.isCoded === false || changed.includes(clipId) || (clip ? changed.includes(clip.sceneId) || changed.includes(clip.projectId) : false),
  });
  if (error && !clip) return <ErrorNotice className="m-4" message={describeFailure(error)} onRetry={again} />;
  if (!data) return <Loading label="Fetching the clip" />;
  if (!clip || clip.isDeleted) return <p className="p-6 text-center text-muted">{at ? 'This clip was not there then.' : 'This clip was deleted.'}</p>;
  return <ClipFields key={clip.id} clip={clip} {...rest} />;
}

function checkLength(rate: Rate, least: number) {
  return (text: string) => {
    const frames = parseLength(text, rate);
    return frames === null || frames < least ? 'Write frames (48), seconds (2 s) or timecode (00:00:02:00).' : null;
  };
}

/** How each field is sent. */
function useSaves(clip: ClipDetails, rate: Rate) {
  const send = useCommand();
  const edit = (part: (text: string) => Omit<EditClipInput, 'clipId' | 'expectedVersion'>): SaveField =>
    (text, expectedVersion) => send(editClip, { clipId: clip.id, expectedVersion, ...part(text) });
  const media = (part: (text: string) => Partial<LinkMediaInput>): SaveField =>
    (text, expectedVersion) =>
      send(linkMedia, { clipId: clip.id, expectedVersion, url: clip.mediaUrl, start: clip.mediaStart, length: clip.mediaLength, ...part(text) });
  const frames = (text: string) => parseLength(text, rate) ?? 0;
  return {
    send,
    edit,
    media,
    frames,
    code: ((code, version) => send(setClipCode, { clipId: clip.id, expectedVersion: version, code })) satisfies SaveField,
    start: ((text, version) => send(movePlacedClip, { clipId: clip.id, expectedVersion: version, start: frames(text) })) satisfies SaveField,
    track: ((text, version) =>
      send(movePlacedClip, { clipId: clip.id, expectedVersion: version, start: clip.start, track: Number(text) - 1 })) satisfies SaveField,
    length: ((text, version) => send(trimPlacedClip, { clipId: clip.id, expectedVersion: version, length: frames(text) })) satisfies SaveField,
  };
}

interface FieldsProps extends Omit<ClipPanelProps, 'clipId'> {
  clip: ClipDetails;
}

function ClipFields({ clip, rate, mayEdit, actions, alternates, takes, onRestore }: FieldsProps) {
  const unit = usePreferences((preferences) => preferences.unit);
  const saves = useSaves(clip, rate);
  const shared = { version: clip.version, isDisabled: !mayEdit };
  const text = (field: 'name' | 'lyrics' | 'notes' | 'imagePrompt' | 'videoPrompt' | 'negativePrompt', label: string, isMultiline = true) => (
    <DraftField key={field} {...shared} {...{ label, field, isMultiline }} value={clip[field]} save={saves.edit((value) => ({ [field]: value }))} />
  );

  async function setStatus(status: ClipStatus) {
    const outcome = await saves.send(editClip, { clipId: clip.id, expectedVersion: clip.version, status });
    if (!outcome.ok) toast(outcome.error.message, 'danger');
  }

  return (
    <>
      <PanelTitle actions={actions}>
        <StatusDot status={clip.status} />
        <span className="truncate">{bareName(clip.name, clip.badge) || 'Unnamed clip'}</span>
        <AlternateBadge badge={clip.badge} />
      </PanelTitle>
      <Section title="Clip">
        {text('name', 'Name', false)}
        <CodeField {...shared} code={clip.code} isCoded={clip.isCoded} isAlternate={clip.badge !== ''} save={saves.code} />
        <Select
          label="Status"
          disabled={!mayEdit}
          value={clip.status}
          options={statuses.map((value) => ({ value, label: statusLabels[value] }))}
          onValue={(value) => void setStatus(value as ClipStatus)}
        />
        <Placing {...{ clip, rate, unit, saves, shared }} />
        <TransitionFields {...{ clip, rate, unit, mayEdit }} />
        {text('lyrics', 'Lyrics')}
        {text('notes', 'Notes')}
      </Section>
      {takes && <Section title="Takes">{takes}</Section>}
      {alternates && <Section title="Versions">{alternates}</Section>}
      <Section title="Versions over time" isClosed isLazy>
        <ClipVersions clipId={clip.id} name={clip.name} {...{ mayEdit, onRestore }} />
      </Section>
      <Section title="Prompts">
        {text('imagePrompt', 'Image prompt')}
        {text('videoPrompt', 'Video prompt')}
        {text('negativePrompt', 'Negative prompt')}
        <DraftField
          {...shared}
          label="Parameters"
          field="parameters"
          isMultiline
          className="tabular text-[12px]"
          value={jsonText(clip.parameters)}
          check={checkJsonObject}
          save={saves.edit((value) => ({ parameters: JSON.parse(value) as unknown }))}
        />
      </Section>
      <Section title="What a model is sent" isClosed>
        <Derived label="Image" text={clip.effective.image} />
        <Derived label="Video" text={clip.effective.video} />
        <Derived label="Negative" text={clip.effective.negative} />
        <Derived label="Parameters" text={jsonText(clip.effective.parameters)} />
      </Section>
      <Section title="Medium" isClosed={clip.mediaUrl === ''}>
        <DraftField {...shared} label="File or address" field="mediaUrl" value={clip.mediaUrl} save={saves.media((url) => ({ url }))} hint="Empty takes the medium away." />
        {clip.mediaUrl !== '' && (
          <div className="grid grid-cols-2 gap-3">
            <DraftField {...shared} label="First frame" field="mediaStart" className="tabular" value={String(clip.mediaStart)} check={checkLength(rate, 0)} save={saves.media((value) => ({ start: saves.frames(value) }))} />
            <DraftField {...shared} label="Length" field="mediaLength" className="tabular" value={String(clip.mediaLength)} check={checkLength(rate, 0)} save={saves.media((value) => ({ length: saves.frames(value) }))} />
          </div>
        )}
      </Section>
    </>
  );
}

interface PlacingProps {
  clip: ClipDetails;
  rate: Rate;
  unit: TimeUnit;
  saves: ReturnType<typeof useSaves>;
  shared: { version: number; isDisabled: boolean };
}

function Placing({ clip, rate, unit, saves, shared }: PlacingProps) {
  return (
    <>
      <div className="grid grid-cols-[1.4fr_1.4fr_0.8fr] gap-2.5">
        <DraftField {...shared} label="Start in scene" field="start" className="tabular" value={formatLength(clip.start, rate, unit)} check={checkLength(rate, 0)} save={saves.start} />
        <DraftField {...shared} label="Length" field="length" className="tabular" value={formatLength(clip.length, rate, unit)} check={checkLength(rate, 1)} save={saves.length} />
        <DraftField
          {...shared}
          label="Track"
          field="track"
          className="tabular"
          value={String(clip.track + 1)}
          check={(value) => (/^[1-9]\d?\d?$/.test(value) ? null : 'From 1 up.')}
          save={saves.track}
        />
      </div>
      <p className="tabular text-xs text-faint">
        {clip.startTimecode} to {clip.endTimecode}
      </p>
    </>
  );
}
