import { LRUCache } from 'lru-cache';
import mongoose from 'mongoose';
import type { Cursor } from '@/lib/cursor';
import { inBatches } from '@/lib/db/in-batches';
import { beyond } from '@/lib/db/keyset';
import { Inbox, type InboxDoc } from '@/lib/db/models/inbox';
import { Notification } from '@/lib/db/models/notification';
import { LIMITS } from '@/lib/limits';
import type { InboxState } from '@/lib/notifications/schema';

/** A bulk read whose rows are still being written: until they are, all up to a row counts as read. */
export interface PendingRead {
  upTo: Cursor;
  readAt: Date;
}

/**
 * Counts unread notifications for the badge.
 * @param userId 24-hex id
 * @param pending what counts as read already
 * @returns integer 0..100; 100 means "100 or more" (shown as 99+)
 * @throws MongooseError when the database is unreachable
 */
export async function countUnread(userId: string, pending?: PendingRead | null): Promise<number> {
  return pending ? countOne(userId, pending) : countOneOfMany(userId);
}

async function countOne(userId: string, pending?: PendingRead): Promise<number> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('the database has not been connected');
  // The command: `countDocuments` is an aggregation, which costs half as much again.
  const { n } = await db.command({
    count: Notification.collection.name,
    query: {
      recipient: new mongoose.Types.ObjectId(userId),
      readAt: null,
      ...(pending && beyond('createdAt', '$gt', pending.upTo)),
    },
    limit: LIMITS.unreadMax,
    hint: 'unread',
  });
  return Number(n);
}

/** Of many people together this many rows are counted; where there are more, each is counted alone. */
const MOST_TOGETHER = 2_000;

const countOneOfMany = inBatches(async (userIds: string[]) => {
  if (userIds.length === 1) return Promise.all(userIds.map((id) => countOne(id)));
  const recipients = [...new Set(userIds)].map((id) => new mongoose.Types.ObjectId(id));
  const rows = await Notification.collection
    .aggregate<{ _id: mongoose.Types.ObjectId; count: number }>(
      [
        { $match: { recipient: { $in: recipients }, readAt: null } },
        { $limit: MOST_TOGETHER },
        { $group: { _id: '$recipient', count: { $sum: 1 } } },
      ],
      { hint: 'unread' },
    )
    .toArray();
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  if (total >= MOST_TOGETHER) return Promise.all(userIds.map((id) => countOne(id)));
  const counts = new Map(rows.map(({ _id, count }) => [_id.toString(), count]));
  return userIds.map((id) => Math.min(LIMITS.unreadMax, counts.get(id) ?? 0));
});

/** The state as it is. The revision is read first: what is counted after it is at least as new. */
export async function readInbox(userId: string): Promise<{ state: InboxState; pending: PendingRead | null }> {
  const inbox = await findInbox(userId);
  const pending = pendingOf(inbox);
  const unreadCount = await countUnread(userId, pending);
  return { state: { revision: inbox?.revision ?? 0, unreadCount }, pending };
}

const findInbox = inBatches(async (userIds: string[]) => {
  const inboxes = await Inbox.collection
    .find<InboxDoc>({ _id: { $in: userIds.map((id) => new mongoose.Types.ObjectId(id)) } })
    .toArray();
  const byId = new Map(inboxes.map((inbox) => [inbox._id.toString(), inbox]));
  return userIds.map((id) => byId.get(id) ?? null);
});

export async function inboxState(userId: string): Promise<InboxState> {
  return (await readInbox(userId)).state;
}

/**
 * Marks a change of an inbox that has just been written: increments the revision, then counts. In this order
 * the state with the highest revision is always the complete one. The revision is on disk before anybody is told of
 * it, and so is what was written before it: a revision that a crash took back would be given out twice.
 * @param bulkRead the change was a bulk read, to be found again by its revision; with `upTo` its rows are still to be
 *   written
 */
export async function advanceInbox(
  userId: string,
  bulkRead?: { readAt: Date; upTo?: Cursor },
): Promise<InboxState> {
  const inbox = await increment(userId, bulkRead);
  return { revision: inbox.revision, unreadCount: await countUnread(userId, pendingOf(inbox)) };
}

/** Whose inbox was counted as full, at which revision it last was, and when it was counted. */
const full = new LRUCache<string, { revision: number; countedAt: number }>({ max: 10_000 });
const COUNT_AGAIN_MS = 60_000;

/**
 * The same where the change is new notifications. Where as many as are ever counted were unread one revision ago they
 * still are: whatever makes them fewer has a revision of its own.
 */
export async function advanceByNews(userId: string): Promise<InboxState> {
  const inbox = await increment(userId);
  const { revision } = inbox;
  const pending = pendingOf(inbox);
  const before = full.get(userId);
  const isStillFull = !pending && before?.revision === revision - 1;
  if (isStillFull && Date.now() < before.countedAt + COUNT_AGAIN_MS) {
    full.set(userId, { ...before, revision });
    return { revision, unreadCount: LIMITS.unreadMax };
  }
  const countedAt = Date.now();
  const unreadCount = await countUnread(userId, pending);
  if (unreadCount < LIMITS.unreadMax || pending) full.delete(userId);
  else full.set(userId, { revision, countedAt });
  return { revision, unreadCount };
}

async function increment(userId: string, bulkRead?: { readAt: Date; upTo?: Cursor }): Promise<InboxDoc> {
  const revision = { $add: [{ $ifNull: ['$revision', 0] }, 1] };
  const upTo = bulkRead?.upTo && {
    at: bulkRead.upTo.at,
    id: new mongoose.Types.ObjectId(bulkRead.upTo.id),
  };
  // Past mongoose's queries, which cost more than the update.
  const inbox = (await Inbox.collection.findOneAndUpdate(
    { _id: new mongoose.Types.ObjectId(userId) },
    bulkRead
      ? [{ $set: { revision, bulkRead: { revision, readAt: bulkRead.readAt, upTo: upTo ?? null } } }]
      : { $inc: { revision: 1 } },
    { upsert: true, returnDocument: 'after' },
  )) as InboxDoc | null;
  if (!inbox) throw new Error('an upsert answered with nothing');
  return inbox;
}

function pendingOf(inbox: InboxDoc | null): PendingRead | null {
  const { upTo, readAt, isUndone } = inbox?.bulkRead ?? {};
  return upTo && readAt && !isUndone ? { upTo: { at: upTo.at, id: upTo.id.toString() }, readAt } : null;
}
