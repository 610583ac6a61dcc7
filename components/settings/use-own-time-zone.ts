'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** The time zone of this browser; before any script has run nobody knows it. */
export function useOwnTimeZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  );
}
