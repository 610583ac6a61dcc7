import mongoose from 'mongoose';
import { Comment } from '@/lib/db/models/comment';
import { Post } from '@/lib/db/models/post';
import { forgetSubscriptions } from '@/lib/preferences/store';

const POSTS = 10;

/**
 * Takes away what belongs to deleted posts, a step at a call: first their comments are deleted, so that the outbox takes
 * back what was told of them; when it has, comments, subscriptions and the posts themselves go.
 * @returns whether the outbox has something to do
 */
export async function purgeDeletedPosts(): Promise<boolean> {
  const posts = await Post.find({ deletedAt: mongoose.trusted({ $type: 'date' }) })
    .limit(POSTS)
    .select('_id')
    .lean();
  const steps = await Promise.all(posts.map(({ _id }) => purge(_id.toString())));
  return steps.includes(true);
}

async function purge(post: string): Promise<boolean> {
  const now = new Date();
  const { modifiedCount } = await Comment.updateMany(
    { post, deletedAt: null },
    {
      $set: {
        body: '',
        deletedAt: now,
        changedAt: now,
        'outbox.state': 'pending',
        'outbox.attempts': 0,
        'outbox.notBefore': now,
        'outbox.hasChanged': true,
      },
    },
  );
  if (modifiedCount > 0) return true;
  if (await Comment.exists({ post, 'outbox.state': 'pending' })) return true;
  await Comment.deleteMany({ post });
  await forgetSubscriptions({ post });
  await Post.deleteOne({ _id: post });
  return false;
}
