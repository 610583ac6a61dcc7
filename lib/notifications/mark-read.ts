import mongoose from 'mongoose';
import { DELIVERED } from '@/lib/db/connection';
import { Notification } from '@/lib/db/models/notification';
import { isUnavailable } from '@/lib/db/unavailable';
import { advanceInbox, inboxState, readAtOfRevision } from '@/lib/notifications/inbox-state';
import type { InboxState, ReadInput, UnreadInput } from '@/lib/notifications/schema';
import { olderThan } from '@/lib/notifications/store';
import { inboxToWire } from '@/lib/notifications/wire';
import { emitInbox } from '@/lib/realtime/emit';
import type { WireInboxChange } from '@/lib/realtime/events';
import { refused, type Outcome } from '@/lib/result';

/** With more than this a list of ids is no message any more: devices are told the numbers, and ask. */
const TOLD_IDS = 500;

/**
 * Marks notifications as read and tells every device of the person: those of a list, or all up to a cut-off, so that
 * what arrives meanwhile stays unread. Ids of other people are not found, so nothing says that they exist.
 */
export async function markRead(userId: string, input: ReadInput): Promise<Outcome<InboxState>> {
  if ('ids' in input) {
    const wanted = await ownIds(userId, input.ids);
    if (!wanted) return refused('errors.notFound');
    const changed = await update(userId, among(wanted), { readAt: null }, new Date());
    return { ok: true, value: await tell(userId, changed, { read: wanted }) };
  }
  const readAt = new Date();
  if ('upTo' in input) {
    const last = await Notification.findOne({ recipient: userId, _id: input.upTo }).lean();
    if (!last) return refused('errors.notFound');
    const older = olderThan({ at: last.createdAt, id: last._id.toString() });
    const upTo = { $or: [{ _id: last._id }, ...older.$or] };
    const told = await toldIds(userId, { readAt: null, ...upTo });
    const changed = await update(userId, upTo, { readAt: null }, readAt);
    return { ok: true, value: await tell(userId, changed, told && { read: told }, readAt) };
  }
  const upToNow = { createdAt: mongoose.trusted({ $lte: readAt }) };
  const changed = await update(userId, upToNow, { readAt: null }, readAt);
  return { ok: true, value: await tell(userId, changed, { read: 'all' }, readAt) };
}

/**
 * Marks notifications as unread again: those of a list, or what the bulk read of a revision had marked. A revision that
 * was no bulk read, or not the last one, changes nothing.
 */
export async function markUnread(userId: string, input: UnreadInput): Promise<Outcome<InboxState>> {
  if ('ids' in input) {
    const wanted = await ownIds(userId, input.ids);
    if (!wanted) return refused('errors.notFound');
    const changed = await update(userId, { ...among(wanted), readAt: NOT_NULL }, {}, null);
    return { ok: true, value: await tell(userId, changed, { unread: wanted }) };
  }
  const readAt = await readAtOfRevision(userId, input.revision);
  if (!readAt) return { ok: true, value: await inboxState(userId) };
  const told = await toldIds(userId, { readAt });
  const changed = await update(userId, { readAt }, {}, null);
  return { ok: true, value: await tell(userId, changed, told && { unread: told }) };
}

const NOT_NULL = mongoose.trusted({ $ne: null });
const among = (ids: string[]) => ({ _id: mongoose.trusted({ $in: ids }) });

/** @returns the ids, each once; null when one of them is not this person's */
async function ownIds(userId: string, ids: string[]): Promise<string[] | null> {
  const wanted = [...new Set(ids)];
  const known = await Notification.countDocuments({ recipient: userId, ...among(wanted) });
  return known < wanted.length ? null : wanted;
}

/** @returns the ids of what will change, or undefined when they are too many to be told */
async function toldIds(userId: string, filter: object): Promise<string[] | undefined> {
  const rows = await Notification.find({ recipient: userId, ...filter })
    .sort({ createdAt: -1, _id: -1 })
    .limit(TOLD_IDS + 1)
    .select('_id')
    .lean();
  return rows.length > TOLD_IDS ? undefined : rows.map((row) => row._id.toString());
}

async function update(userId: string, which: object, and: object, readAt: Date | null): Promise<number> {
  const { modifiedCount } = await Notification.updateMany(
    { recipient: userId, ...which, ...and },
    { $set: { readAt } },
    // On disk with the revision that follows it in the journal.
    { writeConcern: DELIVERED, ...(readAt !== null && { hint: 'unread' }) },
  );
  return modifiedCount;
}

/** @param undoable when a bulk read marked its rows, so that it can be taken back */
async function tell(
  userId: string,
  changed: number,
  what: Pick<WireInboxChange, 'read' | 'unread'> | undefined,
  undoable?: Date,
): Promise<InboxState> {
  if (changed === 0) return inboxState(userId);
  const state = await advanceAgain(userId, undoable);
  emitInbox(userId, { ...inboxToWire(state), ...what });
  return state;
}

/** Once more where the database went away in between: what was marked has to be told. Twice does no harm. */
async function advanceAgain(userId: string, undoable?: Date): Promise<InboxState> {
  try {
    return await advanceInbox(userId, undoable);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return advanceInbox(userId, undoable);
  }
}
