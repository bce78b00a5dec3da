import { useMemo } from 'react';
import { actionsOf, useRegistry, type Action, type ActionGroup } from '@/actions/registry';
import { Dialog } from '@/ui/dialog';
import { Keys } from '@/ui/keys';

export function groupsOf(actions: readonly Action[]): [ActionGroup, readonly Action[]][] {
  const groups = new Map<ActionGroup, Action[]>();
  for (const action of actions) {
    if (!action.shortcuts?.length) continue;
    groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  }
  return [...groups];
}

export function HelpDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const registry = useRegistry((state) => state.registry);
  const groups = useMemo(() => groupsOf(actionsOf(registry)), [registry]);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Keyboard"
      description="These keys work on this page while you are not typing."
      className="w-[min(50rem,calc(100vw-1.5rem))]"
    >
      <div className="columns-1 gap-8 sm:columns-2">
        {groups.map(([group, actions]) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-xs font-semibold text-accent">{group}</h3>
            <dl>
              {actions.map((action) => (
                <div key={action.id} className="flex items-center gap-3 border-b border-line/60 py-1.5 last:border-0">
                  <dt className="flex-1">{action.label}</dt>
                  <dd className="flex gap-2">
                    {action.shortcuts?.map((shortcut) => <Keys key={shortcut} shortcut={shortcut} />)}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
