import { io } from 'socket.io-client';
import { pageFetcher } from '@/components/notifications/fetch-page';
import { onInboxEvents } from '@/components/notifications/inbox-events';
import { createInboxStore } from '@/components/notifications/inbox-store';
import { createSnapshotAsker } from '@/components/notifications/snapshot-asker';
import { type InboxEvent, type InboxView, needsSnapshot } from '@/lib/notifications/reducer';
import { inboxFromWire, notificationFromWire } from '@/lib/notifications/wire';
import { SOCKET_PATH } from '@/lib/realtime/events';
import { CATCH_UP_WITHIN_MS, RECONNECT } from '@/lib/realtime/reconnect';
import type { Person, TestSocket } from '@/tests/support/person';

/** A device that follows an inbox as a tab of the interface does: the same store, asking by the same rule. */
export class Follower {
  /** How often each notification was told. */
  readonly told = new Map<string, number>();
  /** When it was connected, and when it asked for a snapshot: milliseconds since 1970. */
  readonly connectedAt: number[] = [];
  readonly askedAt: number[] = [];
  readonly socket: TestSocket;
  private readonly store;
  private readonly asker;

  /** @param gentle comes back as the interface does, else at once */
  constructor(person: Person, { url = person.url, gentle = false } = {}) {
    const quick = { reconnectionDelay: 50, reconnectionDelayMax: 200, timeout: 1_000 };
    const nothing = { revision: 0, unreadCount: 0, items: [] };
    this.store = createInboxStore(nothing, pageFetcher(url, { authorization: `Bearer ${person.token}` }));
    this.asker = createSnapshotAsker({ ask: () => this.ask(), isNeeded: () => needsSnapshot(this.view) });
    this.socket = io(url, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      forceNew: true,
      auth: { token: person.token },
      ...(gentle ? RECONNECT : quick),
    });
    this.socket.on('connect', () => {
      this.connectedAt.push(Date.now());
      this.asker.askWithin(gentle && this.connectedAt.length > 1 ? CATCH_UP_WITHIN_MS : 0);
    });
    this.socket.on('notification', ({ data: { notification_id } }) =>
      this.told.set(notification_id, (this.told.get(notification_id) ?? 0) + 1),
    );
    onInboxEvents(this.socket, (event) => this.apply(event));
  }

  get view(): InboxView {
    return this.store.view();
  }

  async live(): Promise<this> {
    if (!this.socket.connected) await new Promise<void>((resolve) => this.socket.once('connect', resolve));
    return this;
  }

  close(): void {
    this.asker.stop();
    this.socket.close();
  }

  private apply(event: InboxEvent): void {
    this.store.apply(event);
    this.asker.askIfNeeded();
  }

  private async ask(): Promise<boolean> {
    if (!this.socket.connected) return true;
    this.askedAt.push(Date.now());
    try {
      const answer = await this.socket.timeout(2_000).emitWithAck('inbox:sync');
      if ('error' in answer) return false;
      const snapshot = { ...inboxFromWire(answer), items: answer.items.map(notificationFromWire) };
      this.apply({ kind: 'snapshot', snapshot, isCatchUp: true });
      return true;
    } catch {
      // Cut off in between: connecting again asks again.
      return false;
    }
  }
}
