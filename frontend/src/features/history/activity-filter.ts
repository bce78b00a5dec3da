import type { ActivityFilter, AggregateKind } from '@/gql/graphql';

/** What a person wants to see of the history; empty texts mean everything. */
export interface Wish {
  readonly actorId: string;
  readonly kind: '' | AggregateKind;
  /** Days as a date field writes them: 2026-03-01. */
  readonly from: string;
  readonly to: string;
  /** Only what is selected. */
  readonly isSelectionOnly: boolean;
}

export const everything: Wish = { actorId: '', kind: '', from: '', to: '', isSelectionOnly: false };

/** Midnight where the person is, some days later. */
function midnight(day: string, later = 0): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}

/** The last millisecond of a day. */
function endOf(day: string): string {
  return new Date(Date.parse(midnight(day, 1)) - 1).toISOString();
}

/** What the server is asked for; undefined for everything. */
export function filterOf({ actorId, kind, from, to, isSelectionOnly }: Wish, selectedId: string | undefined): ActivityFilter | undefined {
  const filter: ActivityFilter = {
    ...(actorId && { actorId }),
    ...(kind && { aggregate: kind }),
    ...(from && { since: midnight(from) }),
    ...(to && { until: endOf(to) }),
    ...(isSelectionOnly && selectedId !== undefined && { thingId: selectedId }),
  };
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** How many of the filters are set. */
export function countOf({ isSelectionOnly, ...texts }: Wish): number {
  return Object.values(texts).filter(Boolean).length + (isSelectionOnly ? 1 : 0);
}
