import type { InboxSnapshot, InboxState, NotificationView } from '@/lib/notifications/schema';

/** What a browser knows of an inbox. The one place where client state changes. */
export interface InboxView extends InboxState {
  /** Newest first. */
  items: NotificationView[];
  /** The revision each item came with: a late "all read" marks only what is older than itself. */
  arrivals: ReadonlyMap<string, number>;
  /** Revision of the last "all read": what is older and arrives later is read as well. */
  allReadRevision: number;
  /** Read or retracted before the item itself arrived: messages of two workers may overtake each other. */
  readIds: ReadonlySet<string>;
  retractedIds: ReadonlySet<string>;
}

export type InboxEvent =
  | { kind: 'snapshot'; snapshot: InboxSnapshot }
  | { kind: 'page'; items: NotificationView[]; inbox: InboxState }
  | { kind: 'notification'; item: NotificationView; inbox: InboxState }
  | { kind: 'change'; inbox: InboxState; read?: string[] | 'all'; retracted?: string[]; at: string };

export function inboxFrom(snapshot: InboxSnapshot): InboxView {
  const { revision, unreadCount, items } = snapshot;
  return {
    revision,
    unreadCount,
    items,
    arrivals: new Map(items.map((item) => [item.id, revision])),
    allReadRevision: 0,
    readIds: new Set(),
    retractedIds: new Set(),
  };
}

/**
 * Applies one message. Numbers come from the state with the highest revision only; items are upserted by id;
 * nothing is counted here. Repeats and any order end in the state the server has.
 */
export function inboxReducer(view: InboxView, event: InboxEvent): InboxView {
  switch (event.kind) {
    case 'snapshot':
      return applySnapshot(view, event.snapshot);
    case 'page':
      return event.items.reduce(
        (next, item) => withItem(next, item, event.inbox.revision),
        newest(view, event.inbox),
      );
    case 'notification':
      return withItem(newest(view, event.inbox), event.item, event.inbox.revision);
    case 'change':
      return applyChange(view, event);
  }
}

function applySnapshot(view: InboxView, snapshot: InboxSnapshot): InboxView {
  if (snapshot.revision < view.revision) return view;
  // Rows further down than a snapshot reaches were loaded by scrolling and stay.
  const last = snapshot.items.at(-1);
  const inSnapshot = new Set(snapshot.items.map((item) => item.id));
  const older = view.items.filter((item) => last && !inSnapshot.has(item.id) && isNewer(last, item));
  return {
    ...inboxFrom({ ...snapshot, items: [...snapshot.items, ...older] }),
    retractedIds: view.retractedIds,
  };
}

function applyChange(view: InboxView, event: Extract<InboxEvent, { kind: 'change' }>): InboxView {
  const { read, retracted, inbox, at } = event;
  const isRead = (id: string) =>
    read === 'all' ? (view.arrivals.get(id) ?? 0) < inbox.revision : (read?.includes(id) ?? false);
  const items = view.items
    .filter((item) => !retracted?.includes(item.id))
    .map((item) => (item.readAt === null && isRead(item.id) ? { ...item, readAt: at } : item));
  return {
    ...newest(view, inbox),
    items,
    allReadRevision: read === 'all' ? Math.max(view.allReadRevision, inbox.revision) : view.allReadRevision,
    readIds: Array.isArray(read) ? new Set([...view.readIds, ...read]) : view.readIds,
    retractedIds: retracted ? new Set([...view.retractedIds, ...retracted]) : view.retractedIds,
  };
}

function newest(view: InboxView, inbox: InboxState): InboxView {
  return inbox.revision > view.revision ? { ...view, ...inbox } : view;
}

function withItem(view: InboxView, item: NotificationView, revision: number): InboxView {
  if (view.retractedIds.has(item.id) || view.items.some((held) => held.id === item.id)) return view;
  const isRead = view.readIds.has(item.id) || revision < view.allReadRevision;
  const fresh = isRead && item.readAt === null ? { ...item, readAt: item.createdAt } : item;
  const items = [...view.items, fresh].sort((a, b) => (isNewer(a, b) ? -1 : 1));
  return { ...view, items, arrivals: new Map([...view.arrivals, [item.id, revision]]) };
}

function isNewer(a: NotificationView, b: NotificationView): boolean {
  return a.createdAt === b.createdAt ? a.id > b.id : a.createdAt > b.createdAt;
}
