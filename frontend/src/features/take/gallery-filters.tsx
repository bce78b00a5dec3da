import type { TakeFilter, TakeKind, TakeSort } from '@/gql/graphql';
import { Select, TextField } from '@/ui/field';
import type { GalleryClip, Wish } from './use-gallery';

const kinds = [
  { value: '', label: 'Images and videos' },
  { value: 'IMAGE', label: 'Images' },
  { value: 'VIDEO', label: 'Videos' },
];
const sorts: readonly { value: string; label: string }[] = [
  { value: 'NUMBER DESCENDING', label: 'Newest first' },
  { value: 'NUMBER ASCENDING', label: 'Oldest first' },
  { value: 'NAME ASCENDING', label: 'By name' },
  { value: 'SIZE DESCENDING', label: 'Largest first' },
];

interface GalleryFiltersProps {
  clip: GalleryClip | null;
  wish: Wish;
  onWish: (wish: Wish) => void;
}

/** What narrows the gallery down, and its order. */
export function GalleryFilters({ clip, wish, onWish }: GalleryFiltersProps) {
  const { filter } = wish;
  const narrow = (part: Partial<TakeFilter>) => onWish({ ...wish, filter: { ...filter, ...part } });
  const one = (value: string) => (value === '' ? null : [value]);
  const choices = (all: string, values: readonly string[]) => [{ value: '', label: all }, ...values.map((value) => ({ value, label: value }))];
  const models = clip?.takes.models ?? [];
  const workers = clip?.takes.workers ?? [];
  function order(value: string) {
    const [sort, direction] = value.split(' ') as [TakeSort, Wish['direction']];
    onWish({ ...wish, sort, direction });
  }
  return (
    <div role="search" aria-label="Takes" className="flex flex-wrap items-end gap-2.5">
      <TextField label="Search" type="search" placeholder="Name, prompt, model" defaultValue={filter.search ?? ''} onChange={(event) => narrow({ search: event.currentTarget.value || null })} fieldClassName="w-44" />
      <Select label="Kind" options={kinds} value={filter.kinds?.[0] ?? ''} onValue={(value) => narrow({ kinds: one(value) as TakeKind[] | null })} />
      {models.length > 0 && <Select label="Model" options={choices('All models', models)} value={filter.models?.[0] ?? ''} onValue={(value) => narrow({ models: one(value) })} />}
      {workers.length > 0 && <Select label="Worker" options={choices('All workers', workers)} value={filter.workers?.[0] ?? ''} onValue={(value) => narrow({ workers: one(value) })} />}
      <TextField label="Since" type="date" onChange={(event) => narrow({ since: event.currentTarget.value ? new Date(`${event.currentTarget.value}T00:00`).toISOString() : null })} fieldClassName="w-36" />
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
    </div>
  );
}
