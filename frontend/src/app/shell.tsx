import { Outlet, useNavigate } from '@tanstack/react-router';
import { ChartColumn, CircleHelp, Command, FolderOpen, KeyRound, ListOrdered, LogOut, Server, Workflow } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { CommandPalette } from '@/actions/command-palette';
import { HelpDialog } from '@/actions/help-dialog';
import { useHotKeys } from '@/actions/hot-keys';
import { useActions, type Action } from '@/actions/registry';
import { logOut, useSession } from '@/api/session';
import { disconnect } from '@/live/socket';
import { toast } from '@/ui/toast';

/** Around every page of a logged-in person: the keys, the palette and the help. */
export function Shell() {
  const navigate = useNavigate();
  const account = useSession((state) => state.account);
  const [layer, setLayer] = useState<'palette' | 'help' | null>(null);
  useHotKeys();
  const actions = useMemo<readonly Action[]>(
    () => [
      { id: 'palette', label: 'Find an action', group: 'Go to', icon: Command, shortcuts: ['mod+k'], run: () => setLayer('palette') },
      { id: 'help', label: 'Show the keyboard help', group: 'Go to', icon: CircleHelp, shortcuts: ['?'], run: () => setLayer('help') },
      { id: 'projects', label: 'Your projects', group: 'Go to', icon: FolderOpen, run: () => void navigate({ to: '/' }) },
      { id: 'workflows', label: 'Workflows', group: 'Go to', icon: Workflow, run: () => void navigate({ to: '/workflows' }) },
      { id: 'queue', label: 'Queue', group: 'Go to', icon: ListOrdered, run: () => void navigate({ to: '/queue' }) },
      { id: 'statistics', label: 'Statistics of the queue', group: 'Go to', icon: ChartColumn, run: () => void navigate({ to: '/queue/statistics' }) },
      { id: 'workers', label: 'Workers', group: 'Go to', icon: Server, run: () => void navigate({ to: '/workers' }) },
      { id: 'account', label: 'Password and devices', group: 'Go to', icon: KeyRound, run: () => void navigate({ to: '/account' }) },
      {
        id: 'log-out',
        label: 'Log out',
        group: 'Go to',
        icon: LogOut,
        run: () => void logOut().catch((error: unknown) => toast(error instanceof Error ? error.message : 'Try again.', 'danger')),
      },
    ],
    [navigate],
  );
  useActions(actions);
  useEffect(() => {
    if (account !== null) return;
    disconnect();
    void navigate({ to: '/sign-in' });
  }, [account, navigate]);
  return (
    <>
      <Outlet />
      <CommandPalette isOpen={layer === 'palette'} onClose={() => setLayer(null)} />
      <HelpDialog isOpen={layer === 'help'} onClose={() => setLayer(null)} />
    </>
  );
}
