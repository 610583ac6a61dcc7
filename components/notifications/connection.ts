import type { Socket } from 'socket.io-client';
import { commentFromWire } from '@/lib/comments/wire';
import type { CommentView } from '@/lib/comments/schema';
import type { InboxEvent } from '@/lib/notifications/reducer';
import { inboxFromWire, notificationFromEvent, notificationFromWire } from '@/lib/notifications/wire';
import {
  type ClientToServerEvents,
  type ServerToClientEvents,
  SOCKET_PATH,
  type WireCommentChange,
} from '@/lib/realtime/events';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline';

export interface CommentChange {
  kind: WireCommentChange['kind'];
  comment: CommentView;
}

export interface Connection {
  watchPost(postId: string, listener: (change: CommentChange) => void): () => void;
  close(): void;
}

interface Listeners {
  onEvent(event: InboxEvent): void;
  onState(state: ConnectionState): void;
  /** The server does not know us any more: signed out elsewhere, or the session has run out. */
  onEnded(): void;
  /** Revision this tab holds: only what is behind asks for a snapshot. */
  revision(): number;
}

const ASK_AGAIN_MS = 500;

/** Opens this tab's one socket. The library is loaded only now, in a chunk of its own. */
export function openConnection(listeners: Listeners): Connection {
  const watched = new Map<string, Set<(change: CommentChange) => void>>();
  let socket: Socket<ServerToClientEvents, ClientToServerEvents> | undefined;
  let isClosed = false;
  let askAgain: ReturnType<typeof setTimeout> | undefined;

  const sync = () => {
    if (!socket?.connected) return;
    socket.emit('inbox:sync', (answer) => {
      if ('error' in answer) return;
      const items = answer.items.map(notificationFromWire);
      listeners.onEvent({ kind: 'snapshot', snapshot: { ...inboxFromWire(answer), items } });
    });
  };
  const wake = () => {
    if (document.visibilityState !== 'visible') return;
    if (socket && !socket.connected && socket.active) socket.connect();
    sync();
  };
  const goOffline = () => listeners.onState('offline');
  window.addEventListener('online', wake);
  window.addEventListener('offline', goOffline);
  window.addEventListener('pageshow', wake);
  document.addEventListener('visibilitychange', wake);

  void import('socket.io-client').then(({ io }) => {
    if (isClosed) return;
    socket = io({ path: SOCKET_PATH, transports: ['websocket', 'polling'], randomizationFactor: 0.5 });
    socket.on('connect', () => {
      listeners.onState('live');
      for (const postId of watched.keys()) socket?.emit('post:watch', postId);
    });
    socket.on('disconnect', (reason) => {
      if (reason === 'io client disconnect') return;
      listeners.onState(navigator.onLine ? 'reconnecting' : 'offline');
      // Hung up on purpose: perhaps signed out in another tab, perhaps not. Asking again tells.
      if (reason === 'io server disconnect') askAgain = setTimeout(() => socket?.connect(), ASK_AGAIN_MS);
    });
    socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
      const code = error.data?.code;
      if (code === 'unauthenticated' || code === 'token_expired') return listeners.onEnded();
      listeners.onState(navigator.onLine ? 'reconnecting' : 'offline');
    });
    socket.on('inbox', ({ read, retracted, ...state }) => {
      const inbox = inboxFromWire(state);
      const isBehind = !read && !retracted && inbox.revision > listeners.revision();
      // The numbers of a state come with its rows: a bare state that is newer is fetched whole.
      if (isBehind) sync();
      else listeners.onEvent({ kind: 'change', inbox, read, retracted, at: new Date().toISOString() });
    });
    socket.on('notification', (event) =>
      listeners.onEvent({
        kind: 'notification',
        item: notificationFromEvent(event),
        inbox: inboxFromWire(event.inbox),
      }),
    );
    socket.on('comment', ({ kind, comment }) => {
      const change = { kind, comment: commentFromWire(comment) };
      watched.get(comment.post_id)?.forEach((listener) => listener(change));
    });
  });

  return {
    watchPost(postId, listener) {
      const all = watched.get(postId) ?? new Set();
      watched.set(postId, all.add(listener));
      if (all.size === 1) socket?.emit('post:watch', postId);
      return () => {
        all.delete(listener);
        if (all.size > 0) return;
        watched.delete(postId);
        socket?.emit('post:unwatch', postId);
      };
    },
    close() {
      isClosed = true;
      clearTimeout(askAgain);
      window.removeEventListener('online', wake);
      window.removeEventListener('offline', goOffline);
      window.removeEventListener('pageshow', wake);
      document.removeEventListener('visibilitychange', wake);
      socket?.disconnect();
    },
  };
}
