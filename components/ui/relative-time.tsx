'use client';

import { useFormatter, useNow } from 'next-intl';

/** "5 minutes ago", kept right while the page is open; the exact time is in the title. */
export function RelativeTime({ at }: { at: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const time = new Date(at);
  // A clock that is behind must not speak of the future.
  const shown = format.relativeTime(time < now ? time : now, now);
  return (
    <time
      dateTime={at}
      title={format.dateTime(time, { dateStyle: 'long', timeStyle: 'short' })}
      suppressHydrationWarning
    >
      {shown}
    </time>
  );
}
