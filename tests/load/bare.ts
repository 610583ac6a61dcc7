import type { WireComment, WireNotification } from '@/lib/realtime/events';
import { serveBaseline } from '@/tests/load/baseline';

// Socket.IO and a map in memory: the limit of the transport. Nothing of it survives the process.
const comments = new Map<string, WireComment>();
const notifications = new Map<string, WireNotification>();

await serveBaseline({
  async saveComment(comment) {
    comments.set(comment.id, comment);
  },
  async saveNotification(_recipient, notification) {
    notifications.set(notification.data.notification_id, notification);
  },
});
