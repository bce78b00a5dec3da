import { FilterX } from 'lucide-react';
import { Button } from '@/ui/button';
import { Select, TextField } from '@/ui/field';
import { countOf, everything, type Wish } from './activity-filter';

export interface Person {
  readonly id: string;
  readonly name: string;
}

interface ActivityFiltersProps {
  wish: Wish;
  people: readonly Person[];
  onWish: (wish: Wish) => void;
}

const kinds = [
  { value: '', label: 'Everything' },
  { value: 'PROJECT', label: 'The project' },
  { value: 'SCENE', label: 'Scenes' },
  { value: 'CLIP', label: 'Clips' },
];

/** Who, what and when. */
export function ActivityFilters({ wish, people, onWish }: ActivityFiltersProps) {
  const set = (part: Partial<Wish>) => onWish({ ...wish, ...part });
  const persons = [{ value: '', label: 'Everybody' }, ...people.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <div role="group" aria-label="Filters" className="grid grid-cols-2 gap-2.5 border-b bg-well/50 px-4 py-3">
      <Select label="Person" options={persons} value={wish.actorId} onValue={(actorId) => set({ actorId })} />
      <Select label="Kind" options={kinds} value={wish.kind} onValue={(kind) => set({ kind: kind as Wish['kind'] })} />
      <TextField label="From" type="date" max={wish.to || undefined} value={wish.from} onChange={(event) => set({ from: event.currentTarget.value })} />
      <TextField label="To" type="date" min={wish.from || undefined} value={wish.to} onChange={(event) => set({ to: event.currentTarget.value })} />
      {countOf(wish) > 0 && (
        <Button size="small" tone="quiet" icon={FilterX} className="col-span-2 justify-self-start" onClick={() => onWish(everything)}>
          Show everything
        </Button>
      )}
    </div>
  );
}
