import type { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';
import type { Source } from '@/lib/http/origin';
import {
  type ClientToServerEvents,
  type NodeEvents,
  type RefusalCode,
  type ServerToClientEvents,
  sessionRoom,
  userRoom,
} from '@/lib/realtime/events';
import type { SocketData } from '@/lib/realtime/fan-out';
import type { Places } from '@/lib/realtime/places';

export type ClientSocket = Socket<ClientToServerEvents, ServerToClientEvents, NodeEvents, SocketData>;

export interface SocketIdentity {
  userId: string;
  sessionId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface Door {
  /** @throws when nobody can say now */
  identify(handshake: {
    token: unknown;
    cookie: string | undefined;
  }): Promise<SocketIdentity | 'unauthenticated' | 'token_expired'>;
  /** Where a handshake comes from. */
  sourceOf(request: IncomingMessage): Source;
  /** @returns seconds to wait, or null */
  tooOften(userId: string): Promise<number | null>;
  /** Of one person, on all nodes together. */
  socketsPerUser: number;
  /** Of all people, on this node. */
  socketsTotal: number;
}

export interface Refused {
  code: RefusalCode;
  /** Seconds. */
  retryAfter?: number;
}

/**
 * Decides whether a socket may come in, and if so lets it into the rooms of its person and its session.
 * @throws what `identify` throws
 */
export async function admit(
  socket: ClientSocket,
  source: Source,
  door: Door,
  places: Places,
): Promise<SocketIdentity | Refused> {
  const { auth, query, headers } = socket.handshake;
  // Browsers send our cookie along with a foreign page's handshake: such a page gets no further than this.
  if (source === 'foreign') return { code: 'forbidden_origin' };
  // An origin that was opened shows a token of its own; the cookie that comes with it was not meant for it.
  const cookie = source === 'listed' ? undefined : headers.cookie;
  const identity = await door.identify({ token: auth.token ?? query.token, cookie });
  if (typeof identity === 'string') return { code: identity };
  const wait = await door.tooOften(identity.userId);
  if (wait !== null) return { code: 'too_many_connections', retryAfter: wait };
  if (socket.nsp.sockets.size >= door.socketsTotal) return { code: 'too_many_connections' };
  if (!(await places.take(identity.userId))) return { code: 'too_many_connections' };
  // Also of one that goes before it has quite come.
  whenClosed(socket.conn, () => places.free(identity.userId));
  void socket.join([userRoom(identity.userId), sessionRoom(identity.sessionId)]);
  return identity;
}

function whenClosed(connection: ClientSocket['conn'], then: () => void): void {
  if (connection.readyState === 'open') connection.once('close', then);
  else then();
}
