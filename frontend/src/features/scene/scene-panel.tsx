import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { describeFailure, useCommand } from '@/api/command';
import type { EditSceneInput, SceneQuery } from '@/gql/graphql';
import { useRefetchOnChange } from '@/live/live-provider';
import type { Rate } from '@/time/frame-rate';
import { formatLength } from '@/time/timecode';
import { AlternateBadge, bareName } from '@/ui/badge';
import { CodeField } from '@/ui/code-field';
import { DraftField, type SaveField } from '@/ui/draft-field';
import { checkJsonObject, jsonText } from '@/ui/json-text';
import { ErrorNotice, Loading } from '@/ui/notice';
import { PanelTitle, Section } from '@/ui/section';
import { useAt } from '@/workspace/moment';
import { usePreferences } from '@/workspace/preferences';
import { editScene, sceneQuery, setSceneCode } from './operations';

type SceneDetails = NonNullable<SceneQuery['scene']>;

interface ScenePanelProps {
  sceneId: string;
  rate: Rate;
  mayEdit: boolean;
  actions?: ReactNode;
  alternates?: ReactNode;
}

export function ScenePanel({ sceneId, ...rest }: ScenePanelProps) {
  const at = useAt();
  const [{ data, error, fetching, stale }, refetch] = useQuery({ query: sceneQuery, variables: { id: sceneId, at } });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again });
  const scene = data?.scene;
  if (error && !scene) return <ErrorNotice className="m-4" message={describeFailure(error)} onRetry={again} />;
  if (!data) return <Loading label="Fetching the scene" />;
  if (!scene || scene.isDeleted) return <p className="p-6 text-center text-muted">{at ? 'This scene was not there then.' : 'This scene was deleted.'}</p>;
  return <SceneFields key={scene.id} scene={scene} {...rest} />;
}

function SceneFields({ scene, rate, mayEdit, actions, alternates }: Omit<ScenePanelProps, 'sceneId'> & { scene: SceneDetails }) {
  const send = useCommand();
  const unit = usePreferences((preferences) => preferences.unit);
  const shared = { version: scene.version, isDisabled: !mayEdit };
  const edit =
    (part: (text: string) => Omit<EditSceneInput, 'sceneId' | 'expectedVersion'>): SaveField =>
    (text, expectedVersion) =>
      send(editScene, { sceneId: scene.id, expectedVersion, ...part(text) });
  const text = (field: 'name' | 'description' | 'lyrics', label: string, isMultiline = true) => (
    <DraftField {...shared} {...{ label, field, isMultiline }} value={scene[field]} save={edit((value) => ({ [field]: value }))} />
  );
  const template = (kind: 'image' | 'video' | 'negative', label: string) => (
    <DraftField
      {...shared}
      label={label}
      field={`${kind}Template`}
      isMultiline
      value={scene.templates[kind]}
      save={edit((value) => ({ [`${kind}Template`]: value }))}
    />
  );
  return (
    <>
      <PanelTitle actions={actions}>
        <span className="truncate">{bareName(scene.name, scene.badge)}</span>
        <AlternateBadge badge={scene.badge} />
      </PanelTitle>
      <Section title="Scene">
        {text('name', 'Name', false)}
        {scene.code !== '' && (
          <CodeField
            {...shared}
            code={scene.code}
            isCoded={scene.isCoded}
            isAlternate={scene.badge !== ''}
            save={(code, expectedVersion) => send(setSceneCode, { sceneId: scene.id, expectedVersion, code })}
          />
        )}
        <p className="text-xs text-faint">
          {scene.clipCount} {scene.clipCount === 1 ? 'clip' : 'clips'}, {formatLength(scene.length, rate, unit)}
          {scene.gaps.length > 0 && `, ${scene.gaps.length} ${scene.gaps.length === 1 ? 'gap' : 'gaps'}`}
        </p>
        {text('description', 'Description')}
        {text('lyrics', 'Lyrics')}
      </Section>
      {alternates && <Section title="Versions">{alternates}</Section>}
      <Section title="Templates for the clips">
        {template('image', 'Image prompt')}
        {template('video', 'Video prompt')}
        {template('negative', 'Negative prompt')}
        <DraftField
          {...shared}
          label="Parameters"
          field="parameters"
          isMultiline
          className="tabular text-[12px]"
          value={jsonText(scene.parameters)}
          check={checkJsonObject}
          save={edit((value) => ({ parameters: JSON.parse(value) as unknown }))}
        />
      </Section>
    </>
  );
}
