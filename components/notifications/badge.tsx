/** The unread number; nothing at 0, 99+ from 100 on. Decorative: the bell's name says it. */
export function Badge({ count }: { count: number }) {
  if (count <= 0) return null;
  return (
    <span
      // A new element for each number, so that it grows in again.
      key={count}
      aria-hidden
      data-testid="unread-badge"
      className="absolute -top-2 left-2.5 min-w-5 animate-grow rounded-full bg-accent px-1 text-center text-xs leading-5 font-semibold whitespace-nowrap text-on-accent tabular-nums"
    >
      {count > 99 ? '99+' : count}
    </span>
  );
}
