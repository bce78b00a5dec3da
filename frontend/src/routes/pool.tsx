import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Pool } from '@/features/pool/pool';
import { useTimelineQuery } from '@/features/timeline/use-timeline';
import { Beside } from '@/routes/project/beside';

/** Takes of a project that are kept for reuse. */
export function PoolRoute() {
  const { projectId } = useParams({ from: '/member/projects/$projectId/pool' });
  const navigate = useNavigate();
  const [{ data }] = useTimelineQuery(projectId);
  const scenes = data?.timeline?.scenes;
  const clips = useMemo(
    () =>
      (scenes ?? []).flatMap((scene) =>
        scene.clips.map(({ id, name, imageDigest, videoDigest }) => ({ id, name, sceneName: scene.name, digest: imageDigest || videoDigest })),
      ),
    [scenes],
  );
  return (
    <Beside projectId={projectId} title="Pool">
      {(mayEdit) => <Pool {...{ projectId, mayEdit, clips }} onClip={(clipId) => void navigate({ to: '/projects/$projectId/clips/$clipId', params: { projectId, clipId } })} />}
    </Beside>
  );
}
