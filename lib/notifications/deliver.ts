import mongoose from 'mongoose';
import type { UserView } from '@/lib/auth/schema';
import type { NotificationDoc } from '@/lib/db/models/notification';
import { env } from '@/lib/env';
import { groupBy } from '@/lib/group-by';
import { advanceByNews, advanceInbox } from '@/lib/notifications/inbox-state';
import type { Lease, LeasedComment } from '@/lib/notifications/outbox-store';
import { keepPlaceholders } from '@/lib/notifications/placeholders';
import { previewOf } from '@/lib/notifications/preview';
import { type CommentFacts, recipientsOf } from '@/lib/notifications/recipients';
import { retractComments } from '@/lib/notifications/retract';
import type { InboxState, NotificationView } from '@/lib/notifications/schema';
import {
  type NewNotification,
  notificationView,
  refreshPreviews,
  removeCommentNotifications,
  saveNotifications,
} from '@/lib/notifications/store';
import { logTold, noteTold } from '@/lib/notifications/trace';
import { inboxToWire, notificationEvent, notificationToWire } from '@/lib/notifications/wire';
import { type Choices, type Listener, loadAudience } from '@/lib/preferences/audience';
import { tooOften } from '@/lib/rate-limits/limiter';
import { emitInbox, emitNotification } from '@/lib/realtime/emit';

const DAY_MS = 24 * 3600 * 1000;
/** Clocks of nodes may differ by this much. */
const CLOCK_SKEW_MS = 1_000;
/** Notifications in hand at a time, however many people follow a thread. */
const CHUNK = 1_000;

/** The lease ran out in the middle: another worker may be at it, so this one stops. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}

/**
 * Brings notifications in line with comments that this process has leased: tells of new ones and of people newly
 * mentioned, follows edits in the previews, takes back what was deleted. For each person: write → increment → count →
 * emit. Every step may be repeated after a crash without anybody hearing twice of what they hold already.
 * @param held their lease: until when, and who wrote them and may hear where that is known
 * @throws LeaseLostError past it; any error of the database; the outbox then tries again
 */
export async function deliver(
  comments: LeasedComment[],
  { until: heldUntil, known }: Pick<Lease, 'until' | 'known'>,
): Promise<void> {
  const postIds = [...new Set(comments.map(({ post }) => post.toString()))];
  const { posts, choices, listeners } =
    known?.audience ?? (await loadAudience(postIds, comments.flatMap(partiesOf)));
  const senderOf = (userId: string) => known?.senders.get(userId) ?? listeners.get(userId)?.view;
  const isThere = ({ deletedAt, post }: LeasedComment) => deletedAt === null && posts.has(post.toString());
  const live = comments.filter(isThere);
  const rows = live
    .flatMap((comment) => addressees(comment, factsOf(comment, choices), choices, listeners))
    // What one person is told of goes together.
    .sort((a, b) => (a.userId < b.userId ? -1 : 1));
  insist(heldUntil);
  await Promise.all([
    tellOfNew(rows, senderOf, heldUntil),
    tellOfEdits(live.filter(({ editedAt }) => editedAt !== null)),
    retractComments(comments.filter((comment) => !isThere(comment))),
    keepPlaceholders(live),
  ]);
}

/** Undefined for somebody whose account is gone. */
type SenderOf = (userId: string) => UserView | undefined;

interface Addressee {
  userId: string;
  type: NotificationDoc['type'];
  comment: LeasedComment;
}

function factsOf({ author, post, mentions, outbox }: LeasedComment, choices: Choices): CommentFacts {
  return {
    authorId: author.toString(),
    postAuthorId: outbox.facts.postAuthor.toString(),
    parentAuthorId: outbox.facts.parentAuthor?.toString() ?? null,
    mentionedIds: (mentions ?? []).map(String),
    followerIds: choices.followersOf(post.toString()),
  };
}

/** Everybody whom a comment concerns by itself; followers are found with the thread. */
function partiesOf({ author, mentions, outbox }: LeasedComment): string[] {
  const { postAuthor, parentAuthor } = outbox.facts;
  return [author, postAuthor, ...(parentAuthor ? [parentAuthor] : []), ...(mentions ?? [])].map(String);
}

