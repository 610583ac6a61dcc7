import mongoose from 'mongoose';
import { Notification } from '@/lib/db/models/notification';
import { groupBy } from '@/lib/group-by';
import { tellRetracted } from '@/lib/notifications/retract';

const BATCH = 100;
const BATCHES = 20;
/**
 * So much before its time a notification is deleted here: a server's own TTL monitor, which tells nobody, then finds
 * nothing to do. It looks once a minute, as this does.
 */
const AHEAD_MS = 2 * 60_000;

/**
 * Deletes what is past its time in small batches, and tells the devices of whoever it belonged to, so that numbers and
 * lists stay right. The embedded engine has no TTL monitor.
 */
export async function deleteExpired(): Promise<void> {
  for (let batches = 0; batches < BATCHES; batches++) {
    const rows = await Notification.find({
      expiresAt: mongoose.trusted({ $lte: new Date(Date.now() + AHEAD_MS) }),
    })
      .limit(BATCH)
      .select('recipient')
      .lean();
    if (rows.length === 0) return;
    await Notification.deleteMany({ _id: mongoose.trusted({ $in: rows.map((row) => row._id) }) });
    const people = groupBy(rows, ({ recipient }) => recipient.toString());
    await Promise.all(
      [...people].map(([userId, gone]) =>
        tellRetracted(
          userId,
          gone.map(({ _id }) => _id.toString()),
        ),
      ),
    );
  }
}
