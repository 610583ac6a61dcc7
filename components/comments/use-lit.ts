'use client';

import { useCallback, useState } from 'react';

/** Long enough to find what is new with one's eyes. */
const LIT_MS = 4_000;

/** Which comments are shown as new for a moment. @param first the one a page opens with */
export function useLit(first: string | null) {
  const [lit, setLit] = useState<ReadonlySet<string>>(() => new Set(first ? [first] : []));
  const light = useCallback((ids: string[]) => {
    if (ids.length === 0) return;
    setLit((before) => new Set([...before, ...ids]));
    setTimeout(() => setLit((before) => new Set([...before].filter((id) => !ids.includes(id)))), LIT_MS);
  }, []);
  return { lit, light };
}
