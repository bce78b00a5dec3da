import { useMemo, type ComponentProps } from 'react';
import { actionsOf, isAvailable, useRegistry, type Action } from '@/actions/registry';
import { Button, IconButton } from '@/ui/button';
import type { MenuEntry } from '@/ui/menu';

export function useAction(id: string): Action | undefined {
  const registry = useRegistry((state) => state.registry);
  return useMemo(() => actionsOf(registry).find((action) => action.id === id), [registry, id]);
}

export function menuEntry(action: Action): MenuEntry {
  const { id, label, hint = label, icon, shortcuts, isDanger = false, isIdle = false, run } = action;
  return { id, label: hint, icon, shortcut: shortcuts?.[0], isDanger, isDisabled: isIdle || !isAvailable(action), run };
}

interface ActionIconProps extends Omit<ComponentProps<'button'>, 'id'> {
  action: string;
  isPressed?: boolean;
}

/** An icon button that takes everything from the registry; nothing is drawn while the action is not offered. */
export function ActionIcon({ action: id, ...rest }: ActionIconProps) {
  const action = useAction(id);
  if (!action?.icon) return null;
  const { label, hint = label, icon, shortcuts, isIdle = false, run } = action;
  return (
    <IconButton
      icon={icon}
      label={hint}
      {...(shortcuts?.[0] && { shortcut: shortcuts[0] })}
      disabled={isIdle || !isAvailable(action)}
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
