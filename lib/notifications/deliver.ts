import mongoose from 'mongoose';
import { findUsers } from '@/lib/auth/store';
import { DELIVERED } from '@/lib/db/connection';
import { Comment, type CommentDoc } from '@/lib/db/models/comment';
import type { NotificationDoc } from '@/lib/db/models/notification';
import { Post } from '@/lib/db/models/post';
import { env } from '@/lib/env';
import { advanceInbox } from '@/lib/notifications/inbox-state';
import { previewOf } from '@/lib/notifications/preview';
import { recipientsOf } from '@/lib/notifications/recipients';
import { type NewNotification, notificationView, saveNotifications } from '@/lib/notifications/store';
import { notificationEvent } from '@/lib/notifications/wire';
import { emitNotification } from '@/lib/realtime/emit';

const DAY_MS = 24 * 3600 * 1000;

/**
 * Delivers comments that this process has leased. For each person: write → increment → count → emit. Every step
 * may be repeated after a crash without anybody hearing twice of what they hold already.
 * @throws when the database refuses; the outbox then tries again
 */
export async function deliver(comments: CommentDoc[]): Promise<void> {
  const live = comments.filter((comment) => comment.deletedAt === null);
  const rows = live.flatMap(notificationsOf);
  const [saved, senders] = await Promise.all([
    saveNotifications(rows),
    findUsers(rows.map((row) => row.actor)),
    refreshPosts(comments),
  ]);
  await Promise.all(
    [...groupByRecipient(saved)].map(async ([userId, news]) => {
      const state = await advanceInbox(userId);
      for (const row of news) {
        const item = notificationView(row, senders.get(row.actor.toString()));
        emitNotification(userId, notificationEvent(item, state));
      }
    }),
  );
}

function notificationsOf(comment: CommentDoc): NewNotification[] {
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
async function refreshPosts(comments: CommentDoc[]): Promise<void> {
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
