import { SAVED } from '@/lib/db/connection';
import { Inbox } from '@/lib/db/models/inbox';
import { Notification } from '@/lib/db/models/notification';

/** Deletes everything that a person was told, and the inbox that counted it. Repeating it changes nothing. */
export async function forgetInbox(userId: string): Promise<void> {
  await Notification.deleteMany({ recipient: userId }, { writeConcern: SAVED });
  await Inbox.deleteOne({ _id: userId }, { writeConcern: SAVED });
}
