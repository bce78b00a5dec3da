import { X } from 'lucide-react';
import type { JobFilter, JobSort, QueueAroundQuery } from '@/gql/graphql';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { Select, TextField } from '@/ui/field';
import type { Wish } from './use-jobs';
import { countOf, stageNames, stages, type QueueData, type Stage } from './words';

const sorts = [
  { value: 'ENQUEUED_AT DESCENDING', label: 'Newest first' },
  { value: 'ENQUEUED_AT ASCENDING', label: 'Oldest first' },
  { value: 'PRIORITY DESCENDING', label: 'Highest priority first' },
  { value: 'ENDED_AT DESCENDING', label: 'Last ended first' },
  { value: 'NAME ASCENDING', label: 'By name' },
];
const kinds = [
  { value: '', label: 'All kinds' },
  { value: 'image', label: 'Images' },
  { value: 'video', label: 'Videos' },
  { value: 'upscale', label: 'Upscales' },
  { value: 'audio', label: 'Audio' },
];

export interface Around {
  readonly projects: readonly QueueAroundQuery['projects']['edges'][number]['node'][];
  readonly workers: QueueAroundQuery['workers'];
}

interface QueueFiltersProps {
  wish: Wish;
  around: Around;
  counters: QueueData['counters'];
  batchName: string | null;
  onWish: (wish: Wish) => void;
}

/** Which stage of a job's life is shown, or null where all are. */
export function shownStage({ statuses }: JobFilter): Stage | null {
  return stageNames.find((name) => stages[name].statuses.join() === statuses?.join()) ?? null;
}

/** Chips with counters, and what else narrows the queue down. */
export function QueueFilters({ wish, around, counters, batchName, onWish }: QueueFiltersProps) {
  const { filter } = wish;
  const narrow = (part: Partial<JobFilter>) => onWish({ ...wish, filter: { ...filter, ...part } });
  const shown = shownStage(filter);
  const named = (all: string, found: readonly { id: string; name: string }[]) => [{ value: '', label: all }, ...found.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <div className="flex flex-col gap-3 border-b px-5 py-3">
      <div role="group" aria-label="Status" className="flex flex-wrap gap-1.5">
        <Chip label="All" count={countOf(counters, null)} isPressed={shown === null && filter.isBlocked !== true} onPress={() => narrow({ statuses: null, isBlocked: null })} />
        {stageNames.map((name) => (
          <Chip
            key={name}
            label={stages[name].label}
            colour={stages[name].colour}
            count={countOf(counters, stages[name].statuses)}
            isPressed={shown === name}
            onPress={() => narrow({ statuses: shown === name ? null : [...stages[name].statuses], isBlocked: null })}
          />
        ))}
        <Chip label="No worker has what it needs" isPressed={filter.isBlocked === true} onPress={() => narrow({ isBlocked: filter.isBlocked === true ? null : true, statuses: null })} />
      </div>
      <div role="search" aria-label="Jobs" className="flex flex-wrap items-end gap-2.5">
        <TextField label="Search" type="search" placeholder="Name, or the id of a job or attempt" onChange={(event) => narrow({ search: event.currentTarget.value || null })} fieldClassName="w-64" />
        <Select label="Project" options={named('All projects', around.projects)} value={filter.projectId ?? ''} onValue={(value) => narrow({ projectId: value || null, batchId: null })} fieldClassName="max-w-56" />
        <Select label="Kind" options={kinds} value={filter.kinds?.[0] ?? ''} onValue={(value) => narrow({ kinds: value ? [value] : null })} />
        <Select label="Worker" options={named('All workers', around.workers)} value={filter.workerIds?.[0] ?? ''} onValue={(value) => narrow({ workerIds: value ? [value] : null })} fieldClassName="max-w-48" />
        <Select label="Order" options={sorts} value={`${wish.sort} ${wish.direction}`} onValue={(value) => onWish({ ...wish, ...orderOf(value) })} />
        <Select
          label="Show"
          options={[
            { value: 'there', label: 'Without those cleared' },
            { value: 'cleared', label: 'With those cleared' },
          ]}
          value={filter.withCleared ? 'cleared' : 'there'}
          onValue={(value) => narrow({ withCleared: value === 'cleared' })}
        />
        {filter.batchId && (
          <Button icon={X} onClick={() => narrow({ batchId: null })}>
            Batch: {batchName ?? 'one'}
          </Button>
        )}
        {filter.clipId && (
          <Button icon={X} onClick={() => narrow({ clipId: null })}>
            Jobs of one clip
          </Button>
        )}
      </div>
    </div>
  );
}

function orderOf(value: string): Pick<Wish, 'sort' | 'direction'> {
  const [sort, direction] = value.split(' ') as [JobSort, Wish['direction']];
  return { sort, direction };
}

interface ChipProps {
  label: string;
  count?: number;
  colour?: string;
  isPressed: boolean;
  onPress: () => void;
}

function Chip({ label, count, colour, isPressed, onPress }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      onClick={onPress}
      className={cn('flex h-7 items-center gap-1.5 rounded-full border border-line-strong/70 px-2.5 text-[12.5px] text-muted hover:text-ink', isPressed && 'border-accent bg-accent/10 font-medium text-ink')}
    >
      {colour && <span aria-hidden style={{ background: colour }} className="size-2 rounded-full" />}
      {`${label} `}
      {count !== undefined && <span className="tabular text-faint">{count.toLocaleString('en')}</span>}
    </button>
  );
}
