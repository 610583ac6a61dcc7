'use client';

import { useNow } from 'next-intl';

/** In place of the clock that ticks. */
export function useClock(): Date {
  return useNow();
}
