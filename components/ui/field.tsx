import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

interface FrameProps {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  hideLabel?: boolean;
}

type FieldProps = FrameProps &
  (({ multiline: true } & ComponentProps<'textarea'>) | ({ multiline?: false } & ComponentProps<'input'>));

export const FIELD_BOX =
  'w-full rounded-sm border border-outline bg-raised px-3 py-2 placeholder:text-quiet aria-invalid:border-danger pointer-coarse:min-h-11';

/** A labelled text field; its hint and its error are read with it. */
export function Field({ id, label, hint, error, hideLabel, ...props }: FieldProps) {
  const aria = fieldAria(id, hint, error);
  const { multiline, ...control } = props;
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} hideLabel={hideLabel}>
      {multiline ? (
        <textarea
          {...(control as ComponentProps<'textarea'>)}
          {...aria}
          className={clsx(FIELD_BOX, 'min-h-20')}
        />
      ) : (
        <input {...(control as ComponentProps<'input'>)} {...aria} className={FIELD_BOX} />
      )}
    </FieldFrame>
  );
}

/** What the control of a frame says of itself. */
export function fieldAria(id: string, hint?: string, error?: string) {
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  return { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': described };
}

export function FieldFrame({
  id,
  label,
  hint,
  error,
  hideLabel,
  children,
}: FrameProps & { children: ReactNode }) {
  return (
    <div className="mb-4">
      <label htmlFor={id} className={clsx(hideLabel ? 'sr-only' : 'mb-1 block font-semibold')}>
        {label}
      </label>
      {children}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-danger">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-quiet">
          {hint}
        </p>
      )}
    </div>
  );
}
