import { useCallback, useEffect, useRef, type PointerEvent as ReactPointerEvent, type RefObject } from 'react';
import { useStage } from '@/workspace/stage';
import { usePreferences } from '@/workspace/preferences';
import { endGesture, isSamePlace, pulled, useGesture, type GestureKind, type Place } from './gesture';
import { framesIn, laneAt, type ClipData, type Layout, type Scale, type SceneData } from './geometry';
import { snapPoints } from './snapping';

const leastPull = 4;
const snapPixels = 8;
const edgePixels = 48;

interface ClipGesture {
  scroller: RefObject<HTMLDivElement | null>;
  scenes: readonly SceneData[];
  layout: Layout;
  scale: Scale;
  mayEdit: boolean;
  onDrop: (clip: ClipData, kind: GestureKind, place: Place) => void;
}

/** Starts a pull of a clip or one of its edges: one gesture, one change when it is let go, none on Escape. */
export function useClipGesture(options: ClipGesture) {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  return useCallback((event: ReactPointerEvent, clip: ClipData, kind: GestureKind) => {
    const area = latest.current.scroller.current;
    if (!latest.current.mayEdit || !area || useGesture.getState().gesture) return;
    const origin = { x: event.clientX + area.scrollLeft, y: event.clientY };
    const points = usePreferences.getState().isSnapping
      ? snapPoints(latest.current.scenes, clip.id, useStage.getState().playhead)
      : [];
    let place: Place | null = null;

    function onMove(move: PointerEvent) {
      if (!area) return;
      const { scenes, layout, scale } = latest.current;
      const box = area.getBoundingClientRect();
      if (move.clientX > box.right - edgePixels) area.scrollLeft += 12;
      if (move.clientX < box.left + edgePixels) area.scrollLeft -= 12;
      const width = move.clientX + area.scrollLeft - origin.x;
      if (!place && Math.hypot(width, move.clientY - origin.y) < leastPull) return;
      const lane = laneAt(layout.lanes, move.clientY - box.top + area.scrollTop);
      const tolerance = move.ctrlKey || move.metaKey ? -1 : framesIn(snapPixels, scale);
      const track = kind === 'move' ? (lane?.track ?? clip.track) : clip.track;
      place = pulled({ clip, scenes, kind, by: framesIn(width, scale), track, points, tolerance, keepsScene: move.altKey });
      useGesture.setState({ gesture: { clipId: clip.id, kind, ...place, settlesAt: null } });
    }

    function release() {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('keydown', onKey, true);
    }

    function onUp() {
      release();
      if (!place) return;
      if (isSamePlace(clip, place)) endGesture();
      else latest.current.onDrop(clip, kind, place);
    }

    function onCancel() {
      release();
      endGesture();
    }

    function onKey(key: KeyboardEvent) {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      key.preventDefault();
      onCancel();
    }

    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('keydown', onKey, true);
  }, []);
}
