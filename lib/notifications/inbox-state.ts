import mongoose from 'mongoose';
import { Inbox } from '@/lib/db/models/inbox';
import { Notification } from '@/lib/db/models/notification';
import { LIMITS } from '@/lib/limits';
import type { InboxState } from '@/lib/notifications/schema';

/**
 * Counts unread notifications for the badge.
 * @param userId 24-hex id
 * @returns integer 0..100; 100 means "100 or more" (shown as 99+)
 * @throws MongooseError when the database is unreachable
 */
export async function countUnread(userId: string): Promise<number> {
  return Notification.countDocuments({ recipient: userId, readAt: null })
    .limit(LIMITS.unreadMax)
    .hint('unread');
}

/** The state as it is. The revision is read first: what is counted after it is at least as new. */
export async function inboxState(userId: string): Promise<InboxState> {
  const inbox = await Inbox.findById(userId).lean();
  return { revision: inbox?.revision ?? 0, unreadCount: await countUnread(userId) };
}

/**
 * Marks a change of an inbox that has just been written: increments the revision, then counts. In this order
 * the state with the highest revision is always the complete one. The revision is on disk before anybody is told of
 * it, and so is what was written before it: a revision that a crash took back would be given out twice.
 * @param bulkReadAt the change was a bulk read with this `readAt`, to be found again by its revision
 */
export async function advanceInbox(userId: string, bulkReadAt?: Date): Promise<InboxState> {
  const revision = { $add: [{ $ifNull: ['$revision', 0] }, 1] };
  const bulkRead = bulkReadAt && { revision, readAt: bulkReadAt };
  const inbox = await Inbox.findOneAndUpdate(
    { _id: new mongoose.Types.ObjectId(userId) },
    bulkRead ? [{ $set: { revision, bulkRead } }] : { $inc: { revision: 1 } },
    { upsert: true, returnDocument: 'after', ...(bulkRead && { updatePipeline: true }) },
  ).lean();
  if (!inbox) throw new Error('an upsert answered with nothing');
  return { revision: inbox.revision, unreadCount: await countUnread(userId) };
}

/** When the rows were marked whose bulk read has this revision; null when that was not the last one. */
export async function readAtOfRevision(userId: string, revision: number): Promise<Date | null> {
  const inbox = await Inbox.findOne({ _id: userId, 'bulkRead.revision': revision }).lean();
  return inbox?.bulkRead?.readAt ?? null;
}
