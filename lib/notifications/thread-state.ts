import mongoose, { type Types } from 'mongoose';
import { DELIVERED } from '@/lib/db/connection';
import { Comment } from '@/lib/db/models/comment';
import { Post } from '@/lib/db/models/post';
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

/**
 * Brings the count and the time of the last activity of posts up to date.
 * @param options.isAlone nobody else does so at the same time
 */
export async function refreshPosts(
  comments: LeasedComment[],
  { isAlone }: { isAlone: boolean },
): Promise<void> {
  const newest = new Map<string, Date>();
  for (const { post, createdAt } of comments) {
    const seen = newest.get(post.toString());
    if (!seen || seen < createdAt) newest.set(post.toString(), createdAt);
  }
  const posts = [...newest.keys()];
  const counted = await countComments(posts);
  await writeCounts([...counted].map(([post, count]) => ({ post, count, at: newest.get(post) })));
  if (isAlone) return;
  // Once more afterwards: of two workers at the same post the one that writes last may have counted first. Only where that
  // count still stands, and not again: what was written since is counted by whoever delivers it.
  const again = [...(await countComments(posts))].filter(([post, count]) => count !== counted.get(post));
  await writeCounts(again.map(([post, count]) => ({ post, count, instead: counted.get(post) })));
}

/** Counted anew, so that a repeated delivery cannot count twice. */
async function countComments(posts: string[]): Promise<Map<string, number>> {
  const ids = posts.map((post) => new mongoose.Types.ObjectId(post));
  const rows = await Comment.collection
    .aggregate<{ _id: Types.ObjectId; count: number }>(
      [{ $match: { post: { $in: ids }, deletedAt: null } }, { $group: { _id: '$post', count: { $sum: 1 } } }],
      { hint: 'alive' },
    )
    .toArray();
  const counts = new Map(rows.map(({ _id, count }) => [_id.toString(), count]));
  return new Map(posts.map((post) => [post, counts.get(post) ?? 0]));
}

/** @param counts `at` is when somebody last wrote there, `instead` the count that is to be corrected */
async function writeCounts(
  counts: { post: string; count: number; at?: Date; instead?: number }[],
): Promise<void> {
  if (counts.length === 0) return;
  await Post.collection.bulkWrite(
    counts.map(({ post, count, at, instead }) => ({
      updateOne: {
        filter: {
          _id: new mongoose.Types.ObjectId(post),
          ...(instead !== undefined && { commentCount: instead }),
        },
        update: { $set: { commentCount: count }, ...(at && { $max: { lastActivityAt: at } }) },
      },
    })),
    { ordered: false, writeConcern: DELIVERED },
  );
}
