import clsx from 'clsx';
import type { ComponentProps } from 'react';

type FieldProps = {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  hideLabel?: boolean;
} & (({ multiline: true } & ComponentProps<'textarea'>) | ({ multiline?: false } & ComponentProps<'input'>));

const BOX =
  'w-full rounded-sm border border-outline bg-raised px-3 py-2 placeholder:text-quiet aria-invalid:border-danger';

/** A labelled text field; its hint and its error are read with it. */
export function Field({ id, label, hint, error, hideLabel, ...props }: FieldProps) {
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  const aria = { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': described };
  const { multiline, ...control } = props;
  return (
    <div className="mb-4">
      <label htmlFor={id} className={clsx(hideLabel ? 'sr-only' : 'mb-1 block font-semibold')}>
        {label}
      </label>
      {multiline ? (
        <textarea {...(control as ComponentProps<'textarea'>)} {...aria} className={clsx(BOX, 'min-h-20')} />
      ) : (
        <input {...(control as ComponentProps<'input'>)} {...aria} className={BOX} />
      )}
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
