import { useState, type PointerEvent as ReactPointerEvent, type RefObject } from 'react';
import { selectAll, useStage } from '@/workspace/stage';
import type { Layout, Scale } from './geometry';
import { clipsWithin, type Rectangle } from './marking';

const leastPull = 4;
const taken = '[data-clip], [data-scene], [role=slider], [role=alertdialog]';

interface Lasso {
  scroller: RefObject<HTMLDivElement | null>;
  layout: Layout;
  scale: Scale;
}

/** A click follows the release of the button, and would select nothing again. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => event.stopPropagation();
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}

/** Selects the clips that a rectangle touches, drawn with the mouse from an empty place; with Shift or Ctrl they join the selection. */
export function useLasso({ scroller, layout, scale }: Lasso) {
  const [rectangle, setRectangle] = useState<Rectangle | null>(null);

  function onPointerDown(event: ReactPointerEvent) {
    const area = scroller.current;
    if (!area || event.button !== 0 || event.pointerType !== 'mouse' || (event.target as Element).closest(taken)) return;
    const box = area.getBoundingClientRect();
    const isScrollbar = event.clientX - box.left > area.clientWidth || event.clientY - box.top > area.clientHeight;
    if (isScrollbar) return;
    const spot = ({ clientX, clientY }: { clientX: number; clientY: number }) => ({
      x: clientX - box.left + area.scrollLeft,
      y: clientY - box.top + area.scrollTop,
    });
    const origin = spot(event);
    const { marked, selection } = useStage.getState();
    const isMore = (event.shiftKey || event.ctrlKey || event.metaKey) && selection?.kind === 'clip';
    const kept = isMore ? [...marked] : [];
    let isDrawn = false;

    function onMove(move: PointerEvent) {
      const { x, y } = spot(move);
      if (!isDrawn && Math.hypot(x - origin.x, y - origin.y) < leastPull) return;
      isDrawn = true;
      const drawn = { left: Math.min(x, origin.x), right: Math.max(x, origin.x), top: Math.min(y, origin.y), bottom: Math.max(y, origin.y) };
      setRectangle(drawn);
      selectAll('clip', [...new Set([...kept, ...clipsWithin(layout, scale, drawn)])]);
    }
    function release() {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', release);
      window.removeEventListener('keydown', onKey, true);
      setRectangle(null);
      if (isDrawn) swallowClick();
    }
    function onKey(key: KeyboardEvent) {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      useStage.setState({ marked, selection });
      release();
    }
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', release);
    window.addEventListener('keydown', onKey, true);
  }

  return { rectangle, onPointerDown };
}

export function LassoBox({ rectangle }: { rectangle: Rectangle | null }) {
  if (!rectangle) return null;
  const { left, top, right, bottom } = rectangle;
  return (
    <div
      aria-hidden
      data-lasso
      className="pointer-events-none absolute z-40 rounded-sm border border-accent bg-accent/10"
      style={{ left, top, width: right - left, height: bottom - top }}
    />
  );
}
