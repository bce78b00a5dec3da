import { useMemo, type ComponentProps } from 'react';
import { actionsOf, isAvailable, useRegistry, type Action } from '@/actions/registry';
import { Button, IconButton } from '@/ui/button';
import type { MenuEntry } from '@/ui/menu';

export function useAction(id: string): Action | undefined {
  const registry = useRegistry((state) => state.registry);
  return useMemo(() => actionsOf(registry).find((action) => action.id === id), [registry, id]);
}

export function menuEntry(action: Action): MenuEntry {
  const { id, label, icon, shortcuts, isDanger = false, run } = action;
  return { id, label, icon, shortcut: shortcuts?.[0], isDanger, isDisabled: !isAvailable(action), run };
}

interface ActionIconProps extends Omit<ComponentProps<'button'>, 'id'> {
  action: string;
  isPressed?: boolean;
}

/** An icon button that takes everything from the registry; nothing is drawn while the action is not offered. */
export function ActionIcon({ action: id, ...rest }: ActionIconProps) {
  const action = useAction(id);
  if (!action?.icon) return null;
  const { label, icon, shortcuts, run } = action;
  return (
    <IconButton
      icon={icon}
      label={label}
      {...(shortcuts?.[0] && { shortcut: shortcuts[0] })}
      disabled={!isAvailable(action)}
      onClick={run}
      {...rest}
    />
  );
}

interface ActionButtonProps extends Omit<ComponentProps<typeof Button>, 'id' | 'icon'> {
  action: string;
}

export function ActionButton({ action: id, children, ...rest }: ActionButtonProps) {
  const action = useAction(id);
  if (!action) return null;
  return (
    <Button {...(action.icon && { icon: action.icon })} disabled={!isAvailable(action)} onClick={action.run} {...rest}>
      {children ?? action.label}
    </Button>
  );
}
