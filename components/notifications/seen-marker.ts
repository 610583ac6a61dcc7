import { LIMITS } from '@/lib/limits';

const AGAIN_MS = 4_000;

export interface SeenMarker {
  /** These have been on the screen. */
  seen(ids: string[]): void;
  /** Whether there is a server to tell. */
  setReachable(isReachable: boolean): void;
  stop(): void;
}

/**
 * Marks as read what has been on the screen. What could not be told is told later: it has been seen all the same.
 * @param mark rejects when the server cannot be reached or refuses
 */
export function createSeenMarker(mark: (ids: string[]) => Promise<void>): SeenMarker {
  const due = new Set<string>();
  let isReachable = true;
  let isUnderWay = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const tell = async () => {
    clearTimeout(again);
    if (isUnderWay || !isReachable) return;
    isUnderWay = true;
    while (due.size > 0) {
      const ids = [...due].slice(0, LIMITS.pageMax);
      try {
        await mark(ids);
        for (const id of ids) due.delete(id);
      } catch {
        // Down, or a connection that leads nowhere. Nobody asked for this, so nobody is told.
        again = setTimeout(() => void tell(), AGAIN_MS * (1 + Math.random()));
        break;
      }
    }
    isUnderWay = false;
  };
  return {
    seen(ids) {
      for (const id of ids) due.add(id);
      void tell();
    },
    setReachable(is) {
      isReachable = is;
      void tell();
    },
    stop: () => clearTimeout(again),
  };
}
