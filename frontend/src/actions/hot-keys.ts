import { useEffect } from 'react';
import { actionsOf, isAvailable, useRegistry, type Action } from '@/actions/registry';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** The pressed keys in the spelling of `Action.shortcuts`. Shift is part of a character such as `?` already. */
export function shortcutOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): string {
  const name = key === ' ' ? 'space' : key.toLowerCase();
  const hasShift = shiftKey && (name.length > 1 || name !== name.toUpperCase());
  return [ctrlKey || metaKey ? 'mod' : '', altKey ? 'alt' : '', hasShift ? 'shift' : '', name].filter(Boolean).join('+');
}

const typing = 'input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]';
const layers = '[role=dialog], [role=alertdialog], [role=menu]';
const sliding = /^(shift\+)?(arrow(left|right|up|down)|home|end|pageup|pagedown)$/;
const pressable = 'button, a[href], [role=menuitem], summary';

/** Keys belong to the field, dialog or button that has the focus before they belong to the page. */
export function isSpokenFor(target: EventTarget | null, shortcut: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('select') && shortcut.startsWith('mod+')) return false;
  if (target.closest(typing)) return !shortcut.startsWith('mod+k');
  if (target.closest(layers)) return true;
  if (target.closest('input[type=range]') && sliding.test(shortcut)) return true;
  return (shortcut === 'space' || shortcut === 'enter') && target.closest(pressable) !== null;
}

export function actionFor(shortcut: string, actions: readonly Action[]): Action | undefined {
  return actions.findLast((action) => action.shortcuts?.includes(shortcut) && isAvailable(action));
}

export function useHotKeys(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const shortcut = shortcutOf(event);
      if (isSpokenFor(event.target, shortcut)) return;
      const action = actionFor(shortcut, actionsOf(useRegistry.getState().registry));
      if (!action) return;
      event.preventDefault();
      action.run();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
