import { useId, type ComponentProps, type ReactNode } from 'react';
import { cn } from '@/ui/cn';

export const controlLook =
  'w-full rounded-md border border-line-strong/70 bg-well px-2.5 text-ink placeholder:text-faint transition-colors hover:border-line-strong focus-visible:border-accent focus-visible:outline-none focus-visible:ring-2 focus-visible:ring-accent/30 disabled:opacity-50 aria-invalid:border-danger';

interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | null | undefined;
  isLabelHidden?: boolean;
  className?: string;
  children: (props: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }) => ReactNode;
}

export function Field({ label, hint, error, isLabelHidden = false, className, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  const noteId = note ? `${id}-note` : undefined;
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      <label htmlFor={id} className={cn('text-[12px] font-medium text-muted', isLabelHidden && 'sr-only')}>
        {label}
      </label>
      {children({ id, 'aria-describedby': noteId, 'aria-invalid': error ? true : undefined })}
      {note && (
        <p id={noteId} role={error ? 'alert' : undefined} className={cn('text-xs', error ? 'text-danger' : 'text-faint')}>
          {note}
        </p>
      )}
    </div>
  );
}

type Common = Pick<FieldProps, 'label' | 'hint' | 'error' | 'isLabelHidden'> & { fieldClassName?: string };

export function TextField({ label, hint, error, isLabelHidden, fieldClassName, className, ...rest }: Common & ComponentProps<'input'>) {
  return (
    <Field {...{ label, hint, error }} {...(isLabelHidden && { isLabelHidden })} {...(fieldClassName && { className: fieldClassName })}>
      {(props) => <input {...props} {...rest} className={cn(controlLook, 'h-8', className)} />}
    </Field>
  );
}

export function TextArea({ label, hint, error, isLabelHidden, fieldClassName, className, ...rest }: Common & ComponentProps<'textarea'>) {
  return (
    <Field {...{ label, hint, error }} {...(isLabelHidden && { isLabelHidden })} {...(fieldClassName && { className: fieldClassName })}>
      {(props) => (
        <textarea
          {...props}
          rows={2}
          {...rest}
          className={cn(controlLook, 'field-sizing-content max-h-64 min-h-14 resize-y py-1.5', className)}
        />
      )}
    </Field>
  );
}

interface SelectProps extends Common, Omit<ComponentProps<'select'>, 'onChange'> {
  options: readonly { readonly value: string; readonly label: string }[];
  onValue?: (value: string) => void;
}

export function Select({ label, hint, error, isLabelHidden, fieldClassName, className, options, onValue, ...rest }: SelectProps) {
  return (
    <Field {...{ label, hint, error }} {...(isLabelHidden && { isLabelHidden })} {...(fieldClassName && { className: fieldClassName })}>
      {(props) => (
        <select
          {...props}
          {...rest}
          onChange={(event) => onValue?.(event.currentTarget.value)}
          className={cn(controlLook, 'h-8 pr-7', className)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
