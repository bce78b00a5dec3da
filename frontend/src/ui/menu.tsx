import type { LucideIcon } from 'lucide-react';
import { Check } from 'lucide-react';
import { ContextMenu, DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '@/ui/cn';
import { Keys } from '@/ui/keys';

const surface =
  'z-[60] max-h-(--radix-popper-available-height) min-w-52 animate-appear overflow-y-auto rounded-lg border border-line-strong/80 bg-raised p-1 shadow-pop';
const row =
  'flex cursor-default items-center gap-2.5 rounded-md px-2 py-1.5 outline-none select-none data-[disabled]:opacity-40 data-[highlighted]:bg-hover';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  readonly shortcut?: string | undefined;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  readonly isChecked?: boolean;
  readonly run: () => void;
}

/** Groups of entries; a line is drawn between two groups. */
export type MenuEntries = readonly (readonly MenuEntry[])[];

function Content({ icon: Icon, label, shortcut, isChecked }: MenuEntry) {
  return (
    <>
      {Icon ? <Icon aria-hidden className="size-4 text-muted" /> : null}
      <span className="flex-1">{label}</span>
      {isChecked && <Check aria-hidden className="size-4 text-accent" />}
      {shortcut && <Keys shortcut={shortcut} />}
    </>
  );
}

function rowClass(entry: MenuEntry): string {
  return cn(row, entry.isDanger && 'text-danger [&_svg]:text-danger');
}

interface MenuProps {
  entries: MenuEntries;
  header?: ReactNode;
  align?: 'start' | 'end';
  onOpen?: () => void;
  children: ReactNode;
}

export function Menu({ entries, header, align = 'end', onOpen, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} onOpenChange={(isOpen) => isOpen && onOpen?.()}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} sideOffset={5} collisionPadding={8} className={surface}>
          {header}
          {entries
            .filter((group) => group.length > 0)
            .map((group, index) => (
              <DropdownMenu.Group key={group[0]?.id}>
                {index > 0 && <DropdownMenu.Separator className="mx-1 my-1 h-px bg-line-strong/60" />}
                {group.map((entry) => (
                  <DropdownMenu.Item
                    key={entry.id}
                    disabled={entry.isDisabled ?? false}
                    onSelect={entry.run}
                    className={rowClass(entry)}
                  >
                    <Content {...entry} />
                  </DropdownMenu.Item>
                ))}
              </DropdownMenu.Group>
            ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** The same entries on the secondary mouse button (or a long press). */
export function ContextArea({ entries, children }: { entries: MenuEntries; children: ReactNode }) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content collisionPadding={8} className={surface}>
          {entries
            .filter((group) => group.length > 0)
            .map((group, index) => (
              <ContextMenu.Group key={group[0]?.id}>
                {index > 0 && <ContextMenu.Separator className="mx-1 my-1 h-px bg-line-strong/60" />}
                {group.map((entry) => (
                  <ContextMenu.Item
                    key={entry.id}
                    disabled={entry.isDisabled ?? false}
                    onSelect={entry.run}
                    className={rowClass(entry)}
                  >
                    <Content {...entry} />
                  </ContextMenu.Item>
                ))}
              </ContextMenu.Group>
            ))}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
