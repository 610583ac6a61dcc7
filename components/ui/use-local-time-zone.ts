'use client';

import { useTimeZone } from 'next-intl';
import { useSyncExternalStore } from 'react';

/** The reader's time zone; that of the server while its page is taken over, so that both say the same. */
export function useLocalTimeZone(): string {
  const ofServer = useTimeZone() ?? 'UTC';
  return useSyncExternalStore(never, local, () => ofServer);
}

let zone: string | undefined;

function local(): string {
  zone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone;
}

const never = () => () => undefined;
