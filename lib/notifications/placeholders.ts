import mongoose from 'mongoose';
import { DELIVERED } from '@/lib/db/connection';
import { Comment } from '@/lib/db/models/comment';
import type { LeasedComment } from '@/lib/notifications/outbox-store';

/** A reply that came while its parent was being deleted keeps a placeholder above it, all the way up. */
export async function keepPlaceholders(replies: LeasedComment[]): Promise<void> {
  let parents = replies.flatMap(({ parent }) => parent ?? []);
  while (parents.length > 0) {
    const removed = await Comment.find({
      _id: mongoose.trusted({ $in: parents }),
      removedAt: mongoose.trusted({ $ne: null }),
    })
      .select('parent')
      .lean();
    if (removed.length === 0) return;
    await Comment.updateMany(
      { _id: mongoose.trusted({ $in: removed.map(({ _id }) => _id) }) },
      { $set: { removedAt: null } },
      { writeConcern: DELIVERED },
    );
    parents = removed.flatMap(({ parent }) => parent ?? []);
  }
}
