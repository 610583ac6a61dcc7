import mongoose, { type HydratedDocument } from 'mongoose';
import type { UserView } from '@/lib/auth/schema';
import { findUsers, isDuplicateKey, unknownUser } from '@/lib/auth/store';
import { mentionedPeople } from '@/lib/comments/mentioned-people';
import type { CommentInput, CommentView } from '@/lib/comments/schema';
import { cursorAt, pageAsked, pageOf, type Page } from '@/lib/cursor';
import { beyond } from '@/lib/db/keyset';
import { Comment, type CommentDoc } from '@/lib/db/models/comment';
import { Post } from '@/lib/db/models/post';
import { isUnavailable } from '@/lib/db/unavailable';
import { LIMITS } from '@/lib/limits';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { tooOften } from '@/lib/rate-limits/limiter';
import { requestId } from '@/lib/request-id';
import { refused, type Outcome } from '@/lib/result';

/**
 * Saves a comment together with its outbox mark, in one document write.
 * A repeated `clientKey` of the same author answers with the first comment.
 * Refuses a post that is not there, a parent that is not on it, and too many mentions, in it or in a short time.
 */
export async function insertComment(
  input: CommentInput,
  author: UserView,
): Promise<Outcome<CommentView> & { isRepeat?: true }> {
  const [post, parent] = await Promise.all([
    Post.findOne({ _id: input.postId, deletedAt: null }).select('author').lean(),
    input.parentId ? Comment.findById(input.parentId).select('post author ancestors deletedAt').lean() : null,
  ]);
  if (!post) return refused('errors.postGone');
  if (input.parentId && (!parent || !parent.post.equals(post._id) || parent.deletedAt)) {
    return refused('errors.parentGone', 'parentId');
  }

  const named = await mentionedPeople([input.body]);
  if (named.length > LIMITS.mentionsMax) return refused('errors.mentionsTooMany', 'body');
  const tooSoon = await tooOften('mention', { person: author.id }, named.length);
  if (tooSoon) return { ...tooSoon, field: 'body' };

  const now = new Date();
  const comment = new Comment({
    post: post._id,
    parent: parent?._id ?? null,
    ancestors: parent ? [...parent.ancestors, parent._id] : [],
    author: author.id,
    body: input.body,
    mentions: named.map(({ id }) => id),
    ...(input.clientKey && { clientKey: input.clientKey }),
    createdAt: now,
    changedAt: now,
    outbox: {
      state: 'pending',
      notBefore: now,
      request: requestId(),
      facts: { postAuthor: post.author, parentAuthor: parent?.author ?? null },
    },
  });
  try {
    await insertOnce(comment);
    noteAccepted(comment);
    return { ok: true, value: commentView(comment, author) };
  } catch (error) {
    if (!input.clientKey || !isDuplicateKey(error)) throw error;
    const first = await Comment.findOne({ author: author.id, clientKey: input.clientKey }).lean();
    if (!first) throw error;
    return { ok: true, value: commentView(first, author), isRepeat: true };
  }
}

function noteAccepted({ _id, post }: CommentDoc): void {
  metrics().accepted.inc();
  // A seed is no news.
  if (requestId() !== undefined) log().info({ comment: _id, post }, 'comment accepted');
}

/** Saves a comment; where the database went away in the middle, once more with the same id: it may be there already. */
async function insertOnce(comment: HydratedDocument<CommentDoc>): Promise<void> {
  try {
    await comment.save();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    try {
      await comment.save();
    } catch (again) {
      if (!isDuplicateKey(again, '_id')) throw again;
    }
  }
}

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

export function commentView(comment: CommentDoc, author: UserView): CommentView {
  return {
    id: comment._id.toString(),
    postId: comment.post.toString(),
    parentId: comment.parent?.toString() ?? null,
    author,
    // What was deleted is gone from every answer, whoever asks.
    body: comment.deletedAt ? '' : comment.body,
    createdAt: comment.createdAt.toISOString(),
    editedAt: comment.editedAt?.toISOString() ?? null,
    deletedAt: comment.deletedAt?.toISOString() ?? null,
  };
}
