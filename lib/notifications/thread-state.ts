import mongoose, { type Types } from 'mongoose';
import { DELIVERED } from '@/lib/db/connection';
import { Comment } from '@/lib/db/models/comment';
import { Post } from '@/lib/db/models/post';
import type { LeasedComment } from '@/lib/notifications/outbox-store';

/** Of these posts, those that are there. */
export async function existingPosts(ids: string[]): Promise<Set<string>> {
  const posts = await Post.find({ _id: mongoose.trusted({ $in: ids }), deletedAt: null })
    .select('_id')
    .lean();
  return new Set(posts.map(({ _id }) => _id.toString()));
}

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

/** Brings the count and the time of the last activity of posts up to date. */
export async function refreshPosts(comments: LeasedComment[]): Promise<void> {
  const newest = new Map<string, Date>();
  for (const { post, createdAt } of comments) {
    const seen = newest.get(post.toString());
    if (!seen || seen < createdAt) newest.set(post.toString(), createdAt);
  }
  await Promise.all([...newest].map(([post, at]) => refreshPost(post, at)));
}

/**
 * Counts anew, so that a repeated delivery cannot count twice, and once more afterwards: of two workers at the same post
 * the one that writes last may have counted first.
 */
async function refreshPost(post: string, lastActivityAt: Date): Promise<void> {
  let commentCount = await countComments(post);
  for (;;) {
    await Post.updateOne(
      { _id: post },
      { $set: { commentCount }, $max: { lastActivityAt } },
      { writeConcern: DELIVERED },
    );
    const now = await countComments(post);
    if (now === commentCount) return;
    commentCount = now;
  }
}

function countComments(post: string | Types.ObjectId): Promise<number> {
  return Comment.countDocuments({ post, deletedAt: null }).hint('alive').exec();
}
