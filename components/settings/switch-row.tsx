import clsx from 'clsx';
import type { ReactNode } from 'react';

/** A switch of a form, with what it is for and why it could not be switched. It submits the form. */
export function SwitchRow({
  id,
  label,
  hint,
  isOn,
  error,
  children,
}: {
  id: string;
  label: string;
  hint?: string;
  isOn: boolean;
  error?: string;
  children?: ReactNode;
}) {
  return (
    <div className="flex items-start justify-between gap-4 py-3">
      <div className="min-w-0">
        <label htmlFor={id} className="font-semibold">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-quiet">
            {hint}
          </p>
        )}
        {children}
        <p role="alert" id={`${id}-error`} className="mt-1 text-sm text-danger empty:hidden">
          {error}
        </p>
      </div>
      <button
        id={id}
        role="switch"
        aria-checked={isOn}
        aria-describedby={clsx(hint && `${id}-hint`, error && `${id}-error`) || undefined}
        className="inline-flex shrink-0 items-center pointer-coarse:min-h-11"
      >
        <span
          className={clsx(
            'flex h-6 w-10 items-center rounded-full border p-0.5',
            isOn ? 'justify-end border-ink bg-ink' : 'border-outline bg-raised',
          )}
        >
          <span className={clsx('size-4.5 rounded-full', isOn ? 'bg-paper' : 'bg-outline')} />
        </span>
      </button>
    </div>
  );
}
