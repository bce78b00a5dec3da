import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { create } from 'zustand';

export type ActionGroup = 'Go to' | 'Project' | 'Workflow' | 'History' | 'Scene' | 'Clip' | 'Takes' | 'Pool' | 'Queue' | 'Workers' | 'Timeline' | 'Playback' | 'View';

/** Something a person can do here and now. Buttons, menus, the palette and the hot keys all read this. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly group: ActionGroup;
  readonly icon?: LucideIcon;
  /** Such as `mod+k`, `shift+arrowleft` or `?`. */
  readonly shortcuts?: readonly string[];
  readonly isDanger?: boolean;
  /** Says on a button what exactly would happen, or why nothing would. Left out: the label. */
  readonly hint?: string;
  /** Nothing to do at the moment, as far as this page knows: buttons show it, the keys ask all the same. */
  readonly isIdle?: boolean;
  /** Left out: always. */
  readonly when?: () => boolean;
  readonly run: () => void;
}

export type Registry = ReadonlyMap<symbol, readonly Action[]>;

export const useRegistry = create<{ registry: Registry }>(() => ({ registry: new Map() }));

/** Those that were offered last win: a page's action replaces an outer one of the same id. */
export function actionsOf(registry: Registry): readonly Action[] {
  const byId = new Map<string, Action>();
  for (const actions of registry.values()) for (const action of actions) byId.set(action.id, action);
  return [...byId.values()];
}

export function isAvailable(action: Action): boolean {
  return action.when?.() ?? true;
}

/** Offers actions for as long as the calling component is on the page. */
export function useActions(actions: readonly Action[]): void {
  const owner = useRef(Symbol('actions'));
  useEffect(() => {
    useRegistry.setState(({ registry }) => ({ registry: new Map(registry).set(owner.current, actions) }));
  }, [actions]);
  useEffect(() => {
    const key = owner.current;
    return () => {
      useRegistry.setState(({ registry }) => {
        const rest = new Map(registry);
        rest.delete(key);
        return { registry: rest };
      });
    };
  }, []);
}

export function findAction(id: string): Action | undefined {
  return actionsOf(useRegistry.getState().registry).find((action) => action.id === id);
}

export function runAction(id: string): void {
  const action = findAction(id);
  if (action && isAvailable(action)) action.run();
}
