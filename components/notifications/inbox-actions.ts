import type { InboxStore } from '@/components/notifications/inbox-store';
import { isGone, requestRead, requestRemoval, requestUnread } from '@/components/notifications/request-inbox';
import { isNewer } from '@/lib/notifications/row-place';
import type { InboxState } from '@/lib/notifications/schema';
import type { Marks } from '@/lib/notifications/told';

/** As many ids as one request takes. */
const IDS_AT_ONCE = 100;

/** What a person does to their inbox. Each answers whether the server has it; a failure is said by `onFailed`. */
export interface InboxActions {
  markRead(ids: string[]): Promise<boolean>;
  markUnread(ids: string[]): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  /**
   * Marks everything up to a row as read: what came after it was not seen.
   * @returns what takes that back, or null when it failed
   */
  markReadUpTo(id: string): Promise<(() => Promise<boolean>) | null>;
}

/** @param onFailed the server cannot be reached, or does not know what was meant */
export function createInboxActions(store: InboxStore, onFailed: (isItGone: boolean) => void): InboxActions {
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      return true;
    } catch (error) {
      // Nothing was changed, and the page shows that.
      onFailed(isGone(error));
      return false;
    }
  };
  const answered = (inbox: InboxState, marks: Marks) => applyAnswer(store, inbox, marks);
  return {
    markRead: (ids) => attempt(() => readOnServer(store, ids)),
    markUnread: (ids) =>
      attempt(() =>
        // The only one that was meant, and gone: that is said.
        ids.length === 1
          ? unreadOnServer(store, ids)
          : whereThere(ids, (some) => unreadOnServer(store, some)),
      ),
    remove: (id) =>
      attempt(async () => {
        try {
          await requestRemoval(id);
        } catch (error) {
          // Gone already is gone.
          if (!isGone(error)) throw error;
        }
        // The numbers come with the message that tells every device.
        const { revision, unreadCount } = store.view();
        answered({ revision, unreadCount }, { retracted: [id] });
      }),
    async markReadUpTo(id) {
      const { items } = store.view();
      const last = items.find((item) => item.id === id);
      const ids = items
        .filter((item) => item.readAt === null && last && !isNewer(item, last))
        .map((item) => item.id);
      let revision = 0;
      const isDone = await attempt(async () => {
        const inbox = await requestRead({ upTo: id });
        revision = inbox.revision;
        answered(inbox, { read: ids });
      });
      const takeBack = () =>
        attempt(async () => answered(await requestUnread({ revision }), { unread: ids }));
      return isDone ? takeBack : null;
    },
  };
}

/**
 * Marks as read on the server; what is gone is not unread either.
 * @throws Error when the server cannot be reached or refuses
 */
export function readOnServer(store: InboxStore, ids: string[]): Promise<void> {
  return whereThere(ids, async (some) =>
    applyAnswer(store, await requestRead({ ids: some }), { read: some }),
  );
}

async function unreadOnServer(store: InboxStore, ids: string[]): Promise<void> {
  applyAnswer(store, await requestUnread({ ids }), { unread: ids });
}

async function whereThere(ids: string[], mark: (some: string[]) => Promise<void>): Promise<void> {
  for (const some of inParts(ids)) {
    try {
      await mark(some);
    } catch (error) {
      if (!isGone(error)) throw error;
      // One of them is gone, and with it the others were refused.
      if (some.length > 1) for (const id of some) await whereThere([id], mark);
    }
  }
}

function applyAnswer(store: InboxStore, inbox: InboxState, marks: Marks): void {
  store.apply({ kind: 'state', inbox, ...marks, at: new Date().toISOString() });
}

function inParts(ids: string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, n) =>
    ids.slice(n * IDS_AT_ONCE, (n + 1) * IDS_AT_ONCE),
  );
}
