import mongoose from 'mongoose';
import { DELIVERED } from '@/lib/db/connection';
import { Comment } from '@/lib/db/models/comment';
import { Notification } from '@/lib/db/models/notification';
import { advanceInbox } from '@/lib/notifications/inbox-state';
import { groupBy } from '@/lib/group-by';
import type { LeasedComment } from '@/lib/notifications/outbox-store';
import { inboxToWire } from '@/lib/notifications/wire';
import { emitInbox } from '@/lib/realtime/emit';

/** With more than this a list of ids is no message any more: devices are told the numbers, and ask. */
const TOLD_IDS = 500;

/**
 * Takes notifications out of somebody's inbox, on every device.
 * @param which one of them, or all that a person has caused
 * @returns how many there were
 */
export async function retractFrom(
  userId: string,
  which: { _id: string } | { actor: string },
): Promise<number> {
  const rows = await Notification.find({ recipient: userId, ...which })
    .select('_id')
    .lean();
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => row._id);
  await Notification.deleteMany({ _id: mongoose.trusted({ $in: ids }) });
  await tellRetracted(userId, ids.map(String));
  return rows.length;
}

/**
 * Takes back what was told of comments that are gone. Whose rows they were is kept with the comment until everybody was
 * told, so that a crash in between forgets nobody.
 */
export async function retractComments(comments: LeasedComment[]): Promise<void> {
  if (comments.length === 0) return;
  const found = await Notification.find({
    comment: mongoose.trusted({ $in: comments.map(({ _id }) => _id) }),
  })
    .select('recipient comment')
    .lean();
  const told = comments.flatMap(({ outbox }) => outbox.retracting ?? []);
  if (found.length > 0) {
    const news = found.map(({ _id, recipient, comment }) => ({
      comment,
      entry: { recipient, notification: _id },
    }));
    told.push(...news.map(({ entry }) => entry));
    await Comment.bulkWrite(
      comments.map(({ _id }) => ({
        updateOne: {
          filter: { _id },
          update: {
            $addToSet: {
              'outbox.retracting': {
                $each: news.filter(({ comment }) => comment.equals(_id)).map(({ entry }) => entry),
              },
            },
          },
        },
      })),
      { writeConcern: DELIVERED },
    );
    await Notification.deleteMany(
      { _id: mongoose.trusted({ $in: found.map(({ _id }) => _id) }) },
      { writeConcern: DELIVERED },
    );
  }
  const people = groupBy(told, ({ recipient }) => recipient.toString());
  await Promise.all(
    [...people].map(([userId, rows]) => {
      // What was kept before a crash may have been found again.
      const ids = new Set(rows.map(({ notification }) => notification.toString()));
      return tellRetracted(userId, [...ids]);
    }),
  );
}

/** Tells every device of a person that rows are gone. */
export async function tellRetracted(userId: string, ids: string[]): Promise<void> {
  const state = await advanceInbox(userId);
  emitInbox(userId, { ...inboxToWire(state), ...(ids.length <= TOLD_IDS && { retracted: ids }) });
}
