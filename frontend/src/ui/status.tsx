import type { ClipStatus } from '@/gql/graphql';
import { cn } from '@/ui/cn';

export const statuses: readonly ClipStatus[] = ['DRAFT', 'READY', 'GENERATING', 'REVIEW', 'APPROVED', 'OMITTED'];

export const statusLabels: Record<ClipStatus, string> = {
  DRAFT: 'Draft',
  READY: 'Ready',
  GENERATING: 'Generating',
  REVIEW: 'In review',
  APPROVED: 'Approved',
  OMITTED: 'Omitted',
};

export const statusColours: Record<ClipStatus, string> = {
  DRAFT: 'var(--color-draft)',
  READY: 'var(--color-ready)',
  GENERATING: 'var(--color-generating)',
  REVIEW: 'var(--color-review)',
  APPROVED: 'var(--color-approved)',
  OMITTED: 'var(--color-omitted)',
};

export function StatusDot({ status, className }: { status: ClipStatus; className?: string }) {
  return (
    <span aria-hidden style={{ background: statusColours[status] }} className={cn('size-2 shrink-0 rounded-full', className)} />
  );
}
