import type { CommentView } from '@/lib/comments/schema';
import { commentToWire } from '@/lib/comments/wire';
import { deliverSoon, type Leased, purgeSoon } from '@/lib/notifications/deliver-soon';
import { emitComment, emitPost } from '@/lib/realtime/emit';
import type { WireCommentChange } from '@/lib/realtime/events';

/**
 * Tells open threads and the outbox that a comment was written, edited or deleted. Called after the writer has the answer;
 * never throws.
 * @param leased the same as it was inserted, where that was with a lease
 */
export function tellOfComment(
  comment: CommentView,
  kind: WireCommentChange['kind'] = 'created',
  leased?: Leased,
): void {
  deliverSoon(leased ?? comment.id);
  emitComment(comment.postId, { kind, comment: commentToWire(comment) });
}

/** Tells whoever has a post open that it is gone, and the outbox to take away what belongs to it. */
export function tellOfDeletedPost(postId: string): void {
  emitPost(postId, { kind: 'deleted', post_id: postId });
  purgeSoon();
}
