import { useEffect, useState, type RefObject } from 'react';

export interface Viewport {
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

const step = 256;

/** The part of a scrolling area that shows. It changes in steps, so that not every pixel draws the page again. */
export function useViewport(area: RefObject<HTMLDivElement | null>): Viewport {
  const [viewport, setViewport] = useState<Viewport>({ left: 0, width: 1600, height: 200 });
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    function measure() {
      if (!element) return;
      const left = Math.floor(element.scrollLeft / step) * step;
      const { clientWidth: width, clientHeight: height } = element;
      setViewport((present) =>
        present.left === left && present.width === width && present.height === height ? present : { left, width, height },
      );
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [area]);
  return viewport;
}
