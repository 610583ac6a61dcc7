import type { io } from 'socket.io-client';
import { onBrowserSignals } from '@/components/notifications/browser-signals';
import { type ClientSocket, onInboxEvents } from '@/components/notifications/inbox-events';
import { createSnapshotAsker } from '@/components/notifications/snapshot-asker';
import type { InboxEvent } from '@/lib/notifications/reducer';
import { inboxFromWire, notificationFromWire } from '@/lib/notifications/wire';
import { SOCKET_PATH } from '@/lib/realtime/events';
import { CATCH_UP_WITHIN_MS, RECONNECT } from '@/lib/realtime/reconnect';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline';

export interface Connection {
  /** Asks for a snapshot in a moment, if what is held may not be what the server has. */
  askIfNeeded(): void;
  close(): void;
}

interface Listeners {
  onEvent(event: InboxEvent): void;
  onState(state: ConnectionState): void;
  /** The server does not know us any more: signed out elsewhere, or the session has run out. */
  onEnded(): void;
  needsSnapshot(): boolean;
}

/** A connection that answers later than this does not count as live. */
const ANSWER_MS = 2_000;
/** Why a server that hung up should let us in again is known only by asking. */
const HUNG_UP_MS = 300;
/** Long enough for the page that is being asked for, or for the cookie that is on its way. */
const ENDED_MS = 3_000;
/** A refusal that may pass: another tab has to close first. */
const REFUSED_MS = 20_000;
/** The library could not be loaded. */
const LOAD_AGAIN_MS = 3_000;

/**
 * Opens this tab's one socket. The library is loaded only now, in a chunk of its own.
 * @param attach whoever else listens on it
 */
export function openConnection(listeners: Listeners, attach: ((socket: ClientSocket) => void)[]): Connection {
  let socket: ClientSocket | undefined;
  let isClosed = false;
  let hasConnected = false;
  /** Messages may have been lost since the last snapshot. */
  let isBehind = false;
  /** Connected by name, but the last question got no answer. */
  let isSilent = false;
  let comeBack: ReturnType<typeof setTimeout> | undefined;

  const report = () => {
    if (!navigator.onLine) listeners.onState('offline');
    else if (socket?.connected) listeners.onState(isSilent ? 'reconnecting' : 'live');
    else listeners.onState(hasConnected ? 'reconnecting' : 'connecting');
  };
  const comeBackIn = (ms: number) => {
    clearTimeout(comeBack);
    comeBack = setTimeout(() => socket?.connect(), ms * (1 + Math.random()));
  };
  const reconnectNow = () => {
    clearTimeout(comeBack);
    // Connecting while a later try is waiting does nothing; that one has to be called off first.
    socket?.disconnect().connect();
  };

  const ask = async (): Promise<boolean> => {
    if (!socket?.connected) return true;
    const isCatchUp = isBehind;
    try {
      const answer = await socket.timeout(ANSWER_MS).emitWithAck('inbox:sync');
      isSilent = 'error' in answer;
      if (!('error' in answer)) {
        isBehind = false;
        const items = answer.items.map(notificationFromWire);
        listeners.onEvent({ kind: 'snapshot', snapshot: { ...inboxFromWire(answer), items }, isCatchUp });
      }
    } catch {
      // No answer in time. Twice in a row, and the connection leads nowhere: a new one is better than waiting.
      if (isSilent && socket.connected) socket.io.engine.close();
      isSilent = true;
    }
    report();
    return !isSilent;
  };
  const asker = createSnapshotAsker({ ask, isNeeded: listeners.needsSnapshot });

  const wake = () => {
    if (socket?.connected) asker.askWithin(0);
    else if (socket?.active) reconnectNow();
  };
  const stopListening = onBrowserSignals({
    wake,
    online() {
      // The socket may be one of the network that was left: it counts when it has answered.
      isSilent = socket?.connected ?? false;
      report();
      wake();
    },
    offline: report,
  });

  const connect = ({ io: open }: { io: typeof io }) => {
    if (isClosed) return;
    socket = open({
      path: SOCKET_PATH,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      ...RECONNECT,
    });
    socket.on('connect', () => {
      isBehind = true;
      isSilent = false;
      asker.askWithin(hasConnected ? CATCH_UP_WITHIN_MS : 0);
      hasConnected = true;
      report();
    });
    socket.on('disconnect', (reason) => {
      if (reason === 'io client disconnect') return;
      report();
      if (reason === 'io server disconnect') comeBackIn(HUNG_UP_MS);
    });
    socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
      const code = error.data?.code;
      if (code === 'unauthenticated' || code === 'token_expired') {
        listeners.onEnded();
        // Still the same person (a new cookie was on its way): nothing closes this connection, so it asks again.
        return comeBackIn(ENDED_MS);
      }
      hasConnected = true;
      report();
      if (code) comeBackIn(REFUSED_MS);
    });
    onInboxEvents(socket, listeners.onEvent);
    for (const each of attach) each(socket);
  };
  const load = () =>
    void import('socket.io-client').then(connect, () => {
      if (isClosed) return;
      // The network went away while the page was loading: the library is on the other side of it.
      hasConnected = true;
      report();
      comeBack = setTimeout(load, LOAD_AGAIN_MS * (1 + Math.random()));
    });
  load();

  return {
    askIfNeeded: () => asker.askIfNeeded(),
    close() {
      isClosed = true;
      clearTimeout(comeBack);
      asker.stop();
      stopListening();
      socket?.disconnect();
    },
  };
}
