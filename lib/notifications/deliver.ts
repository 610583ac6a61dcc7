import mongoose from 'mongoose';
import { findUsers } from '@/lib/auth/store';
import { DELIVERED } from '@/lib/db/connection';
import { Comment } from '@/lib/db/models/comment';
import type { NotificationDoc } from '@/lib/db/models/notification';
import { Post } from '@/lib/db/models/post';
import { env } from '@/lib/env';
import { advanceInbox } from '@/lib/notifications/inbox-state';
import type { LeasedComment } from '@/lib/notifications/outbox-store';
import { previewOf } from '@/lib/notifications/preview';
import { recipientsOf } from '@/lib/notifications/recipients';
import type { InboxState, SenderView } from '@/lib/notifications/schema';
import { type NewNotification, notificationView, saveNotifications } from '@/lib/notifications/store';
import { inboxToWire, notificationEvent } from '@/lib/notifications/wire';
import { emitInbox, emitNotification } from '@/lib/realtime/emit';

const DAY_MS = 24 * 3600 * 1000;
/** Clocks of nodes may differ by this much. */
const CLOCK_SKEW_MS = 1_000;

/** The lease ran out in the middle: another worker may be at it, so this one stops. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}

/**
 * Delivers comments that this process has leased. For each person: write → increment → count → emit. Every step
 * may be repeated after a crash without anybody hearing twice of what they hold already.
 * @param heldUntil end of the lease, in milliseconds since 1970
 * @throws LeaseLostError past it; any error of the database; the outbox then tries again
 */
export async function deliver(comments: LeasedComment[], heldUntil: number): Promise<void> {
  const rows = comments.filter((comment) => comment.deletedAt === null).flatMap(notificationsOf);
  const people = await findUsers(rows.flatMap((row) => [row.recipient, row.actor]));
  insist(heldUntil);
  const [saved] = await Promise.all([
    // Somebody whose account is gone hears of nothing.
    saveNotifications(rows.filter((row) => people.has(row.recipient.toString()))),
    refreshPosts(comments),
  ]);
  await Promise.all(
    [...groupByRecipient(saved)].map(async ([userId, news]) => {
      const state = await advanceInbox(userId);
      insist(heldUntil);
      tell(userId, news, state, people);
    }),
  );
}

function tell(
  userId: string,
  news: NotificationDoc[],
  state: InboxState,
  people: Map<string, SenderView>,
): void {
  // After a crash between write and emit a row may have been read already: that is no news.
  const unread = news.filter((row) => row.readAt === null);
  for (const row of unread) {
    const item = notificationView(row, people.get(row.actor.toString()));
    emitNotification(userId, notificationEvent(item, state));
  }
  if (unread.length === 0) emitInbox(userId, inboxToWire(state));
}

function insist(heldUntil: number): void {
  if (Date.now() >= heldUntil - CLOCK_SKEW_MS) throw new LeaseLostError('the lease has run out');
}

function notificationsOf(comment: LeasedComment): NewNotification[] {
  const { postAuthor, parentAuthor } = comment.outbox.facts;
  const recipients = recipientsOf({
    authorId: comment.author.toString(),
    postAuthorId: postAuthor.toString(),
    parentAuthorId: parentAuthor?.toString() ?? null,
  });
  return recipients.map(({ userId, type }) => ({
    recipient: new mongoose.Types.ObjectId(userId),
    type,
    actor: comment.author,
    post: comment.post,
    comment: comment._id,
    preview: previewOf(comment.body),
    createdAt: comment.createdAt,
    expiresAt: new Date(comment.createdAt.getTime() + env().notificationDays * DAY_MS),
  }));
}

/** Counts anew and keeps the greater, so that a repeated delivery cannot count a comment twice. */
async function refreshPosts(comments: LeasedComment[]): Promise<void> {
  const newest = new Map<string, Date>();
  for (const { post, createdAt } of comments) {
    const seen = newest.get(post.toString());
    if (!seen || seen < createdAt) newest.set(post.toString(), createdAt);
  }
  await Promise.all(
    [...newest].map(async ([post, lastActivityAt]) => {
      const commentCount = await Comment.countDocuments({ post });
      await Post.updateOne(
        { _id: post },
        { $max: { commentCount, lastActivityAt } },
        { writeConcern: DELIVERED },
      );
    }),
  );
}

function groupByRecipient(rows: NotificationDoc[]): Map<string, NotificationDoc[]> {
  const groups = new Map<string, NotificationDoc[]>();
  for (const row of rows) {
    const key = row.recipient.toString();
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
