import { History, ListFilter } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActionIcon } from '@/actions/action-button';
import { describeFailure } from '@/api/command';
import type { ActivityFilter } from '@/gql/graphql';
import { useRefetchOnChange } from '@/live/live-provider';
import { Button, IconButton } from '@/ui/button';
import { describeDay } from '@/ui/moment';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';
import { PanelTitle } from '@/ui/section';
import { useShownMoment } from '@/workspace/moment';
import { countOf, everything, filterOf } from './activity-filter';
import { ActivityFilters, type Person } from './activity-filters';
import { ActivityItem, type Entry, type EntryDeeds } from './activity-item';
import { byDay, isSameDay } from './days';
import { activityQuery } from './operations';

const pageSize = 40;

export interface HistoryPanelProps extends EntryDeeds {
  projectId: string;
  people: readonly Person[];
  /** What the list can be narrowed to. */
  selection: { readonly id: string; readonly kind: 'scene' | 'clip' } | null;
  actions?: ReactNode;
}

/** Every change in words, as it happens. */
export function HistoryPanel({ projectId, people, selection, actions, ...deeds }: HistoryPanelProps) {
  const [wish, setWish] = useState(everything);
  const [isFiltering, setIsFiltering] = useState(false);
  const [pages, setPages] = useState(1);
  const filter = filterOf(wish, selection?.id);
  const count = countOf(selection ? wish : { ...wish, isSelectionOnly: false });
  return (
    <>
      <PanelTitle
        actions={
          <>
            <IconButton icon={ListFilter} label={count > 0 ? `Filter (${count} set)` : 'Filter'} isPressed={isFiltering || count > 0} aria-expanded={isFiltering} onClick={() => setIsFiltering(!isFiltering)} />
            <ActionIcon action="compare-moments" />
            {actions}
          </>
        }
      >
        History
      </PanelTitle>
      {isFiltering && <ActivityFilters {...{ wish, people }} onWish={setWish} />}
      {selection && (
        <label className="flex items-center gap-2 border-b px-4 py-2 text-muted">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={wish.isSelectionOnly}
            onChange={(event) => setWish({ ...wish, isSelectionOnly: event.currentTarget.checked })}
          />
          <span>Only the selected {selection.kind}</span>
        </label>
      )}
      <Page key={JSON.stringify([projectId, filter])} {...{ projectId, filter, deeds }} after={null} left={pages} onMore={() => setPages(pages + 1)} />
    </>
  );
}

interface PageProps {
  projectId: string;
  filter: ActivityFilter | undefined;
  after: string | null;
  /** The day that the page before ends with. */
  dayBefore?: string;
  /** How many pages to show, this one included. */
  left: number;
  deeds: EntryDeeds;
  onMore: () => void;
}

/** A page with those behind it: each begins where this one ends now, so that nothing falls between two when more arrives. */
function Page({ projectId, filter, after, dayBefore, left, deeds, onMore }: PageProps) {
  const shown = useShownMoment();
  const [{ data, error, fetching, stale }, refetch] = useQuery({ query: activityQuery, variables: { projectId, first: pageSize, after, filter } });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again });
  if (error && !data) return <ErrorNotice className="m-4" message={describeFailure(error)} onRetry={again} />;
  if (!data?.project) return fetching ? <Loading label="Fetching the history" /> : null;
  const { edges, pageInfo } = data.project.activity;
  const entries = edges.map(({ node }) => node);
  if (entries.length === 0 && after === null) return <Nothing isFiltered={filter !== undefined} />;
  return (
    <>
      {error && <ErrorNotice className="m-3" message={describeFailure(error)} onRetry={again} />}
      {byDay(entries).map(({ at, items }) => (
        <section key={at} aria-label={describeDay(at)}>
          {!(dayBefore && isSameDay(dayBefore, at)) && (
            <h3 className="sticky top-11 z-[5] border-b bg-panel px-4 py-1.5 text-xs font-semibold text-accent">{describeDay(at)}</h3>
          )}
          <ol>
            {items.map((entry) => (
              <ActivityItem key={entry.position} entry={entry} stand={standOf(entry, shown)} {...deeds} />
            ))}
          </ol>
        </section>
      ))}
      {pageInfo.hasNextPage && pageInfo.endCursor && left > 1 && (
        <Page {...{ projectId, filter, deeds, onMore }} after={pageInfo.endCursor} left={left - 1} {...(entries.length > 0 && { dayBefore: entries.at(-1)?.at })} />
      )}
      {pageInfo.hasNextPage && left === 1 && (
        <div className="p-3 text-center">
          <Button size="small" onClick={onMore}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

function standOf({ position }: Entry, shown: number | null): 'shown' | 'later' | 'told' {
  if (shown === null || position < shown) return 'told';
  return position === shown ? 'shown' : 'later';
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Empty icon={ListFilter} title="Nothing found" text="No change fits these filters. Take one of them away." />;
  return <Empty icon={History} title="Nothing has happened yet" text="Every change to this project will be listed here." />;
}
