import { userFromWire, userToWire } from '@/lib/auth/wire';
import type { CommentView } from '@/lib/comments/schema';
import type { WireComment } from '@/lib/realtime/events';

export function commentToWire(comment: CommentView): WireComment {
  return {
    id: comment.id,
    post_id: comment.postId,
    parent_id: comment.parentId,
    author: userToWire(comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    edited_at: comment.editedAt,
    deleted_at: comment.deletedAt,
  };
}

export function commentFromWire(comment: WireComment): CommentView {
  return {
    id: comment.id,
    postId: comment.post_id,
    parentId: comment.parent_id,
    author: userFromWire(comment.author),
    body: comment.body,
    createdAt: comment.created_at,
    editedAt: comment.edited_at,
    deletedAt: comment.deleted_at,
  };
}
