import { type InboxEvent, inboxReducer, type InboxView } from '@/lib/notifications/reducer';
import type { InboxFilter, NotificationView } from '@/lib/notifications/schema';
import type { NotificationType } from '@/lib/realtime/events';

/** Which rows a list shows. */
export interface ListFilter {
  filter: InboxFilter;
  /** One kind, or null for all of them. */
  type: NotificationType | null;
}

export const EVERYTHING: ListFilter = { filter: 'all', type: null };

export function isListed(item: NotificationView, { filter, type }: ListFilter): boolean {
  return (filter === 'all' || item.readAt === null) && (type === null || item.type === type);
}

/**
 * The reducer of a list that shows only some of an inbox. It takes the same messages as that of the whole inbox, only
 * snapshots and pages are those of the list. It may hold more than it shows: rows that were read stay, to be shown
 * again if that is taken back.
 */
export function filteredReducer({ filter }: ListFilter): typeof inboxReducer {
  return (view, event) => {
    const next = inboxReducer(view, event);
    return filter === 'unread' && misses(next, event) ? { ...next, isDoubted: true } : next;
  };
}

/**
 * A message as a list takes it, after the inbox has: a list of what is unread cannot know of a row that it does not hold
 * whether it is new or was read before it was told.
 */
export function knownTo(inbox: InboxView, event: InboxEvent): InboxEvent {
  if (event.kind !== 'notification') return event;
  const held = inbox.items.find(({ id }) => id === event.item.id);
  return held ? { ...event, item: held } : event;
}

/** Whether a message made rows unread that are not here: only the server knows which they are. */
function misses(view: InboxView, event: InboxEvent): boolean {
  if (event.kind !== 'change' && event.kind !== 'state') return false;
  if (event.inbox.revision <= view.snapshotRevision) return false;
  const held = new Set(view.items.map(({ id }) => id));
  return (event.unread ?? []).some((id) => !held.has(id) && view.told.get(id)?.isRead === false);
}
