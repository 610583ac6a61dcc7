import mongoose from 'mongoose';
import { findUsers, unknownUser } from '@/lib/auth/store';
import type { CommentView } from '@/lib/comments/schema';
import { commentView } from '@/lib/comments/store';
import { cursorAt, pageAsked, pageOf, type Page } from '@/lib/cursor';
import { beyond } from '@/lib/db/keyset';
import { Comment, type CommentDoc } from '@/lib/db/models/comment';

/**
 * Comments of a post, oldest first, so that a parent always comes before its replies. What was deleted is among them
 * only as a placeholder above replies.
 */
export async function listComments(
  postId: string,
  page: { cursor?: string | null; limit?: number } = {},
): Promise<Page<CommentView>> {
  const { from, limit } = pageAsked(page);
  const docs = await Comment.find({
    post: postId,
    removedAt: null,
    ...(from && { _id: mongoose.trusted({ $gt: new mongoose.Types.ObjectId(from.id) }) }),
  })
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean();
  return pageOfComments(docs, limit, ({ createdAt }) => createdAt);
}

/** What was written, edited or deleted since a time, the longest ago first: for those who could not hear of it. */
export async function listChangedComments(
  postId: string,
  since: Date,
  page: { cursor?: string | null; limit?: number } = {},
): Promise<Page<CommentView>> {
  const { from, limit } = pageAsked(page);
  const docs = await Comment.find({
    post: postId,
    ...(from ? beyond('changedAt', '$gt', from) : { changedAt: mongoose.trusted({ $gte: since }) }),
  })
    .sort({ changedAt: 1, _id: 1 })
    .limit(limit + 1)
    .lean();
  return pageOfComments(docs, limit, ({ changedAt, createdAt }) => changedAt ?? createdAt);
}

async function pageOfComments(
  docs: CommentDoc[],
  limit: number,
  at: (comment: CommentDoc) => Date,
): Promise<Page<CommentView>> {
  const authors = await findUsers(docs.map((comment) => comment.author));
  const authorOf = ({ author }: CommentDoc) =>
    authors.get(author.toString()) ?? unknownUser(author.toString());
  return pageOf(
    docs,
    limit,
    (comment) => commentView(comment, authorOf(comment)),
    (comment) => cursorAt(at(comment), comment._id),
  );
}

/** Whether a comment is on a post: what a deep link needs to know. */
export async function commentExists(
  postId: string,
  commentId: string,
  { mayBeDeleted = false } = {},
): Promise<boolean> {
  const isThere = mayBeDeleted ? { removedAt: null } : { deletedAt: null };
  return (await Comment.exists({ _id: commentId, post: postId, ...isThere })) !== null;
}
