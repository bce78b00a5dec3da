import type { LucideIcon } from 'lucide-react';
import { RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';

interface ErrorNoticeProps {
  message: string;
  onRetry?: (() => void) | undefined;
  className?: string;
}

export function ErrorNotice({ message, onRetry, className }: ErrorNoticeProps) {
  return (
    <div
      role="alert"
      className={cn('flex flex-wrap items-center gap-3 rounded-lg border border-danger/30 bg-danger/10 px-3 py-2', className)}
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-danger" />
      <p className="min-w-0 flex-1">{message}</p>
      {onRetry && (
        <Button size="small" icon={RotateCw} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  text: string;
  children?: ReactNode;
}

export function Empty({ icon: Icon, title, text, children }: EmptyProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-14 text-center">
      <div className="mb-2 grid size-12 place-items-center rounded-xl border border-line-strong/60 bg-panel">
        <Icon aria-hidden className="size-5 text-accent" />
      </div>
      <h2 className="text-[15px] font-semibold">{title}</h2>
      <p className="text-muted">{text}</p>
      {children && <div className="mt-3 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}

export function Loading({ label }: { label: string }) {
  return (
    <div role="status" className="flex items-center justify-center gap-2 p-6 text-muted">
      <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-accent" />
      {label}
    </div>
  );
}
