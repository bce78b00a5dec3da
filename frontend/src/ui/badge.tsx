import { cn } from '@/ui/cn';

/** The name without the badge that the server writes behind it, because the badge is drawn beside it. */
export function bareName(name: string, badge: string): string {
  return badge !== '' && name.endsWith(` ${badge}`) ? name.slice(0, -badge.length - 1) : name;
}

/** The badge of an alternate: A1, A2 … */
export function AlternateBadge({ badge, className }: { badge: string; className?: string }) {
  if (badge === '') return null;
  return (
    <span className={cn('shrink-0 rounded-[3px] bg-violet/20 px-1 text-[10px] leading-4 font-semibold text-violet', className)}>
      {badge}
    </span>
  );
}
