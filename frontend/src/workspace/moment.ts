import { createContext, use } from 'react';

/** The position that everything below shows the project at; null is now, which goes on. */
export const ShownMoment = createContext<number | null>(null);

export function useShownMoment(): number | null {
  return use(ShownMoment);
}

/** What a query sends as `at`: left out for now, so that the present is asked for in one way only. */
export function useAt(): { position: number } | undefined {
  const position = use(ShownMoment);
  return position === null ? undefined : { position };
}
