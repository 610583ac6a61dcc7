import mongoose from 'mongoose';
import { Notification } from '@/lib/db/models/notification';
import type { WireInboxChange } from '@/lib/realtime/events';

/**
 * What to tell of rows that were marked: whether they are read, looked at after the revision was given out that is told.
 * Somebody else may have marked them meanwhile, and the later write need not get the higher revision; looked at like
 * this, of two messages about a row the one with the higher revision is right.
 * @param ids of rows of this person
 */
export async function asTheyAre(
  userId: string,
  ids: string[],
): Promise<Pick<WireInboxChange, 'read' | 'unread'>> {
  const rows = await Notification.find({ recipient: userId, _id: mongoose.trusted({ $in: ids }) })
    .select('readAt')
    .lean();
  const isRead = new Map(rows.map((row) => [row._id.toString(), row.readAt !== null]));
  const read = ids.filter((id) => isRead.get(id) === true);
  const unread = ids.filter((id) => isRead.get(id) === false);
  // Always one of the two: a revision that is told without a list asks every device for a snapshot.
  return { ...((read.length > 0 || unread.length === 0) && { read }), ...(unread.length > 0 && { unread }) };
}
