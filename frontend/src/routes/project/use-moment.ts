import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

const from = '/member/projects/$projectId';

/** The moment that the address names, null for now; and the way to another. */
export function useMoment(): readonly [number | null, (position: number | null) => void] {
  const navigate = useNavigate({ from: '/projects/$projectId' });
  const { at = null } = useSearch({ from });
  const isPast = at !== null;
  const see = useCallback(
    (position: number | null) => {
      // Only the step out of the present is one to come back from.
      void navigate({ search: position === null ? {} : { at: position }, replace: isPast && position !== null });
    },
    [navigate, isPast],
  );
  return [at, see];
}
