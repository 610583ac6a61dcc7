'use client';

import { useEffect, useState } from 'react';

const AGAIN_MS = 3_000;

/**
 * Loads a part of the page when it is wanted, and tries again while the network is away.
 * @param load a stable function that imports it
 * @returns what was loaded, or undefined until then
 */
export function useLoaded<Part>(load: () => Promise<Part>, isWanted: boolean): Part | undefined {
  const [part, setPart] = useState<{ part: Part }>();
  const isMissing = isWanted && part === undefined;
  useEffect(() => {
    if (!isMissing) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const attempt = () =>
      load().then(
        (loaded) => {
          if (!isOver) setPart({ part: loaded });
        },
        () => {
          // Offline: it lies on the other side of the network.
          if (!isOver) timer = setTimeout(() => void attempt(), AGAIN_MS);
        },
      );
    void attempt();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [load, isMissing]);
  return part?.part;
}
