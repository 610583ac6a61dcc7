import mongoose from 'mongoose';
import { DELIVERED } from '@/lib/db/connection';
import { Notification } from '@/lib/db/models/notification';
import { asTheyAre } from '@/lib/notifications/as-they-are';
import { advanceAgain, finishBulkRead, readUpTo, undoBulkRead } from '@/lib/notifications/bulk-read';
import { inboxState } from '@/lib/notifications/inbox-state';
import type { InboxState, ReadInput, UnreadInput } from '@/lib/notifications/schema';
import { inboxToWire } from '@/lib/notifications/wire';
import { emitInbox } from '@/lib/realtime/emit';
import { refused, type Outcome } from '@/lib/result';

/**
 * Marks notifications as read and tells every device of the person: those of a list, or all up to a cut-off. Ids of other
 * people are not found, so nothing says that they exist.
 */
export async function markRead(userId: string, input: ReadInput): Promise<Outcome<InboxState>> {
  if ('ids' in input) return markRows(userId, input.ids, true);
  if ('all' in input) {
    const now = { at: new Date(), id: 'f'.repeat(24) };
    return { ok: true, value: await readUpTo(userId, now, true) };
  }
  const last = await Notification.findOne({ recipient: userId, _id: input.upTo }).lean();
  if (!last) return refused('errors.notFound');
  const row = { at: last.createdAt, id: last._id.toString() };
  return { ok: true, value: await readUpTo(userId, row, false) };
}

/** Marks notifications as unread again: those of a list, or what the bulk read of a revision had marked. */
export async function markUnread(userId: string, input: UnreadInput): Promise<Outcome<InboxState>> {
  if ('revision' in input) return { ok: true, value: await undoBulkRead(userId, input.revision) };
  // A bulk read that is still being written would take them along again.
  await finishBulkRead(userId);
  return markRows(userId, input.ids, false);
}

async function markRows(userId: string, ids: string[], isRead: boolean): Promise<Outcome<InboxState>> {
  const wanted = [...new Set(ids)];
  const rows = { recipient: userId, _id: mongoose.trusted({ $in: wanted }) };
  if ((await Notification.countDocuments(rows)) < wanted.length) return refused('errors.notFound');
  const { modifiedCount } = await Notification.updateMany(
    { ...rows, readAt: isRead ? null : mongoose.trusted({ $ne: null }) },
    { $set: { readAt: isRead ? new Date() : null } },
    // On disk with the revision that follows it in the journal.
    { writeConcern: DELIVERED },
  );
  if (modifiedCount === 0) return { ok: true, value: await inboxState(userId) };
  const state = await advanceAgain(userId);
  emitInbox(userId, { ...inboxToWire(state), ...(await asTheyAre(userId, wanted)) });
  return { ok: true, value: state };
}
