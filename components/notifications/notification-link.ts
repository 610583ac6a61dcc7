import type { NotificationView } from '@/lib/notifications/schema';

/** Where a notification leads: the comment in its thread. */
export function notificationLink({ postId, commentId }: NotificationView): string {
  return `/posts/${postId}?comment=${commentId}#comment-${commentId}`;
}

/** The same comment, with a reply to it begun. */
export function replyLink({ postId, commentId }: NotificationView): string {
  return `/posts/${postId}?comment=${commentId}&reply=${commentId}#reply`;
}
