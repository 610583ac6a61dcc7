import { userToWire } from '@/lib/auth/wire';
import type { PostView } from '@/lib/posts/schema';

export function postToWire(post: PostView) {
  return {
    id: post.id,
    author: userToWire(post.author),
    title: post.title,
    body: post.body,
    comment_count: post.commentCount,
    created_at: post.createdAt,
  };
}
