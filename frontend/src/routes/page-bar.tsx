import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ActionIcon } from '@/actions/action-button';
import { runAction } from '@/actions/registry';
import { AccountMenu } from '@/features/account/account-menu';
import { Brand } from '@/ui/brand';
import { Tip } from '@/ui/tip';

/** The bar at the top of every page. */
export function PageBar({ children }: { children?: ReactNode }) {
  const navigate = useNavigate();
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-panel px-3">
      <Tip text="Your projects">
        <Link to="/" aria-label="Your projects" className="flex shrink-0 items-center gap-2 rounded-md px-1.5 py-1 font-semibold hover:bg-raised">
          <Brand />
          {children === undefined && <span>Emergent Storyboard</span>}
        </Link>
      </Tip>
      {children ?? <span className="flex-1" />}
      <ActionIcon action="queue" className="hidden sm:inline-flex" />
      <ActionIcon action="workers" className="hidden sm:inline-flex" />
      <ActionIcon action="workflows" className="hidden sm:inline-flex" />
      <ActionIcon action="palette" className="hidden sm:inline-flex" />
      <ActionIcon action="help" className="hidden sm:inline-flex" />
      <AccountMenu onAccount={() => void navigate({ to: '/account' })} onLogOut={() => runAction('log-out')} />
    </header>
  );
}
