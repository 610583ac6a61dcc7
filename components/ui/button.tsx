import clsx from 'clsx';
import type { ComponentProps } from 'react';

const LOOKS = {
  primary: 'bg-accent text-on-accent px-4 font-semibold',
  plain: 'border border-line bg-raised px-4',
  danger: 'border border-danger bg-raised px-4 text-danger',
  quiet: 'text-quiet hover:text-ink px-2',
} as const;

/** A button; `primary` is the one next step of a screen. */
export function Button({
  look = 'primary',
  className,
  ...props
}: ComponentProps<'button'> & { look?: keyof typeof LOOKS }) {
  return (
    <button
      {...props}
      className={clsx(
        'inline-flex min-h-9 items-center gap-2 rounded-sm disabled:opacity-60 pointer-coarse:min-h-11',
        LOOKS[look],
        className,
      )}
    />
  );
}
