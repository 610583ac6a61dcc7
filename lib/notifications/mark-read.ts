import mongoose from 'mongoose';
import { DELIVERED } from '@/lib/db/connection';
import { Notification } from '@/lib/db/models/notification';
import { isUnavailable } from '@/lib/db/unavailable';
import { advanceInbox, inboxState } from '@/lib/notifications/inbox-state';
import type { InboxState, ReadInput } from '@/lib/notifications/schema';
import { olderThan } from '@/lib/notifications/store';
import { inboxToWire } from '@/lib/notifications/wire';
import { emitInbox } from '@/lib/realtime/emit';
import { refused, type Outcome } from '@/lib/result';

/** With more than this a list of ids is no message any more: devices are told the numbers, and ask. */
const TOLD_IDS = 500;

/**
 * Marks notifications as read and tells every device of the person.
 * Ids of other people are not found, so nothing says that they exist.
 */
export async function markRead(userId: string, input: ReadInput): Promise<Outcome<InboxState>> {
  const mine = { recipient: userId };
  if ('ids' in input) {
    const wanted = [...new Set(input.ids)];
    const known = await Notification.countDocuments({ ...mine, _id: mongoose.trusted({ $in: wanted }) });
    if (known < wanted.length) return refused('errors.notFound');
    return { ok: true, value: await read(userId, { _id: mongoose.trusted({ $in: wanted }) }, wanted) };
  }
  if ('upTo' in input) {
    const last = await Notification.findOne({ ...mine, _id: input.upTo }).lean();
    if (!last) return refused('errors.notFound');
    const older = olderThan({ at: last.createdAt, id: last._id.toString() });
    const filter = { $or: [{ _id: last._id }, ...older.$or] };
    const rows = await Notification.find({ ...mine, readAt: null, ...filter })
      .sort({ createdAt: -1, _id: -1 })
      .limit(TOLD_IDS + 1)
      .select('_id')
      .lean();
    return {
      ok: true,
      value: await read(
        userId,
        filter,
        rows.length > TOLD_IDS ? undefined : rows.map((row) => row._id.toString()),
      ),
    };
  }
  return { ok: true, value: await read(userId, {}, 'all') };
}

async function read(userId: string, filter: object, told: string[] | 'all' | undefined): Promise<InboxState> {
  const { modifiedCount } = await Notification.updateMany(
    { recipient: userId, readAt: null, ...filter },
    { $set: { readAt: new Date() } },
    // On disk with the revision below, which comes after it in the journal.
    { writeConcern: DELIVERED },
  );
  if (modifiedCount === 0) return inboxState(userId);
  const state = await advanceAgain(userId);
  emitInbox(userId, { ...inboxToWire(state), ...(told && { read: told }) });
  return state;
}

/** Once more where the database went away in between: what was marked has to be told. Twice does no harm. */
async function advanceAgain(userId: string): Promise<InboxState> {
  try {
    return await advanceInbox(userId);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return advanceInbox(userId);
  }
}
