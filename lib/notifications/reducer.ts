import { LIMITS } from '@/lib/limits';
import { isOdd, known, newest, type Revisions } from '@/lib/notifications/revisions';
import { isNewer, newestFirst, type RowPlace } from '@/lib/notifications/row-place';
import type { InboxSnapshot, InboxState, NotificationView } from '@/lib/notifications/schema';
import {
  confirmed,
  hasClaim,
  type Marks,
  REMEMBERED_IDS,
  toldByMarks,
  toldByRows,
  type ToldRows,
  withTold,
} from '@/lib/notifications/told';

/** What a browser knows of an inbox. The one place where client state changes. */
export interface InboxView extends Revisions {
  /** Newest first. */
  items: NotificationView[];
  /** Nothing lies below the last row. */
  isWhole: boolean;
  /** Revision of the last snapshot: a message that is not newer tells nothing about rows. */
  snapshotRevision: number;
  /** Rows below this one may have changed unseen: their pages want to be read again. */
  staleBelow: RowPlace | null;
  /** What each row's state is as of. */
  asOf: ReadonlyMap<string, number>;
  /** Revision of the last "all read": rows that are older and come later are read as well. */
  allReadRevision: number;
  /** A message did not say all of what it changed; the next snapshot does. */
  isDoubted: boolean;
  /** What was said last of rows, also of those that have not come yet: messages may overtake each other. */
  told: ToldRows;
  retractedIds: ReadonlySet<string>;
}

export type InboxEvent =
  /** The newest rows with the state they belong to; `isCatchUp` after a time in which messages may have been lost. */
  | { kind: 'snapshot'; snapshot: InboxSnapshot; isCatchUp?: boolean }
  /** Older rows: all there are between a row (left out) and the last one given. */
  | { kind: 'page'; after: RowPlace | null; isLast: boolean; items: NotificationView[]; inbox: InboxState }
  | { kind: 'notification'; item: NotificationView; inbox: InboxState }
  /** What one revision changed. */
  | ({ kind: 'change'; inbox: InboxState; at: string; read?: string[] | 'all' } & Omit<Marks, 'read'>)
  /** Numbers: on connecting, or the answer to a request, whose revision may be another change's. */
  | ({ kind: 'state'; inbox: InboxState; at: string } & Marks);

export function inboxFrom(snapshot: InboxSnapshot): InboxView {
  const { revision, unreadCount, items } = snapshot;
  return {
    revision,
    unreadCount,
    items,
    isWhole: items.length < LIMITS.pageDefault,
    completeRevision: revision,
    aheadRevisions: new Set(),
    snapshotRevision: revision,
    staleBelow: null,
    asOf: new Map(items.map((item) => [item.id, revision])),
    allReadRevision: 0,
    isDoubted: false,
    told: toldByRows(items, revision),
    retractedIds: new Set(),
  };
}

/**
 * Applies one message. Numbers come from the state with the highest revision only; rows are upserted by id;
 * nothing is counted here. Repeats and any order end in the state the server has, once `needsSnapshot` is false.
 */
export function inboxReducer(view: InboxView, event: InboxEvent): InboxView {
  switch (event.kind) {
    case 'snapshot':
      return applySnapshot(view, event.snapshot, event.isCatchUp ?? false);
    case 'page':
      return applyPage(view, event);
    case 'notification':
      return withArrival(known(newest(view, event.inbox), event.inbox.revision), event);
    case 'change':
      return withChange(known(newest(view, event.inbox), event.inbox.revision), event);
    case 'state':
      return withChange(newest(isOdd(view, event.inbox) ? doubted(view) : view, event.inbox), event);
  }
}

/**
 * Whether the view may differ from what the server has: a revision is missing, an "all read" was not the whole
 * truth, more rows stand unread than there are, or no message confirms what an answer said.
 */
export function needsSnapshot(view: InboxView): boolean {
  const isMiscounted = view.revision > view.snapshotRevision && hasTooManyUnread(view);
  const isUnconfirmed = hasClaim(view.told, view.completeRevision);
  return view.completeRevision < view.revision || view.isDoubted || isMiscounted || isUnconfirmed;
}

function applySnapshot(view: InboxView, snapshot: InboxSnapshot, isCatchUp: boolean): InboxView {
  // A late answer: what it says may have changed since, and nobody could tell what.
  if (snapshot.revision < view.revision) return view;
  const last = snapshot.items.at(-1);
  const fresh = inboxFrom(snapshot);
  // Rows further down than a snapshot reaches were loaded by scrolling and stay.
  const older = last && !fresh.isWhole ? view.items.filter((item) => isNewer(last, item)) : [];
  const next = {
    ...fresh,
    isWhole: older.length > 0 ? view.isWhole : fresh.isWhole,
    items: [...snapshot.items, ...older],
    asOf: new Map([...older.map((item) => [item.id, view.asOf.get(item.id) ?? 0] as const), ...fresh.asOf]),
    allReadRevision: view.allReadRevision,
    told: withTold(confirmed(view.told), fresh.told, REMEMBERED_IDS + view.items.length),
    retractedIds: view.retractedIds,
  };
  const isBehind = view.completeRevision < snapshot.revision;
  const hasMissed = isCatchUp || view.isDoubted || isBehind || hasClaim(view.told) || hasTooManyUnread(next);
  return { ...next, staleBelow: last && older.length > 0 && hasMissed ? last : view.staleBelow };
}

