import mongoose from 'mongoose';
import type { UserView } from '@/lib/auth/schema';
import { isDuplicateKey } from '@/lib/auth/store';
import { mentionedPeople } from '@/lib/comments/mentioned-people';
import type { CommentInput, CommentView } from '@/lib/comments/schema';
import { loadSurroundings } from '@/lib/comments/surroundings';
import { inBatches } from '@/lib/db/in-batches';
import { Comment, type CommentDoc } from '@/lib/db/models/comment';
import { isUnavailable } from '@/lib/db/unavailable';
import { LIMITS } from '@/lib/limits';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { type Leased, leaseToInsertWith } from '@/lib/notifications/deliver-soon';
import { forDelivery } from '@/lib/notifications/outbox-store';
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
): Promise<Outcome<CommentView> & { isRepeat?: true; leased?: Leased }> {
  const { postId, parentId } = input;
  const { post, parent, audience, others, isCurrent } = await loadSurroundings(postId, parentId);
  if (!post) return refused('errors.postGone');
  if (parentId && (!parent || !parent.post.equals(post._id) || parent.deletedAt)) {
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
    const ahead = named.length === 0 ? { sender: author, audience, others, isCurrent } : null;
    const leased = lease && { comment: forDelivery(comment), ahead };
    return { ok: true, value: commentView(comment, author), ...(leased && { leased }) };
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
