import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { Provider } from 'urql';
import { makeClient } from '@/api/client';
import { useSession } from '@/api/session';
import { router } from '@/app/router';
import { ErrorBoundary } from '@/ui/error-boundary';
import { TipProvider } from '@/ui/tip';
import { Toasts } from '@/ui/toast';

function Pages() {
  const [client] = useState(makeClient);
  return (
    <Provider value={client}>
      {/* A tip that waits for the pointer would stay when that goes on to the next icon. */}
      <TipProvider delayDuration={350} disableHoverableContent>
        <RouterProvider router={router} />
        <Toasts />
      </TipProvider>
    </Provider>
  );
}

export function App() {
  const accountId = useSession((state) => state.account?.id);
  // Another person gets another cache.
  return (
    <ErrorBoundary what="The editor">
      <Pages key={accountId ?? 'nobody'} />
    </ErrorBoundary>
  );
}
