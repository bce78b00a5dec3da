import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { actionsOf, isAvailable, useRegistry, type Action } from '@/actions/registry';
import { cn } from '@/ui/cn';
import { Keys } from '@/ui/keys';

/** Every letter in order, best when the words begin with them; -1 when it does not fit. */
export function fit(label: string, query: string): number {
  const text = label.toLowerCase();
  const wanted = query.trim().toLowerCase();
  const found = text.indexOf(wanted);
  if (found >= 0) return found === 0 || text[found - 1] === ' ' ? 3 : 2;
  let at = -1;
  for (const letter of wanted.replaceAll(' ', '')) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return -1;
  }
  return 1;
}

export function matching(actions: readonly Action[], query: string): readonly Action[] {
  return actions
    .map((action) => ({ action, score: fit(`${action.group} ${action.label}`, query) }))
    .filter(({ score }) => score >= 0)
    .sort((left, right) => right.score - left.score)
    .map(({ action }) => action);
}

function Palette({ onClose }: { onClose: () => void }) {
  const registry = useRegistry((state) => state.registry);
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const listId = useId();
  const found = useMemo(
    () => matching(actionsOf(registry).filter((action) => action.id !== 'palette' && isAvailable(action)), query),
    [registry, query],
  );
  const current = Math.min(index, found.length - 1);

  function run(action: Action | undefined) {
    if (!action) return;
    onClose();
    // The dialog gives the focus back first, so that an action may move it on.
    setTimeout(action.run);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = (current + step + found.length) % Math.max(found.length, 1);
      setIndex(next);
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(found[current]);
    }
  }

  return (
    <>
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search aria-hidden className="size-4 text-faint" />
        <input
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the palette was opened to type into it
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={current >= 0 ? `${listId}-${current}` : undefined}
          aria-label="Find an action"
          placeholder="What would you like to do?"
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setIndex(0);
          }}
          onKeyDown={onKeyDown}
          className="h-12 flex-1 bg-transparent text-[15px] outline-none placeholder:text-faint"
        />
      </div>
      <div id={listId} role="listbox" aria-label="Actions" className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
        {found.length === 0 && <p className="px-3 py-6 text-center text-muted">Nothing here is called that.</p>}
        {found.map((action, at) => {
          const Icon = action.icon;
          return (
            <button
              key={action.id}
              id={`${listId}-${at}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={at === current}
              onPointerMove={() => setIndex(at)}
              onClick={() => run(action)}
              className={cn('flex w-full items-center gap-3 rounded-md px-2.5 py-2 text-left', at === current && 'bg-hover')}
            >
              {Icon ? <Icon aria-hidden className="size-4 text-muted" /> : <span className="size-4" />}
              <span className="flex-1">{action.label}</span>
              <span className="text-xs text-faint">{action.group}</span>
              {action.shortcuts?.[0] && <Keys shortcut={action.shortcuts[0]} />}
            </button>
          );
        })}
      </div>
    </>
  );
}

export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-black/50" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[14dvh] left-1/2 z-50 w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 animate-appear overflow-hidden rounded-xl border border-line-strong/80 bg-panel shadow-pop"
        >
          <Dialog.Title className="sr-only">Actions</Dialog.Title>
          <Palette onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
