import mongoose from 'mongoose';
import type { Cursor } from '@/lib/cursor';
import { DELIVERED } from '@/lib/db/connection';
import { beyond } from '@/lib/db/keyset';
import { Inbox } from '@/lib/db/models/inbox';
import { Notification } from '@/lib/db/models/notification';
import { isUnavailable } from '@/lib/db/unavailable';
import { log } from '@/lib/log';
import { asTheyAre } from '@/lib/notifications/as-they-are';
import { advanceInbox, inboxState } from '@/lib/notifications/inbox-state';
import type { InboxState } from '@/lib/notifications/schema';
import { inboxToWire } from '@/lib/notifications/wire';
import { emitInbox } from '@/lib/realtime/emit';

/** With more than this a list of ids is no message any more. */
const TOLD_IDS = 500;
/** Written while the person waits; a row takes about 30 µs. */
const AT_ONCE = 2_000;
const CHUNK = 2_000;

/**
 * Marks everything up to a row as read, on every device: what arrives meanwhile stays unread. Where that is more than can
 * be written while somebody waits, the cut-off is stored first, counts at once, and the rows follow.
 */
export async function readUpTo(userId: string, last: Cursor, isAll: boolean): Promise<InboxState> {
  // One after the other: only the last one is remembered.
  await finishBulkRead(userId);
  const readAt = new Date();
  const unread = { recipient: userId, readAt: null, ...beyond('createdAt', '$lte', last) };
  const known = await Notification.countDocuments(unread)
    .limit(AT_ONCE + 1)
    .hint('unread');
  if (known === 0) return inboxState(userId);
  const told = known > TOLD_IDS ? null : await idsOf(unread, TOLD_IDS);
  const isTooMuch = known > AT_ONCE;
  if (!isTooMuch) await mark(unread, readAt);
  const state = await advanceAgain(userId, { readAt, ...(isTooMuch && { upTo: last }) });
  // Without ids, devices that have nothing unread any more know as much; others ask.
  const isNoneLeft = isAll || state.unreadCount === 0;
  const marks = !isAll && told ? await asTheyAre(userId, told) : isNoneLeft ? ({ read: 'all' } as const) : {};
  emitInbox(userId, { ...inboxToWire(state), ...marks });
  if (isTooMuch) later(userId);
  return state;
}

/** Takes back the bulk read of a revision. One that was none, or not the last one, changes nothing. */
export async function undoBulkRead(userId: string, revision: number): Promise<InboxState> {
  const inbox = await Inbox.findOneAndUpdate(
    { _id: userId, 'bulkRead.revision': revision },
    { $set: { 'bulkRead.isUndone': true } },
  ).lean();
  if (!inbox?.bulkRead) return inboxState(userId);
  const { readAt } = inbox.bulkRead;
  const ids = await markSome({ recipient: userId, readAt }, null);
  const state = await advanceAgain(userId);
  const isWhole = ids.length <= TOLD_IDS && !inbox.bulkRead.upTo;
  emitInbox(userId, { ...inboxToWire(state), ...(isWhole && (await asTheyAre(userId, ids))) });
  // The newest are unread again; those further down follow, and devices are told once more.
  if (ids.length === CHUNK)
    later(userId, async () => emitInbox(userId, inboxToWire(await advanceInbox(userId))));
  else await finishBulkRead(userId);
  return state;
}

/** Writes the rows of a bulk read, or of its being taken back, that was answered already. Repeating it changes nothing. */
export async function finishBulkRead(userId: string): Promise<void> {
  for (;;) {
    const { bulkRead } = (await Inbox.findById(userId).lean()) ?? {};
    if (!bulkRead?.upTo && !bulkRead?.isUndone) return;
    const { readAt, isUndone } = bulkRead;
    const own = { _id: userId, 'bulkRead.readAt': readAt };
    const mine = { recipient: userId };
    if (isUndone) {
      if ((await markSome({ ...mine, readAt }, null)).length === CHUNK) continue;
      await Inbox.updateOne(own, { $set: { bulkRead: null } });
    } else if (bulkRead.upTo) {
      const { at, id } = bulkRead.upTo;
      const rows = { ...mine, readAt: null, ...beyond('createdAt', '$lte', { at, id: id.toString() }) };
      const ids = await markSome(rows, readAt);
      const valid = { ...own, 'bulkRead.isUndone': mongoose.trusted({ $ne: true }) };
      const isStill =
        ids.length === CHUNK
          ? await Inbox.exists(valid)
          : (await Inbox.updateOne(valid, { $set: { 'bulkRead.upTo': null } })).matchedCount === 1;
      // Taken back while this was being written.
      if (!isStill) await mark({ ...mine, ...among(ids), readAt }, null);
    }
  }
}

/** Finishes what a crash has left behind. */
export async function finishBulkReads(): Promise<void> {
  const inboxes = await Inbox.find({
    $or: [{ 'bulkRead.upTo.at': mongoose.trusted({ $type: 'date' }) }, { 'bulkRead.isUndone': true }],
  })
    .limit(CHUNK)
    .select('_id')
    .lean();
  for (const { _id } of inboxes) await finishBulkRead(_id.toString());
}

/** Finishes after the answer; what does not succeed is the sweep's, and until then the cut-off counts. */
function later(userId: string, then: () => Promise<void> = async () => undefined): void {
  setImmediate(() => {
    finishBulkRead(userId)
      .then(then)
      .catch((error: unknown) => log().warn({ user: userId, err: String(error) }, 'bulk read: unfinished'));
  });
}

async function idsOf(rows: object, limit: number): Promise<string[]> {
  const found = await Notification.find(rows)
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit)
    .select('_id')
    .lean();
  return found.map(({ _id }) => _id.toString());
}

/** @returns the ids of what was marked; as many as a chunk holds while there may be more */
async function markSome(rows: object, readAt: Date | null): Promise<string[]> {
  const ids = await idsOf(rows, CHUNK);
  if (ids.length > 0) await mark({ ...rows, ...among(ids) }, readAt);
  return ids;
}

const among = (ids: string[]) => ({ _id: mongoose.trusted({ $in: ids }) });

async function mark(rows: object, readAt: Date | null): Promise<void> {
  // On disk with the revision that follows it in the journal.
  await Notification.updateMany(rows, { $set: { readAt } }, { writeConcern: DELIVERED });
}

/** Once more where the database went away in between: what was marked has to be told. Twice does no harm. */
export async function advanceAgain(
  userId: string,
  bulkRead?: { readAt: Date; upTo?: Cursor },
): Promise<InboxState> {
  try {
    return await advanceInbox(userId, bulkRead);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return advanceInbox(userId, bulkRead);
  }
}
