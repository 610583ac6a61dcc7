'use client';

import { useFormatter } from 'next-intl';
import { useClock } from '@/components/ui/use-clock';
import { useLocalTimeZone } from '@/components/ui/use-local-time-zone';

/** "5 minutes ago", kept right while the page is open; the exact time, where the reader is, is in the title. */
export function RelativeTime({ at }: { at: string }) {
  const format = useFormatter();
  const now = useClock();
  const timeZone = useLocalTimeZone();
  const time = new Date(at);
  // A clock that is behind must not speak of the future.
  const shown = format.relativeTime(time < now ? time : now, now);
  return (
    <time
      dateTime={at}
      title={format.dateTime(time, { dateStyle: 'long', timeStyle: 'short', timeZone })}
      suppressHydrationWarning
    >
      {shown}
    </time>
  );
}
