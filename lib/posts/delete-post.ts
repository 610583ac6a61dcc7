import { Post } from '@/lib/db/models/post';
import { postChanged } from '@/lib/preferences/held-audience';
import { refused, type Outcome } from '@/lib/result';

/**
 * Deletes a post: from here on nobody finds it. What belongs to it is taken away in the background, see
 * `lib/notifications/purge.ts`. Refuses other people's posts and one that is gone.
 */
export async function deletePost(id: string, userId: string): Promise<Outcome<null>> {
  const post = await Post.findOne({ _id: id, deletedAt: null }).select('author').lean();
  if (!post) return refused('errors.postGone');
  if (!post.author.equals(userId)) return refused('errors.notYours');
  await Post.updateOne({ _id: id, deletedAt: null }, { $set: { deletedAt: new Date() } });
  postChanged(id);
  return { ok: true, value: null };
}
