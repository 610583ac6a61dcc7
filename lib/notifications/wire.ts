import type { InboxState, NotificationView, SenderView } from '@/lib/notifications/schema';
import type { WireInbox, WireNotification, WireNotificationItem } from '@/lib/realtime/events';

export function inboxToWire(state: InboxState): WireInbox {
  return { revision: state.revision, unread_count: state.unreadCount };
}

export function inboxFromWire(state: WireInbox): InboxState {
  return { revision: state.revision, unreadCount: state.unread_count };
}

export function notificationToWire(item: NotificationView): WireNotificationItem {
  return {
    type: item.type,
    notification_id: item.id,
    sender: senderToWire(item.sender),
    post_id: item.postId,
    comment_id: item.commentId,
    preview: item.preview,
    created_at: item.createdAt,
    read_at: item.readAt,
  };
}

export function notificationFromWire(item: WireNotificationItem): NotificationView {
  return {
    id: item.notification_id,
    type: item.type,
    sender: { id: item.sender.id, displayName: item.sender.display_name, avatar: item.sender.avatar },
    postId: item.post_id,
    commentId: item.comment_id,
    preview: item.preview,
    createdAt: item.created_at,
    readAt: item.read_at,
  };
}

/** The event of a new notification, with the inbox state it belongs to. */
export function notificationEvent(item: NotificationView, inbox: InboxState): WireNotification {
  const { type, notification_id, sender, post_id, comment_id, preview, created_at } =
    notificationToWire(item);
  return {
    type,
    data: { notification_id, sender, post_id, comment_id, preview, created_at },
    inbox: inboxToWire(inbox),
  };
}

export function notificationFromEvent(event: WireNotification): NotificationView {
  return notificationFromWire({ ...event.data, type: event.type, read_at: null });
}

function senderToWire(sender: SenderView) {
  return { id: sender.id, display_name: sender.displayName, avatar: sender.avatar };
}
