import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { create } from 'zustand';
import { Button, IconButton } from '@/ui/button';
import { cn } from '@/ui/cn';

type Tone = 'good' | 'info' | 'danger';

interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  readonly remedy: Remedy | undefined;
  readonly topic: string | undefined;
}

/** What can be done about it, as a button. */
export interface Remedy {
  readonly label: string;
  readonly run: () => void;
}

const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));
const shown = 4;
let last = 0;

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

function isAttended(id: number): boolean {
  const element = document.querySelector(`[data-toast="${id}"]`);
  return element !== null && (element.matches(':hover') || element.contains(document.activeElement));
}

/** Goes after a while, but not from under the hand that reaches for it. */
function fade(id: number, milliseconds: number): void {
  setTimeout(() => (isAttended(id) ? fade(id, 2000) : dismiss(id)), milliseconds);
}

/** Says something in passing; what has to be read or acted on stays longer. Of one topic only the last word stands. */
export function toast(text: string, tone: Tone = 'good', remedy?: Remedy, topic?: string): void {
  last += 1;
  const id = last;
  const isOver = (other: Toast) => topic !== undefined && other.topic === topic;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.filter((other) => !isOver(other)).slice(1 - shown), { id, tone, text, remedy, topic }] }));
  fade(id, tone === 'danger' || remedy ? 9000 : 4000);
}

const icons = { good: CircleCheck, info: Info, danger: TriangleAlert };
const colours = { good: 'text-good', info: 'text-info', danger: 'text-danger' };

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div aria-live="polite" className="pointer-events-none fixed right-4 bottom-4 z-[80] [body:has([data-bottom-bar])_&]:bottom-24 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2">
      {toasts.map(({ id, tone, text, remedy }) => {
        const Icon = icons[tone];
        return (
          <div
            key={id}
            data-toast={id}
            role={tone === 'danger' ? 'alert' : 'status'}
            className="pointer-events-auto flex animate-appear items-start gap-2.5 rounded-lg border border-line-strong/80 bg-raised py-2.5 pr-2 pl-3 shadow-pop"
          >
            <Icon aria-hidden className={cn('mt-px size-4 shrink-0', colours[tone])} />
            <p className="min-w-0 flex-1 break-words">{text}</p>
            {remedy && (
              <Button
                size="small"
                className="-my-1"
                onClick={() => {
                  dismiss(id);
                  remedy.run();
                }}
              >
                {remedy.label}
              </Button>
            )}
            <IconButton icon={X} label="Dismiss" className="-my-1.5 size-7" onClick={() => dismiss(id)} />
          </div>
        );
      })}
    </div>
  );
}
