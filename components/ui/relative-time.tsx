'use client';

import { useFormatter, useLocale } from 'next-intl';
import type { PointerEvent } from 'react';
import { useClock } from '@/components/ui/use-clock';

/** "5 minutes ago", kept right while the page is open; the exact time, where the reader is, is in the tooltip. */
export function RelativeTime({ at }: { at: string }) {
  const locale = useLocale();
  const format = useFormatter();
  const now = useClock();
  const time = new Date(at);
  // A clock that is behind must not speak of the future.
  const shown = format.relativeTime(time < now ? time : now, now);
  // Only for who asks: a thread has many times, and each would be written out while the page is taken over.
  const addTooltip = ({ currentTarget }: PointerEvent<HTMLTimeElement>) => {
    const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
    currentTarget.title = exact.format(time);
  };
  return (
    <time dateTime={at} onPointerEnter={addTooltip}>
      {shown}
    </time>
  );
}