/** Who is to hear of a comment now. Somebody whose account is gone hears of nothing. */
function addressees(
  comment: LeasedComment,
  facts: CommentFacts,
  choices: Choices,
  listeners: Map<string, Listener>,
): Addressee[] {
  const only = comment.outbox.only && new Set(comment.outbox.only.map(String));
  const recipients = recipientsOf(facts, (userId) => {
    const listener = listeners.get(userId);
    if (!listener) return null;
    return {
      kinds: listener.kinds,
      level: choices.levelOf(comment.post.toString(), userId),
      hasBlockedAuthor: listener.blocked.has(facts.authorId),
    };
  });
  return recipients
    .filter(({ userId }) => !only || only.has(userId))
    .map(({ userId, type }) => ({ userId, type, comment }));
}

async function tellOfNew(rows: Addressee[], senderOf: SenderOf, heldUntil: number): Promise<void> {
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.slice(from, from + CHUNK);
    const outranked = await removeOutranked(chunk.filter(({ comment }) => isByEdit(comment)));
    const saved = await saveNotifications(chunk.map(newNotification));
    const told = await Promise.all(
      [...groupBy(saved, ({ recipient }) => recipient.toString())].map(async ([userId, news]) => {
        const state = await advanceByNews(userId);
        insist(heldUntil);
        const unread = await tell(userId, news, state, senderOf);
        const retracted = outranked.get(userId);
        if (retracted) emitInbox(userId, { ...inboxToWire(state), retracted });
        return unread;
      }),
    );
    logTold(chunk, told);
  }
}

/** Whoever holds "commented" of a comment that now names them is told anew: one entry a person, by the strongest reason. */
async function removeOutranked(rows: Addressee[]): Promise<Map<string, string[]>> {
  const mentions = rows.filter(({ type }) => type === 'NEW_MENTION');
  const removed = await removeCommentNotifications(
    mentions.map(({ userId, comment }) => ({ recipient: userId, comment: comment._id })),
  );
  return new Map(
    [...groupBy(removed, ({ recipient }) => recipient.toString())].map(([userId, own]) => [
      userId,
      own.map(({ _id }) => _id.toString()),
    ]),
  );
}

function isByEdit({ outbox }: LeasedComment): boolean {
  return Boolean(outbox.only);
}

/** @returns the rows that were told */
async function tell(
  userId: string,
  news: NotificationDoc[],
  state: InboxState,
  senderOf: SenderOf,
): Promise<NotificationDoc[]> {
  // After a crash between write and emit a row may have been read already: that is no news.
  const unread = news.filter((row) => row.readAt === null);
  const quiet: NotificationView[] = [];
  for (const row of unread) {
    const sender = row.actor.toString();
    const item = notificationView(row, senderOf(sender));
    // Nobody fills another's screen: what is past a sender's share is in the inbox, and raises no alert.
    const isTooMuch = await tooOften('alert', { pair: `${sender} ${userId}` });
    if (isTooMuch) quiet.push(item);
    else emitNotification(userId, notificationEvent(item, state));
    noteTold(row, isTooMuch ? 'quiet' : 'alert');
  }
  if (quiet.length > 0) emitInbox(userId, { ...inboxToWire(state), quiet: quiet.map(notificationToWire) });
  else if (unread.length === 0) emitInbox(userId, inboxToWire(state));
  return unread;
}

/** Whose rows show another text now is told the numbers alone: a revision without news makes devices ask. */
async function tellOfEdits(edited: LeasedComment[]): Promise<void> {
  const people = await refreshPreviews(
    edited.map(({ _id, body }) => ({ comment: _id, preview: previewOf(body) })),
  );
  await Promise.all(people.map(async (userId) => emitInbox(userId, inboxToWire(await advanceInbox(userId)))));
}

function insist(heldUntil: number): void {
  if (Date.now() >= heldUntil - CLOCK_SKEW_MS) throw new LeaseLostError('the lease has run out');
}

function newNotification({ userId, type, comment }: Addressee): NewNotification {
  // Who is named by an edit is told of the edit: dated back, it would pass for something that was seen or has expired.
  const at = (isByEdit(comment) && comment.editedAt) || comment.createdAt;
  return {
    recipient: new mongoose.Types.ObjectId(userId),
    type,
    actor: comment.author,
    post: comment.post,
    comment: comment._id,
    preview: previewOf(comment.body),
    createdAt: at,
    expiresAt: new Date(at.getTime() + env().notificationDays * DAY_MS),
  };
}
