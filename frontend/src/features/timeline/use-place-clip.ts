import { useCallback, useEffect, useState } from 'react';
import { useCommand, type Failure, type Refusal } from '@/api/command';
import { endGesture, useGesture, type GestureKind, type Place } from './gesture';
import type { ClipData, TimelineData } from './geometry';
import { moveClip, trimClip } from './operations';

/** Why a clip did not stay where it was put, and where it was to go. */
export interface PlacingRefusal {
  readonly clip: ClipData;
  readonly kind: GestureKind;
  readonly place: Place;
  readonly error: Refusal | Failure;
}

/** Sends moves and trims; what is refused goes back and says why. */
export function usePlaceClip({ scenes, position }: TimelineData) {
  const send = useCommand();
  const [refusal, setRefusal] = useState<PlacingRefusal | null>(null);
  const settlesAt = useGesture(({ gesture }) => gesture?.settlesAt);

  useEffect(() => {
    if (typeof settlesAt === 'number' && position >= settlesAt) endGesture();
  }, [settlesAt, position]);

  const put = useCallback(
    async (clip: ClipData, kind: GestureKind, place: Place) => {
      setRefusal(null);
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
        setRefusal({ clip, kind, place, error: outcome.error });
        return;
      }
      const { position: settled } = outcome.value;
      if (typeof settled === 'number') useGesture.setState({ gesture: { ...gesture, settlesAt: settled } });
      else endGesture();
    },
    [send, scenes],
  );

  const dismiss = useCallback(() => setRefusal(null), []);
  return { put, refusal, dismiss };
}
