import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/**
 * A page or a list with nothing to show: a quiet drawing, what is the case, and what can be done.
 * @param title a heading of its own; without it the sentence stands alone
 */
export function EmptyState({
  icon: Icon,
  title,
  text,
  children,
}: {
  icon: LucideIcon;
  title?: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-4 py-10 text-center">
      <Icon aria-hidden strokeWidth={1.25} className="mb-4 size-12 text-outline" />
      {title && <h1 className="text-xl font-semibold text-balance">{title}</h1>}
      <p className="mt-1 max-w-prose text-balance text-quiet">{text}</p>
      {children && <div className="mt-6">{children}</div>}
    </div>
  );
}
