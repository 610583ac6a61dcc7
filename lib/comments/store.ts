import mongoose from 'mongoose';
import type { UserView } from '@/lib/auth/schema';
import { findUsers, isDuplicateKey, unknownUser } from '@/lib/auth/store';
import { mentionedPeople } from '@/lib/comments/mentioned-people';
import type { CommentInput, CommentView } from '@/lib/comments/schema';
import { cursorAt, pageAsked, pageOf, type Page } from '@/lib/cursor';
import { inBatches } from '@/lib/db/in-batches';
import { beyond } from '@/lib/db/keyset';
import { Comment, type CommentDoc } from '@/lib/db/models/comment';
import { Post } from '@/lib/db/models/post';
import { isUnavailable } from '@/lib/db/unavailable';
import { LIMITS } from '@/lib/limits';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { leaseToInsertWith } from '@/lib/notifications/outbox';
import { forDelivery, type LeasedComment } from '@/lib/notifications/outbox-store';
import { tooOften } from '@/lib/rate-limits/limiter';
import { requestId } from '@/lib/request-id';
import { refused, type Outcome } from '@/lib/result';

/**
 * Saves a comment together with its outbox mark, in one document write. Where this process delivers, the mark is leased
 * to it from the beginning, and the comment comes back as `leased`, to be handed on.
 * A repeated `clientKey` of the same author answers with the first comment.
 * Refuses a post that is not there, a parent that is not on it, and too many mentions, in it or in a short time.
 */
export async function insertComment(
  input: CommentInput,
  author: UserView,
): Promise<Outcome<CommentView> & { isRepeat?: true; leased?: LeasedComment }> {
  const [post, parent] = await Promise.all([
    findPostAuthor(input.postId),
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
  const lease = leaseToInsertWith();
  const comment: CommentDoc = {
    _id: id(),
    post: post._id,
    parent: parent?._id ?? null,
    ancestors: parent ? [...parent.ancestors, parent._id] : [],
    author: id(author.id),
    body: input.body,
    mentions: named.map((person) => id(person.id)),
    ...(input.clientKey && { clientKey: input.clientKey }),
    createdAt: now,
    editedAt: null,
    deletedAt: null,
    removedAt: null,
    changedAt: now,
    outbox: {
      state: 'pending',
      attempts: lease ? 1 : 0,
      notBefore: now,
      request: requestId(),
      lease,
      facts: { postAuthor: post.author, parentAuthor: parent?.author ?? null },
      only: null,
      hasChanged: false,
    },
  };
  try {
    await insertOnce(comment);
    noteAccepted(comment);
    return { ok: true, value: commentView(comment, author), ...(lease && { leased: forDelivery(comment) }) };
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

const findPostAuthor = inBatches(async (ids: string[]) => {
  const posts = await Post.collection
    .find({ _id: { $in: ids.map(id) }, deletedAt: null }, { projection: { author: 1 } })
    .toArray();
  return ids.map((each) => posts.find(({ _id }) => _id.equals(each)) ?? null);
});

/** Many that come at once share a command, and a journal. */
const insert = inBatches(async (comments: CommentDoc[]) => {
  try {
    await Comment.collection.insertMany(comments, { ordered: false });
    return comments.map(() => null);
  } catch (error) {
    const { writeErrors } = error as Partial<mongoose.mongo.MongoBulkWriteError>;
    const refusals = [writeErrors ?? []].flat();
    if (refusals.length === 0 || !isDuplicateKey(error)) throw error;
    return comments.map((_, n) => {
      const refusal = refusals.find(({ index }) => index === n)?.err;
      return refusal ? Object.assign(new Error(refusal.errmsg), refusal) : null;
    });
  }
});

/** Saves a comment; where the database went away in the middle, once more with the same id: it may be there already. */
async function insertOnce(comment: CommentDoc): Promise<void> {
  // Past mongoose's documents, which cost more than the insert: every field is set above, as the schema has it.
  try {
    await insert(comment);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    try {
      await insert(comment);
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

function id(hex?: string): mongoose.Types.ObjectId {
  return new mongoose.Types.ObjectId(hex);
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
