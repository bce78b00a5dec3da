import type { DifferenceKind } from '@/gql/graphql';
import { cn } from '@/ui/cn';

const words: Record<DifferenceKind, string> = { ADDED: 'added', REMOVED: 'removed', CHANGED: 'changed' };
const looks: Record<DifferenceKind, string> = {
  ADDED: 'bg-good/15 text-good',
  REMOVED: 'bg-danger/15 text-danger',
  CHANGED: 'bg-accent/15 text-accent',
};

/** Whether something is new, gone or different. */
export function ChangeBadge({ kind }: { kind: DifferenceKind }) {
  return <span className={cn('shrink-0 rounded-[3px] px-1.5 text-[11px] leading-5 font-semibold', looks[kind])}>{words[kind]}</span>;
}
