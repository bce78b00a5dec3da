import { TriangleAlert, X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { formatPlace, type TimeUnit } from '@/time/timecode';
import { Button, IconButton } from '@/ui/button';
import type { Place } from './gesture';
import { gutter, widthOf, type Layout, type Scale, type SceneData } from './geometry';
import type { PlacingRefusal } from './refusal';

interface RefusalCardProps {
  refusal: PlacingRefusal;
  scenes: readonly SceneData[];
  layout: Layout;
  scale: Scale;
  unit: TimeUnit;
  startFrame: number;
  onTake: (place: Place) => void;
  onDismiss: () => void;
}

/** Below the place that was refused: the server's sentence and the places that are free. */
export function RefusalCard({ refusal, scenes, layout, scale, unit, startFrame, onTake, onDismiss }: RefusalCardProps) {
  const { place, error } = refusal;
  const card = useRef<HTMLDivElement>(null);
  const messageId = useId();
  const lane = layout.lanes.find(({ track }) => track === place.track) ?? layout.lanes.at(-1);
  const slots = error.__typename === 'RuleViolatedError' ? error.freeSlots : [];
  const sceneStart = scenes.find(({ id }) => id === place.sceneId)?.start ?? 0;
  useEffect(() => {
    card.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    card.current?.focus({ preventScroll: true });
  }, [refusal]);
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key === 'Escape') onDismiss();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onDismiss]);
  return (
    <div
      ref={card}
      role="alertdialog"
      tabIndex={-1}
      aria-label="The clip cannot go there"
      aria-describedby={messageId}
      className="absolute z-50 w-72 animate-appear rounded-lg border border-danger/50 bg-raised p-3 shadow-pop"
      style={{ left: gutter + widthOf(place.start, scale), top: (lane?.top ?? 0) + 30 }}
    >
      <div className="flex items-start gap-2">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
        <p id={messageId} className="flex-1">{error.message}</p>
        <IconButton icon={X} label="Dismiss" onClick={onDismiss} className="order-last -mt-1.5 -mr-1.5" />
      </div>
      {slots.length > 0 && (
        <div className="mt-2.5 flex flex-wrap gap-1.5 pl-6">
          {slots.map((slot) => (
            <Button
              key={`${slot.track} ${slot.start}`}
              size="small"
              onClick={() => onTake({ ...place, start: sceneStart + slot.start, track: slot.track, length: slot.length ?? place.length, snappedAt: null })}
            >
              Place at <span className="tabular">{formatPlace(sceneStart + slot.start, scale.rate, startFrame, unit)}</span>
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
