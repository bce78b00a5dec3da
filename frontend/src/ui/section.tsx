import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  isClosed?: boolean;
  /** What is in it is only made when it is opened for the first time. */
  isLazy?: boolean;
  children: ReactNode;
}

/** A part of a side panel that folds away. */
export function Section({ title, isClosed = false, isLazy = false, children }: SectionProps) {
  const [isMade, setIsMade] = useState(!isLazy || !isClosed);
  return (
    <details open={!isClosed} onToggle={(event) => event.currentTarget.open && setIsMade(true)} className="group/section border-t border-line first:border-t-0">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 px-4 py-2.5 font-semibold hover:bg-raised/60">
        <ChevronRight aria-hidden className="size-3.5 text-faint transition-transform group-open/section:rotate-90" />
        {title}
      </summary>
      <div className="flex flex-col gap-3 px-4 pb-4">{isMade && children}</div>
    </details>
  );
}

export function PanelTitle({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <header className="sticky top-0 z-10 flex h-11 items-center gap-2 border-b bg-panel pr-2 pl-4">
      <h2 className="flex min-w-0 flex-1 items-center gap-2 font-semibold">{children}</h2>
      {actions}
    </header>
  );
}

/** Text that follows from other fields. */
export function Derived({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <p className="text-[12px] font-medium text-muted">{label}</p>
      <p className="mt-0.5 rounded-md bg-well px-2.5 py-1.5 break-words whitespace-pre-wrap text-muted">
        {text || <span className="text-faint">Empty</span>}
      </p>
    </div>
  );
}
