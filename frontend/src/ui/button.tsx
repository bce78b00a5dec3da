import { cva, type VariantProps } from 'class-variance-authority';
import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '@/ui/cn';
import { Tip } from '@/ui/tip';

const look = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-45',
  {
    variants: {
      tone: {
        plain: 'border border-line-strong/70 bg-raised text-ink hover:bg-hover',
        quiet: 'text-muted hover:bg-raised hover:text-ink data-[state=open]:bg-raised data-[state=open]:text-ink',
        accent: 'bg-accent text-on-accent hover:bg-accent-strong',
        danger: 'bg-danger/15 text-danger hover:bg-danger/25',
      },
      size: { normal: 'h-8 px-3', small: 'h-7 px-2.5 text-[12.5px]', large: 'h-10 px-4 text-sm' },
    },
    defaultVariants: { tone: 'plain', size: 'normal' },
  },
);

interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof look> {
  icon?: LucideIcon;
  isBusy?: boolean;
}

export function Button({ tone, size, icon: Icon, isBusy = false, className, children, disabled, ...rest }: ButtonProps) {
  const Shown = isBusy ? LoaderCircle : Icon;
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy || undefined}
      className={cn(look({ tone, size }), className)}
    >
      {Shown && <Shown aria-hidden className={cn('size-4', isBusy && 'animate-spin')} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  icon: LucideIcon;
  label: string;
  shortcut?: string;
  isPressed?: boolean;
}

export function IconButton({ icon: Icon, label, shortcut, isPressed, className, ...rest }: IconButtonProps) {
  return (
    <Tip text={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={isPressed}
        {...rest}
        className={cn(look({ tone: 'quiet' }), 'size-8 px-0', isPressed && 'bg-raised text-accent', className)}
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </Tip>
  );
}
