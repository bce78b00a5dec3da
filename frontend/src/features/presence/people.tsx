import { Avatar } from '@/ui/avatar';
import type { PresentPerson } from './use-presence';

const shown = 5;

/** The others who have the project open. */
export function People({ others }: { others: readonly PresentPerson[] }) {
  if (others.length === 0) return null;
  return (
    <div role="group" aria-label="Also here" className="flex items-center -space-x-1.5 px-1">
      {others.slice(0, shown).map(({ user, sessionId }) => (
        <Avatar key={sessionId} id={user.id} name={user.name} note="here now" className="ring-2 ring-panel" />
      ))}
      {others.length > shown && <span className="pl-3 text-xs text-muted">+{others.length - shown}</span>}
    </div>
  );
}
