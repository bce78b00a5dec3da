import { cn } from '@/ui/cn';
import { Tip } from '@/ui/tip';

/** A steady hue per person, so that their selection on the timeline has the colour of their picture. */
export function colourOf(id: string): string {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return `oklch(0.76 0.11 ${(hash % 24) * 15})`;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

export function Avatar({ id, name, className, note }: { id: string; name: string; className?: string; note?: string }) {
  return (
    <Tip text={note ? `${name}, ${note}` : name}>
      <span
        role="img"
        aria-label={note ? `${name}, ${note}` : name}
        style={{ background: colourOf(id) }}
        className={cn(
          'grid size-6 shrink-0 place-items-center rounded-full text-[10px] font-semibold text-black/75 select-none',
          className,
        )}
      >
        {initials(name)}
      </span>
    </Tip>
  );
}
