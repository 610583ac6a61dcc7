import mongoose from 'mongoose';
import { Notification } from '@/lib/db/models/notification';

const BATCH = 100;

/** Deletes what is past its time, a small batch at a call: the embedded engine has no TTL monitor. */
export async function deleteExpired(): Promise<void> {
  const rows = await Notification.find({ expiresAt: mongoose.trusted({ $lte: new Date() }) })
    .limit(BATCH)
    .select('_id')
    .lean();
  if (rows.length === 0) return;
  await Notification.deleteMany({ _id: mongoose.trusted({ $in: rows.map((row) => row._id) }) });
}
