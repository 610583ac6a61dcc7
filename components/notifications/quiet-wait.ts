import type { NotificationView } from '@/lib/notifications/schema';

/** A timer stands still while a computer sleeps, so the clock is looked at again at least this often. */
const LOOK_MS = 60_000;

export interface QuietWait {
  /** Lets these wait for the end. */
  keep(items: NotificationView[], isMore: boolean): void;
  /** Looks whether it is over: after waking up, and when the hours were changed. */
  look(): void;
  stop(): void;
}

/**
 * Keeps what comes in quiet hours until they are over.
 * @param deps.endsAt when they end, or null when it is not quiet
 * @param deps.onEnd gets what came meanwhile; `isMore` when that is only the newest of it
 */
export function createQuietWait(deps: {
  endsAt(): Date | null;
  onEnd(items: NotificationView[], isMore: boolean): void;
}): QuietWait {
  let waiting = new Map<string, NotificationView>();
  let hasMore = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    clearTimeout(timer);
    if (waiting.size === 0) return;
    const end = deps.endsAt();
    if (end) {
      timer = setTimeout(look, Math.min(end.getTime() - Date.now(), LOOK_MS));
      return;
    }
    const [items, isMore] = [[...waiting.values()], hasMore];
    waiting = new Map();
    hasMore = false;
    deps.onEnd(items, isMore);
  };
  return {
    keep(items, isMore) {
      for (const item of items) waiting.set(item.id, item);
      hasMore ||= isMore;
      look();
    },
    look,
    stop: () => clearTimeout(timer),
  };
}
