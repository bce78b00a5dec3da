import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { create } from 'zustand';
import { cn } from '@/ui/cn';

type Tone = 'good' | 'info' | 'danger';

interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
}

const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));
const shown = 4;
let last = 0;

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** Says something in passing; bad news stays longer, because it has to be read. */
export function toast(text: string, tone: Tone = 'good'): void {
  last += 1;
  const id = last;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(1 - shown), { id, tone, text }] }));
  setTimeout(() => dismiss(id), tone === 'danger' ? 9000 : 4000);
}

const icons = { good: CircleCheck, info: Info, danger: TriangleAlert };
const colours = { good: 'text-good', info: 'text-info', danger: 'text-danger' };

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div aria-live="polite" className="pointer-events-none fixed right-4 bottom-4 z-[80] flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2">
      {toasts.map(({ id, tone, text }) => {
        const Icon = icons[tone];
        return (
          <div
            key={id}
            role={tone === 'danger' ? 'alert' : 'status'}
            className="pointer-events-auto flex animate-appear items-start gap-2.5 rounded-lg border border-line-strong/80 bg-raised py-2.5 pr-2 pl-3 shadow-pop"
          >
            <Icon aria-hidden className={cn('mt-px size-4 shrink-0', colours[tone])} />
            <p className="min-w-0 flex-1 break-words">{text}</p>
            <button type="button" aria-label="Dismiss" className="text-faint hover:text-ink" onClick={() => dismiss(id)}>
              <X aria-hidden className="size-4" />
            </button>
          </div>
        );
      })}
    </div>
  );
}
