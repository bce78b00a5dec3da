import { useCallback, useEffect } from 'react';
import { useCommand } from '@/api/command';
import { endGesture, useGesture, type GestureKind, type Place } from './gesture';
import type { ClipData, TimelineData } from './geometry';
import { moveClip, trimClip } from './operations';
import { dismissRefusal, showRefusal } from './refusal';

/** Sends moves and trims; what is refused goes back and says why. */
export function usePlaceClip({ scenes, position }: TimelineData) {
  const send = useCommand();
  const settlesAt = useGesture(({ gesture }) => gesture?.settlesAt);

  useEffect(() => {
    if (typeof settlesAt === 'number' && position >= settlesAt) endGesture();
  }, [settlesAt, position]);
  useEffect(() => dismissRefusal, []);

  return useCallback(
    async function put(clip: ClipData, kind: GestureKind, place: Place): Promise<void> {
      dismissRefusal();
      const gesture = { clipId: clip.id, kind, ...place };
      useGesture.setState({ gesture: { ...gesture, settlesAt: 'unknown' } });
      const start = place.start - (scenes.find(({ id }) => id === place.sceneId)?.start ?? 0);
      const base = { clipId: clip.id, expectedVersion: clip.version, start };
      const outcome =
        kind === 'move'
          ? await send(moveClip, { ...base, sceneId: place.sceneId, track: place.track })
          : await send(trimClip, { ...base, length: place.length });
      if (!outcome.ok) {
        endGesture();
        showRefusal({ place, error: outcome.error, onTake: (free) => void put(clip, kind, free) });
        return;
      }
      const { position: settled } = outcome.value;
      if (typeof settled === 'number') useGesture.setState({ gesture: { ...gesture, settlesAt: settled } });
      else endGesture();
    },
    [send, scenes],
  );
}
