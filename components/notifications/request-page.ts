import { cursorAt } from '@/lib/cursor';
import type { InboxEvent, RowPlace } from '@/lib/notifications/reducer';
import { inboxFromWire, notificationFromWire } from '@/lib/notifications/wire';
import type { WireInbox, WireNotificationItem } from '@/lib/realtime/events';

type WirePage = { items: WireNotificationItem[]; next_cursor: string | null; inbox: WireInbox };

const TRIES = 5;

/**
 * Reads the page of the history below a row. What changed while it was on its way makes it old; it is then read
 * once more.
 * @param revision what is held now
 * @throws Error when the server cannot be reached or refuses
 */
export async function requestPage(
  after: RowPlace | null,
  limit: number,
  revision: () => number,
): Promise<Extract<InboxEvent, { kind: 'page' }>> {
  const cursor = after ? `&cursor=${cursorAt(new Date(after.createdAt), after.id)}` : '';
  for (let tries = 1; ; tries++) {
    const answer = await fetch(`/api/v1/notifications?limit=${limit}${cursor}`);
    if (!answer.ok) throw new Error(`page: ${answer.status}`);
    const page = (await answer.json()) as WirePage;
    const inbox = inboxFromWire(page.inbox);
    if (inbox.revision < revision() && tries < TRIES) continue;
    const items = page.items.map(notificationFromWire);
    return { kind: 'page', after, isLast: page.next_cursor === null, items, inbox };
  }
}
