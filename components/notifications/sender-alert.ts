import type { NotificationView } from '@/lib/notifications/schema';

/** A notification that this tab has alerted of. */
export interface Raised {
  item: NotificationView;
  /** What was muted before it came is the server's business. */
  wasMuted: boolean;
}

/** What the one alert of a sender says: the last that came of what is left, and how much else is left. */
export interface SenderAlert {
  shown: NotificationView;
  more: number;
}

/** Names the alert of a sender: a toast by its id, a desktop notification by its tag. Nobody can have two of them. */
export function alertIdOf({ sender }: NotificationView): string {
  return `from:${sender.id}`;
}

/** Adds what has just come. @returns oldest first, each once */
export function withNews(raised: Raised[], news: Raised): Raised[] {
  return [...raised.filter(({ item }) => item.id !== news.item.id), news];
}

/**
 * Collapses what came of one sender into one alert. What was read, retracted or muted since has left it.
 * @param raised oldest first
 * @param now how things are now
 * @returns null when nothing is left to tell of
 */
export function collapse(
  raised: Raised[],
  now: { isUnread(id: string): boolean; isMuted(postId: string): boolean },
): SenderAlert | null {
  const left = raised.filter(
    ({ item, wasMuted }) => now.isUnread(item.id) && (wasMuted || !now.isMuted(item.postId)),
  );
  const newest = left.at(-1);
  return newest ? { shown: newest.item, more: left.length - 1 } : null;
}
