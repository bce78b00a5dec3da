import { useMemo, type KeyboardEvent, type PointerEvent } from 'react';
import { formatPlace, type TimeUnit } from '@/time/timecode';
import { movePlayhead, useStage } from '@/workspace/stage';
import { framesIn, gutter, rulerHeight, widthOf, type Scale } from './geometry';
import { ticksBetween } from './ruler-ticks';
import type { Viewport } from './use-viewport';

interface RulerProps {
  scale: Scale;
  unit: TimeUnit;
  startFrame: number;
  length: number;
  viewport: Viewport;
}

/** The ruler is the playhead's slider: press or drag in it, or use the arrow keys. */
export function Ruler({ scale, unit, startFrame, length, viewport }: RulerProps) {
  const playhead = useStage((stage) => stage.playhead);
  const { left, width } = viewport;
  const ticks = useMemo(
    () => ticksBetween(Math.max(0, left - 256), left + width + 256, scale, startFrame, unit),
    [left, width, scale, startFrame, unit],
  );

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    const element = event.currentTarget;
    const place = (x: number) => movePlayhead(framesIn(x - element.getBoundingClientRect().left - gutter, scale));
    const onMove = (move: globalThis.PointerEvent) => place(move.clientX);
    place(event.clientX);
    element.focus({ preventScroll: true });
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', () => window.removeEventListener('pointermove', onMove), { once: true });
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.shiftKey ? scale.rate.nominal : 1;
    const target = { ArrowLeft: playhead - step, ArrowRight: playhead + step, Home: 0, End: length }[event.key];
    if (target === undefined || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    movePlayhead(target);
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={Math.max(length, playhead)}
      aria-valuenow={playhead}
      aria-valuetext={formatPlace(playhead, scale.rate, startFrame, unit)}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      style={{ height: rulerHeight }}
      className="sticky top-0 z-40 cursor-ew-resize touch-none overflow-hidden border-b bg-panel"
    >
      {ticks.map(({ x, label }) => (
        <div key={x} aria-hidden className="absolute bottom-0" style={{ left: gutter + x }}>
          <span className={label === null ? 'block h-1.5 w-px bg-line-strong/70' : 'block h-3 w-px bg-line-strong'} />
          {label !== null && <span className="tabular absolute bottom-2 left-1 text-[10.5px] whitespace-nowrap text-faint">{label}</span>}
        </div>
      ))}
      <div aria-hidden className="absolute bottom-0 h-full" style={{ left: gutter + widthOf(playhead, scale) }}>
        <span className="absolute -left-[5px] bottom-0 size-0 border-x-[5px] border-t-[8px] border-x-transparent border-t-accent" />
      </div>
      <div aria-hidden className="sticky left-0 z-10 h-full border-r bg-panel" style={{ width: gutter }} />
    </div>
  );
}

export function PlayheadLine({ scale, height }: { scale: Scale; height: number }) {
  const playhead = useStage((stage) => stage.playhead);
  return (
    <div
      aria-hidden
      data-playhead
      className="pointer-events-none absolute top-0 left-0 z-20 w-px bg-accent"
      style={{ height, transform: `translateX(${gutter + widthOf(playhead, scale)}px)` }}
    />
  );
}
