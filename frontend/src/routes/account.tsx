import { AccountPage } from '@/features/account/account-page';
import { PageBar } from '@/routes/page-bar';

export function AccountRoute() {
  return (
    <div className="flex h-full flex-col">
      <PageBar />
      <main className="min-h-0 flex-1 overflow-y-auto">
        <AccountPage />
      </main>
    </div>
  );
}
