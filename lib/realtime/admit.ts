import type { Socket } from 'socket.io';
import {
  type ClientToServerEvents,
  type RefusalCode,
  type ServerToClientEvents,
  sessionRoom,
  userRoom,
} from '@/lib/realtime/events';

export type ClientSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

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
  isOwnOrigin(origin: string): boolean;
  socketsPerUser: number;
}

/**
 * Decides whether a socket may come in, and if so lets it into the rooms of its person and its session.
 * @throws what `identify` throws
 */
export async function admit(socket: ClientSocket, door: Door): Promise<SocketIdentity | RefusalCode> {
  const { auth, query, headers } = socket.handshake;
  // A browser always says where a page is from; a script that says nothing has no cookie to misuse.
  if (headers.origin && !door.isOwnOrigin(headers.origin)) return 'forbidden_origin';
  const identity = await door.identify({ token: auth.token ?? query.token, cookie: headers.cookie });
  if (typeof identity === 'string') return identity;
  // Counted and joined in one go: of many handshakes at once no two can take the last place.
  const held = socket.nsp.adapter.rooms.get(userRoom(identity.userId))?.size ?? 0;
  if (held >= door.socketsPerUser) return 'too_many_connections';
  void socket.join([userRoom(identity.userId), sessionRoom(identity.sessionId)]);
  return identity;
}
