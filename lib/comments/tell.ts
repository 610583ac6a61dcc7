import type { CommentView } from '@/lib/comments/schema';
import { commentToWire } from '@/lib/comments/wire';
import { deliverSoon } from '@/lib/notifications/outbox';
import { emitComment } from '@/lib/realtime/emit';

/** Tells open threads and the outbox of a new comment. Called after the writer has the answer; never throws. */
export function tellOfComment(comment: CommentView): void {
  deliverSoon(comment.id);
  emitComment(comment.postId, { kind: 'created', comment: commentToWire(comment) });
}
