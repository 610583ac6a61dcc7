import type { FetchPage } from '@/components/notifications/inbox-store';
import { cursorAt } from '@/lib/cursor';
import { EVERYTHING, type ListFilter } from '@/lib/notifications/filtered';
import { inboxFromWire, notificationFromWire } from '@/lib/notifications/wire';
import type { WireInbox, WireNotificationItem } from '@/lib/realtime/events';

type WirePage = { items: WireNotificationItem[]; next_cursor: string | null; inbox: WireInbox };

/** A request may be sent into a connection that leads nowhere. */
const ANSWER_MS = 5_000;

/**
 * Reads pages of the history by REST.
 * @param origin of the server; empty for the page's own
 */
export function pageFetcher(
  origin = '',
  headers: Record<string, string> = {},
  { filter, type }: ListFilter = EVERYTHING,
): FetchPage {
  return async (after, limit) => {
    const query = new URLSearchParams({ filter, limit: String(limit) });
    if (type) query.set('type', type);
    if (after) query.set('cursor', cursorAt(new Date(after.createdAt), after.id));
    const answer = await fetch(`${origin}/api/v1/notifications?${query}`, {
      headers,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (!answer.ok) throw new Error(`page: ${answer.status}`);
    const page = (await answer.json()) as WirePage;
    return {
      kind: 'page',
      after,
      isLast: page.next_cursor === null,
      items: page.items.map(notificationFromWire),
      inbox: inboxFromWire(page.inbox),
    };
  };
}
