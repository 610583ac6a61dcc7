import type { NotificationView } from '@/lib/notifications/schema';
import { idOf } from '@/preview/data/id';
import { minutesAgo } from '@/preview/data/now';
import { HOA, LAN, LONGEST, MINH, PEOPLE } from '@/preview/data/people';
import { POSTS } from '@/preview/data/posts';
import { TEXTS } from '@/preview/data/texts';

let count = 0;
export const notification = (told: Partial<NotificationView> = {}): NotificationView => {
  count += 1;
  return {
    id: idOf('notification', count),
    type: 'NEW_REPLY',
    sender: MINH,
    postId: POSTS.usual.id,
    commentId: idOf('comment', 0xa00 + count),
    preview: TEXTS.usual,
    createdAt: minutesAgo(5 * count),
    readAt: null,
    ...told,
  };
};

const READ = minutesAgo(1);

/** Each kind, and each kind of name and text. */
export const NOTIFICATIONS = {
  reply: notification(),
  comment: notification({ type: 'NEW_COMMENT', sender: HOA }),
  mention: notification({ type: 'NEW_MENTION', sender: PEOPLE.emoji, preview: TEXTS.mention }),
  read: notification({ readAt: READ }),
  'one letter': notification({
    sender: PEOPLE['one character'],
    preview: 'k',
    postId: POSTS['no comments'].id,
  }),
  longest: notification({
    sender: LONGEST,
    preview: TEXTS.unbroken.slice(0, 139) + '…',
    postId: POSTS.longest.id,
  }),
  'right to left': notification({
    sender: PEOPLE['right to left'],
    preview: TEXTS.rightToLeft,
    postId: POSTS['right to left'].id,
  }),
  emoji: notification({ sender: PEOPLE.emoji, preview: TEXTS.emoji, postId: POSTS.emoji.id }),
};

/** Some days of an inbox, newest first, with groups in it. */
export const INBOX = [
  ...Object.values(NOTIFICATIONS),
  ...[LAN, HOA, LONGEST, MINH].map((sender, n) =>
    notification({ type: 'NEW_COMMENT', sender, postId: POSTS.longest.id, createdAt: minutesAgo(70 + n) }),
  ),
  ...[HOA, PEOPLE['one character']].map((sender, n) =>
    notification({ sender, postId: POSTS.emoji.id, createdAt: minutesAgo(26 * 60 + n), readAt: READ }),
  ),
  notification({ createdAt: minutesAgo(27 * 60), readAt: READ }),
  notification({ createdAt: minutesAgo(400 * 24 * 60), readAt: READ, sender: HOA }),
];
