import type { Socket } from 'socket.io-client';
import { rememberAlerted } from '@/components/notifications/alerted';
import type { InboxEvent } from '@/lib/notifications/reducer';
import { inboxFromWire, notificationFromEvent, notificationFromWire } from '@/lib/notifications/wire';
import type { ClientToServerEvents, ServerToClientEvents } from '@/lib/realtime/events';

export type ClientSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Turns what a socket is told of the inbox into events of the reducer. */
export function onInboxEvents(socket: ClientSocket, apply: (event: InboxEvent) => void): void {
  socket.on('inbox', ({ read, unread, retracted, quiet = [], ...state }) => {
    const inbox = inboxFromWire(state);
    // They count as told, so that no tab alerts of them, now or when it comes back.
    rememberAlerted(quiet.map(({ notification_id }) => notification_id));
    for (const each of quiet) apply({ kind: 'notification', item: notificationFromWire(each), inbox });
    if (quiet.length > 0) return;
    const at = new Date().toISOString();
    const isChange = read !== undefined || unread !== undefined || retracted !== undefined;
    apply(isChange ? { kind: 'change', inbox, read, unread, retracted, at } : { kind: 'state', inbox, at });
  });
  socket.on('notification', (event) =>
    apply({
      kind: 'notification',
      item: notificationFromEvent(event),
      inbox: inboxFromWire(event.inbox),
    }),
  );
}
