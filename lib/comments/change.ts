import mongoose from 'mongoose';
import type { UserView } from '@/lib/auth/schema';
import { mentionedPeople } from '@/lib/comments/mentioned-people';
import type { CommentView } from '@/lib/comments/schema';
import { commentView } from '@/lib/comments/store';
import { Comment, type CommentDoc } from '@/lib/db/models/comment';
import { LIMITS } from '@/lib/limits';
import { whenSettled } from '@/lib/notifications/deliver-soon';
import { tooOften } from '@/lib/rate-limits/limiter';
import { requestId } from '@/lib/request-id';
import { refused, type Outcome } from '@/lib/result';

/**
 * Changes the text of a comment, together with its outbox mark: previews follow, and people named for the first time
 * hear of it. The same text again changes nothing. Refuses other people's comments and one that is gone.
 */
export async function editComment(id: string, body: string, editor: UserView): Promise<Outcome<CommentView>> {
  const found = await findOwn(id, editor.id);
  if (!found.ok) return found;
  if (found.value.body === body) return { ok: true, value: commentView(found.value, editor) };
  const named = await mentionedPeople([body]);
  // Those who were named before count as well: otherwise each edit would reach ten more.
  const everNamed = new Set([...(found.value.mentions ?? []).map(String), ...named.map((each) => each.id)]);
  if (everNamed.size > LIMITS.mentionsMax) return refused('errors.mentionsTooMany', 'body');
  const newlyNamed = everNamed.size - (found.value.mentions ?? []).length;
  const tooSoon = await tooOften('mention', { person: editor.id }, newlyNamed);
  if (tooSoon) return { ...tooSoon, field: 'body' };

  const now = new Date();
  const ids = named.map((person) => new mongoose.Types.ObjectId(person.id));
  const known = { $ifNull: ['$mentions', []] };
  const only = { $ifNull: ['$outbox.only', null] };
  const added = { $setDifference: [ids, known] };
  const edited = await Comment.collection.findOneAndUpdate(
    { _id: found.value._id, deletedAt: null },
    [
      {
        $set: {
          body: { $literal: body },
          editedAt: now,
          changedAt: now,
          mentions: { $setUnion: [known, ids] },
          // A first delivery that is still to come goes to everybody.
          'outbox.only': {
            $cond: [
              { $eq: ['$outbox.state', 'done'] },
              added,
              { $cond: [{ $eq: [only, null] }, null, { $setUnion: [only, added] }] },
            ],
          },
          ...REDELIVER(now),
        },
      },
    ],
    { returnDocument: 'after' },
  );
  if (!edited) return refused('errors.commentGone');
  return { ok: true, value: commentView(edited as unknown as CommentDoc, editor) };
}

/**
 * Deletes a comment, together with its outbox mark: what was told of it is taken back. A placeholder stays while replies
 * hang below it. Refuses other people's comments and one that is gone.
 */
export async function deleteComment(id: string, author: UserView): Promise<Outcome<CommentView>> {
  const found = await findOwn(id, author.id);
  if (!found.ok) return found;
  const now = new Date();
  const isLeaf = (await Comment.exists({ parent: id, removedAt: null })) === null;
  const deleted = await Comment.findOneAndUpdate(
    { _id: id, deletedAt: null },
    {
      $set: { body: '', deletedAt: now, changedAt: now, removedAt: isLeaf ? now : null, ...REDELIVER(now) },
    },
    { returnDocument: 'after' },
  ).lean();
  if (!deleted) return refused('errors.commentGone');
  if (isLeaf) await removeEmptyPlaceholders(deleted.parent);
  return { ok: true, value: commentView(deleted, author) };
}

/** The lease stays with whoever has it: two workers at one comment could tell of it after it was taken back. */
const REDELIVER = (now: Date) => ({
  'outbox.state': 'pending',
  'outbox.attempts': 0,
  'outbox.notBefore': now,
  'outbox.hasChanged': true,
  'outbox.request': requestId() ?? null,
});

async function findOwn(id: string, userId: string): Promise<Outcome<CommentDoc>> {
  await whenSettled(id);
  const comment = await Comment.findOne({ _id: id, deletedAt: null }).lean();
  if (!comment) return refused('errors.commentGone');
  return comment.author.equals(userId) ? { ok: true, value: comment } : refused('errors.notYours');
}

/** A placeholder whose last reply is gone goes as well, all the way up. */
async function removeEmptyPlaceholders(from: CommentDoc['parent']): Promise<void> {
  for (let id = from; id;) {
    if (await Comment.exists({ parent: id, removedAt: null })) return;
    const now = new Date();
    const removed = await Comment.findOneAndUpdate(
      { _id: id, deletedAt: mongoose.trusted({ $ne: null }), removedAt: null },
      { $set: { removedAt: now, changedAt: now } },
    ).lean();
    id = removed?.parent ?? null;
  }
}
