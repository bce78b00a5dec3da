import { useEffect, useRef, useState, type ReactNode } from 'react';

interface PartProps {
  onNear: (isNear: boolean) => void;
  children: ReactNode;
}

const margin = '600px 0px';

function observe(element: Element, onChange: (isNear: boolean) => void): (() => void) | undefined {
  if (typeof IntersectionObserver === 'undefined') return undefined;
  const observer = new IntersectionObserver((entries) => onChange(entries.at(-1)?.isIntersecting ?? true), {
    root: element.closest('[data-scroll]'),
    rootMargin: margin,
  });
  observer.observe(element);
  return () => observer.disconnect();
}

/** Drawn while it is near the window; else its room is kept, as high as it was last. */
function Part({ onNear, children }: PartProps) {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(onNear);
  const [height, setHeight] = useState<number | null>(null);
  useEffect(() => {
    latest.current = onNear;
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    return observe(element, (isNear) => {
      latest.current(isNear);
      // Whoever has the focus must not lose it.
      if (isNear) setHeight(null);
      else if (!element.contains(document.activeElement)) setHeight(element.getBoundingClientRect().height || null);
    });
  }, []);
  return (
    <div ref={box} role="presentation" style={height === null ? undefined : { height }}>
      {height === null && children}
    </div>
  );
}

function End({ onReached }: { onReached: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current) return undefined;
    return observe(box.current, (isNear) => isNear && onReached());
  }, [onReached]);
  return <div ref={box} className="h-px" />;
}

interface EndlessListProps<Item> {
  label: string;
  pages: readonly (readonly Item[])[];
  hasMore: boolean;
  onMore: () => void;
  onNear: (page: number, isNear: boolean) => void;
  children: (item: Item) => ReactNode;
}

/**
 * Tens of thousands of rows of any height in pages: only those near the window are drawn, and the next page is asked for
 * before the end is seen. It stands in an element that scrolls and says so by `data-scroll`.
 */
export function EndlessList<Item>({ label, pages, hasMore, onMore, onNear, children }: EndlessListProps<Item>) {
  return (
    <div role="list" aria-label={label}>
      {pages.map((items, index) => (
        // A page is its place: what is in it changes while somebody looks.
        <Part key={index} onNear={(isNear) => onNear(index, isNear)}>
          {items.map(children)}
        </Part>
      ))}
      {hasMore && <End key={pages.length} onReached={onMore} />}
    </div>
  );
}
