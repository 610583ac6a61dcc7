'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useClock } from '@/components/ui/use-clock';
import { useLocalTimeZone } from '@/components/ui/use-local-time-zone';
import { dayBefore, dayOf } from '@/lib/notifications/grouping';

/** Today, yesterday, or the date; right also when midnight passes. */
export function DayHeading({ day, as: Heading }: { day: string; as: 'h2' | 'h3' }) {
  const t = useTranslations('inbox');
  const format = useFormatter();
  const timeZone = useLocalTimeZone();
  const today = dayOf(useClock(), timeZone);
  const date = () =>
    // A day, not a moment: it has no time zone of its own.
    format.dateTime(new Date(`${day}T00:00:00Z`), {
      timeZone: 'UTC',
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      ...(day.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' }),
    });
  return (
    <Heading className="pt-4 pb-1.5 text-sm font-semibold text-quiet" suppressHydrationWarning>
      {day === today ? t('today') : day === dayBefore(today) ? t('yesterday') : date()}
    </Heading>
  );
}
