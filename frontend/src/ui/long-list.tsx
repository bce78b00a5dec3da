import { useState, type ReactNode } from 'react';
import { Button } from '@/ui/button';

const pageSize = 100;

interface LongListProps<Item> {
  items: readonly Item[];
  label?: string;
  children: (item: Item) => ReactNode;
}

/** A list of which thousands of items may be there: a part is drawn, and more when it is asked for. */
export function LongList<Item>({ items, label, children }: LongListProps<Item>) {
  const [count, setCount] = useState(pageSize);
  const hidden = items.length - count;
  return (
    <>
      <ul aria-label={label} className="flex flex-col gap-2.5">
        {items.slice(0, count).map(children)}
      </ul>
      {hidden > 0 && (
        <div className="mt-3 text-center">
          <Button size="small" onClick={() => setCount(count + pageSize)}>
            Show {Math.min(hidden, pageSize)} of {hidden} more
          </Button>
        </div>
      )}
    </>
  );
}
