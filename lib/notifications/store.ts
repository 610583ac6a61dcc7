import mongoose, { type Types } from 'mongoose';
import { findUsers, isDuplicateKey, unknownUser } from '@/lib/auth/store';
import { cursorAt, pageAsked, pageOf, type Page } from '@/lib/cursor';
import { DELIVERED } from '@/lib/db/connection';
import { beyond } from '@/lib/db/keyset';
import { Notification, type NotificationDoc } from '@/lib/db/models/notification';
import { type PendingRead, readInbox } from '@/lib/notifications/inbox-state';
import type { NotificationType } from '@/lib/realtime/events';
import type { InboxFilter, InboxSnapshot, InboxState, NotificationView } from '@/lib/notifications/schema';

export type NewNotification = Omit<NotificationDoc, '_id' | 'readAt'>;

/**
 * Saves notifications, each at most once per recipient and comment: a retry changes nothing.
 * @returns what is stored for them, in the same order
 */
export async function saveNotifications(rows: NewNotification[]): Promise<NotificationDoc[]> {
  if (rows.length === 0) return [];
  const docs = rows.map((row) => ({ ...row, _id: new mongoose.Types.ObjectId(), readAt: null }));
  let failure: unknown;
  try {
    // Half the price of an upsert each, and nearly always nothing is there yet.
    await Notification.collection.insertMany(docs, { ordered: false, writeConcern: DELIVERED });
    return docs;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    failure = error;
  }
  const keys = docs.map(({ recipient, comment }) => ({ recipient, comment }));
  const stored = await Notification.find({ $or: keys }).lean();
  return docs.map((doc) => {
    const row = stored.find(
      ({ recipient, comment }) => recipient.equals(doc.recipient) && comment.equals(doc.comment),
    );
    // It was not for being there that this one could not be written.
    if (!row) throw failure;
    return row;
  });
}

/**
 * Removes what people hold of a comment as a mere comment.
 * @returns what was removed
 */
export async function removeCommentNotifications(
  of: { recipient: string; comment: Types.ObjectId }[],
): Promise<NotificationDoc[]> {
  if (of.length === 0) return [];
  const rows = await Notification.find({ type: 'NEW_COMMENT', $or: of }).lean();
  const ids = rows.map(({ _id }) => _id);
  if (ids.length > 0) await Notification.deleteMany({ _id: mongoose.trusted({ $in: ids }) });
  return rows;
}

/**
 * Lets rows show what their comment says now.
 * @returns whose rows have changed
 */
export async function refreshPreviews(
  edited: { comment: Types.ObjectId; preview: string }[],
): Promise<string[]> {
  const changed = await Promise.all(
    edited.map(async ({ comment, preview }) => {
      const outdated = { comment, preview: mongoose.trusted({ $ne: preview }) };
      const rows = await Notification.find(outdated).select('recipient').lean();
      if (rows.length > 0) {
        await Notification.updateMany(outdated, { $set: { preview } }, { writeConcern: DELIVERED });
      }
      return rows.map(({ recipient }) => recipient.toString());
    }),
  );
  return [...new Set(changed.flat())];
}

/** A page of the history, newest first, with the state it belongs to. */
export async function listNotifications(
  userId: string,
  page: { filter?: InboxFilter; type?: NotificationType; cursor?: string | null; limit?: number },
): Promise<Page<NotificationView> & { inbox: InboxState }> {
  const { from, limit } = pageAsked(page);
  // The state first: rows read after it are at least as new as its revision says.
  const { state, pending } = await readInbox(userId);
  const docs = await Notification.find({
    recipient: userId,
    ...(page.filter === 'unread' && { readAt: null }),
    ...(page.type && { type: page.type }),
    $and: [
      from ? beyond('createdAt', '$lt', from) : {},
      page.filter === 'unread' && pending ? beyond('createdAt', '$gt', pending.upTo) : {},
    ],
  })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit + 1)
    .setOptions(indexFor(page))
    .lean();
  const senders = await findUsers(docs.map((doc) => doc.actor));
  const listed = pageOf(
    docs,
    limit,
    (doc) => notificationView({ ...doc, readAt: readAtOf(doc, pending) }, senders.get(doc.actor.toString())),
    (doc) => cursorAt(doc.createdAt, doc._id),
  );
  return { ...listed, inbox: state };
}

/** A row of a bulk read that is still being written counts as read. */
function readAtOf({ readAt, createdAt, _id }: NotificationDoc, pending: PendingRead | null): Date | null {
  if (readAt || !pending) return readAt;
  const { at, id } = pending.upTo;
  const isAbove = createdAt > at || (createdAt.getTime() === at.getTime() && _id.toString() > id);
  return isAbove ? null : pending.readAt;
}

/** What a filter leaves may lie far down: an index of its own goes straight to it. */
function indexFor({ filter, type }: { filter?: InboxFilter; type?: NotificationType }): { hint?: string } {
  if (filter === 'unread') return { hint: 'unread' };
  return type ? { hint: 'kind' } : {};
}

/** What a page or a socket starts from: the state and the newest items. */
export async function inboxSnapshot(userId: string): Promise<InboxSnapshot> {
  const { items, inbox } = await listNotifications(userId, {});
  return { ...inbox, items };
}

export function notificationView(
  doc: NotificationDoc,
  sender: { id: string; displayName: string; avatar: string | null } | undefined,
): NotificationView {
  const { id, displayName, avatar } = sender ?? unknownUser(doc.actor.toString());
  return {
    id: doc._id.toString(),
    type: doc.type,
    sender: { id, displayName, avatar },
    postId: doc.post.toString(),
    commentId: doc.comment.toString(),
    preview: doc.preview,
    createdAt: doc.createdAt.toISOString(),
    readAt: doc.readAt?.toISOString() ?? null,
  };
}
