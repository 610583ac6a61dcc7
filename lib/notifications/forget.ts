import { Inbox } from '@/lib/db/models/inbox';
import { Notification } from '@/lib/db/models/notification';

/** Deletes everything that a person was told, and the inbox that counted it. Repeating it changes nothing. */
export async function forgetInbox(userId: string): Promise<void> {
  await Notification.deleteMany({ recipient: userId });
  await Inbox.deleteOne({ _id: userId });
}
