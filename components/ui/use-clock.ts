'use client';

import { useNow } from 'next-intl';
import { useSyncExternalStore } from 'react';

const TICK_MS = 30_000;

const loadedAt = Date.now();
const listeners = new Set<() => void>();
let now: Date | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

/** The time, twice a minute: one timer for everything on the page that shows how long ago something was. */
export function useClock(): Date {
  // What the server's page says, until the clock has ticked.
  const rendered = useNow();
  return useSyncExternalStore(
    subscribe,
    () => now ?? rendered,
    () => rendered,
  );
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    if (Date.now() - (now?.getTime() ?? loadedAt) > TICK_MS) now = new Date();
    timer = setInterval(tick, TICK_MS);
    // A page that nobody looked at may not have ticked.
    document.addEventListener('visibilitychange', tick);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}

function tick(): void {
  now = new Date();
  for (const listener of listeners) listener();
}
