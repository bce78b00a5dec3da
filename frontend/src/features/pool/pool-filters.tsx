import { LayoutGrid, List } from 'lucide-react';
import type { PoolFilter, PoolSort, TakeKind } from '@/gql/graphql';
import { IconButton } from '@/ui/button';
import { cn } from '@/ui/cn';
import { Select, TextField } from '@/ui/field';
import type { Wish } from './use-pool';

const kinds = [
  { value: '', label: 'Images and videos' },
  { value: 'IMAGE', label: 'Images' },
  { value: 'VIDEO', label: 'Videos' },
];
const sorts = [
  { value: 'ADDED_AT DESCENDING', label: 'Newest first' },
  { value: 'CHANGED_AT DESCENDING', label: 'Changed last first' },
  { value: 'NAME ASCENDING', label: 'By name' },
  { value: 'SIZE DESCENDING', label: 'Largest first' },
];

interface PoolFiltersProps {
  tags: readonly string[];
  wish: Wish;
  isList: boolean;
  onWish: (wish: Wish) => void;
  onList: (isList: boolean) => void;
}

/** What narrows the pool down, its order and its shape. */
export function PoolFilters({ tags, wish, isList, onWish, onList }: PoolFiltersProps) {
  const { filter } = wish;
  const narrow = (part: Partial<PoolFilter>) => onWish({ ...wish, filter: { ...filter, ...part } });
  const wanted = filter.tags ?? [];
  function order(value: string) {
    const [sort, direction] = value.split(' ') as [PoolSort, Wish['direction']];
    onWish({ ...wish, sort, direction });
  }
  function toggle(tag: string) {
    const rest = wanted.filter((one) => one !== tag);
    narrow({ tags: rest.length === wanted.length ? [...wanted, tag] : rest });
  }
  return (
    <div role="search" aria-label="Pool" className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-end gap-2.5">
        <TextField label="Search" type="search" placeholder="Name, tag, prompt" defaultValue={filter.search ?? ''} onChange={(event) => narrow({ search: event.currentTarget.value || null })} fieldClassName="w-52" />
        <Select label="Kind" options={kinds} value={filter.kinds?.[0] ?? ''} onValue={(value) => narrow({ kinds: value === '' ? null : [value as TakeKind] })} />
        <Select label="Order" options={sorts} value={`${wish.sort} ${wish.direction}`} onValue={order} />
        <Select
          label="Show"
          options={[
            { value: 'there', label: 'What is there' },
            { value: 'deleted', label: 'What was deleted' },
          ]}
          value={filter.isDeleted ? 'deleted' : 'there'}
          onValue={(value) => narrow({ isDeleted: value === 'deleted' })}
        />
        <span className="flex">
          <IconButton icon={LayoutGrid} label="As a grid" aria-pressed={!isList} className={cn(!isList && 'bg-raised text-accent')} onClick={() => onList(false)} />
          <IconButton icon={List} label="As a list" aria-pressed={isList} className={cn(isList && 'bg-raised text-accent')} onClick={() => onList(true)} />
        </span>
      </div>
      {tags.length > 0 && (
        <div role="group" aria-label="Only with these tags" className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <button
              key={tag}
              type="button"
              aria-pressed={wanted.includes(tag)}
              onClick={() => toggle(tag)}
              className={cn('rounded-full border border-line px-2 py-0.5 text-xs text-muted hover:border-line-strong', wanted.includes(tag) && 'border-accent text-ink')}
            >
              {tag}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
