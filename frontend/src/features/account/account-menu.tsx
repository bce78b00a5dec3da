import { KeyRound, LogOut } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useSession, type Account } from '@/api/session';
import { colourOf } from '@/ui/avatar';
import { Menu } from '@/ui/menu';
import { Tip } from '@/ui/tip';

function AccountButton({ account: { id, name }, ...rest }: { account: Account } & ComponentProps<'button'>) {
  return (
    <Tip text={`Account of ${name}`}>
      <button
        type="button"
        {...rest}
        aria-label={`Account of ${name}`}
        style={{ background: colourOf(id) }}
        className="grid size-7 shrink-0 place-items-center rounded-full text-[11px] font-semibold text-black/75"
      >
        {[...name][0]?.toUpperCase()}
      </button>
    </Tip>
  );
}

interface AccountMenuProps {
  onAccount: () => void;
  onLogOut: () => void;
}

export function AccountMenu({ onAccount, onLogOut }: AccountMenuProps) {
  const account = useSession((state) => state.account);
  if (!account) return null;
  const header = (
    <div className="px-2 pt-1.5 pb-2">
      <p className="font-medium">{account.name}</p>
      <p className="text-xs text-faint">{account.email}</p>
    </div>
  );
  return (
    <Menu
      header={header}
      entries={[
        [
          { id: 'account', label: 'Password and devices', icon: KeyRound, run: onAccount },
          { id: 'log-out', label: 'Log out', icon: LogOut, run: onLogOut },
        ],
      ]}
    >
      <AccountButton account={account} />
    </Menu>
  );
}