function applyPage(view: InboxView, page: Extract<InboxEvent, { kind: 'page' }>): InboxView {
  if (page.inbox.revision < view.revision) return view;
  const { after, isLast, items } = page;
  const last = items.at(-1);
  const isInRange = (item: NotificationView) =>
    (after === null || isNewer(after, item)) && (isLast || (last !== undefined && !isNewer(last, item)));
  const rest = view.items.filter((item) => !isInRange(item));
  const isChecked = view.staleBelow !== null && after?.id === view.staleBelow.id;
  const hasMore = last !== undefined && rest.some((item) => isNewer(last, item));
  return {
    ...newest(view, page.inbox),
    items: newestFirst([...rest, ...items]),
    isWhole: isLast || (hasMore && view.isWhole),
    staleBelow: isChecked ? (hasMore ? last : null) : view.staleBelow,
    asOf: new Map([...view.asOf, ...items.map((item) => [item.id, page.inbox.revision] as const)]),
    told: withTold(view.told, toldByRows(items, page.inbox.revision), REMEMBERED_IDS + view.items.length),
  };
}

function withArrival(
  view: InboxView,
  { item, inbox }: Extract<InboxEvent, { kind: 'notification' }>,
): InboxView {
  // Part of a snapshot already, or gone before it.
  if (inbox.revision <= view.snapshotRevision || view.retractedIds.has(item.id)) return view;
  if (view.asOf.has(item.id)) {
    // A snapshot may hold a row before it is told. If an "all read" took it along, perhaps it should not have.
    const held = view.items.find(({ id }) => id === item.id);
    const isDoubtful = held !== undefined && held.readAt !== null && !view.told.get(item.id)?.isRead;
    return isDoubtful ? doubted(view) : view;
  }
  const last = view.items.at(-1);
  // Below what was loaded: pages would go on from it, and leave out what is in between. It comes with its own.
  if (!view.isWhole && last && isNewer(last, item)) return view;
  const told = view.told.get(item.id);
  const isRead = told?.isRead || (told ?? inbox).revision < view.allReadRevision;
  const row = isRead ? { ...item, readAt: item.readAt ?? item.createdAt } : item;
  return {
    ...view,
    items: newestFirst([...view.items, row]),
    asOf: new Map([...view.asOf, [item.id, inbox.revision]]),
  };
}

function withChange(view: InboxView, event: Extract<InboxEvent, { kind: 'change' | 'state' }>): InboxView {
  const { read, unread, retracted = [], inbox, at } = event;
  const isAll = read === 'all';
  const marks = { read: isAll ? [] : read, unread };
  const news = toldByMarks(view.told, marks, inbox.revision, event.kind === 'state');
  const told = withTold(view.told, news, REMEMBERED_IDS + view.items.length);
  const knownAt = (id: string) => Math.max(view.asOf.get(id) ?? 0, told.get(id)?.revision ?? 0);
  const marked = (item: NotificationView) => {
    const isRead = news.get(item.id)?.isRead;
    if (item.readAt === null) {
      const isRow = isRead ?? (isAll && knownAt(item.id) < inbox.revision);
      return isRow ? { ...item, readAt: at } : item;
    }
    // Marked as unread before the last "all read", and told only now.
    return isRead === false && inbox.revision >= view.allReadRevision ? { ...item, readAt: null } : item;
  };
  return {
    ...view,
    items: view.items.filter((item) => !retracted.includes(item.id)).map(marked),
    allReadRevision: isAll ? Math.max(view.allReadRevision, inbox.revision) : view.allReadRevision,
    // An "all read" that left something unread does not say what.
    isDoubted: view.isDoubted || (isAll && inbox.unreadCount > 0 && inbox.revision > view.snapshotRevision),
    told,
    retractedIds: remembered(view.retractedIds, retracted),
  };
}

function hasTooManyUnread(view: Pick<InboxView, 'items' | 'unreadCount'>): boolean {
  const held = view.items.filter((item) => item.readAt === null).length;
  return view.unreadCount < LIMITS.unreadMax && held > view.unreadCount;
}

function doubted(view: InboxView): InboxView {
  return { ...view, isDoubted: true };
}

function remembered(ids: ReadonlySet<string>, more: string[]): ReadonlySet<string> {
  return more.length === 0 ? ids : new Set([...ids, ...more].slice(-REMEMBERED_IDS));
}
