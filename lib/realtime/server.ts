import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server, type Socket } from 'socket.io';
import { shareRealtimeServer, type RealtimeServer } from '@/lib/realtime/emit';
import {
  type ClientToServerEvents,
  postRoom,
  type RefusalCode,
  type ServerToClientEvents,
  sessionRoom,
  SOCKET_PATH,
  userRoom,
  type WireInbox,
  type WireSnapshot,
} from '@/lib/realtime/events';

export interface SocketIdentity {
  userId: string;
  sessionId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** What the transport asks of the rest: it knows no feature itself. */
export interface RealtimeHooks {
  identify(handshake: {
    token: unknown;
    cookie: string | undefined;
  }): Promise<SocketIdentity | 'unauthenticated' | 'token_expired'>;
  isOwnOrigin(origin: string): boolean;
  inboxState(userId: string): Promise<WireInbox>;
  snapshot(userId: string): Promise<WireSnapshot>;
  postExists(postId: string): Promise<boolean>;
  onError(error: unknown): void;
  socketsPerUser: number;
}

type ClientSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

const MAX_TIMER_MS = 2 ** 31 - 1;
const KNOWN_EVENTS = new Set(['inbox:sync', 'post:watch', 'post:unwatch']);

/** Starts Socket.IO on a server whose upgrades are dispatched by hand, see `dispatchUpgrade`. */
export function startRealtime(http: HttpServer, hooks: RealtimeHooks): RealtimeServer {
  const io: RealtimeServer = new Server(http, {
    path: SOCKET_PATH,
    // Upgrades for other paths are not Engine.IO's to destroy: in dev they belong to hot reload.
    destroyUpgrade: false,
    serveClient: false,
    // Compression costs about 250 KB of memory a socket for messages of a few hundred bytes.
    perMessageDeflate: false,
    maxHttpBufferSize: 16 * 1024,
  });
  const identities = new WeakMap<ClientSocket, SocketIdentity>();

  io.use(async (socket, next) => {
    try {
      const answer = await admit(io, socket, hooks);
      if (typeof answer === 'string') return next(refusal(answer));
      identities.set(socket, answer);
      next();
    } catch (error) {
      hooks.onError(error);
      next(refusal('unauthenticated'));
    }
  });
  io.on('connection', (socket) => {
    const identity = identities.get(socket);
    if (identity) welcome(socket, identity, hooks);
  });
  shareRealtimeServer(io);
  return io;
}

/** Leaves the socket path to Engine.IO, gives hot reload to Next in dev, and closes everything else. */
export function dispatchUpgrade(
  handleHotReload: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | undefined,
) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://own.invalid');
    if (pathname === SOCKET_PATH || pathname === `${SOCKET_PATH}/`) return;
    if (handleHotReload && pathname === '/_next/hmr') return handleHotReload(request, socket, head);
    socket.destroy();
  };
}

async function admit(
  io: RealtimeServer,
  socket: ClientSocket,
  hooks: RealtimeHooks,
): Promise<SocketIdentity | RefusalCode> {
  const { auth, query, headers } = socket.handshake;
  // A browser always says where a page is from; a script that says nothing has no cookie to misuse.
  if (headers.origin && !hooks.isOwnOrigin(headers.origin)) return 'forbidden_origin';
  const identity = await hooks.identify({ token: auth.token ?? query.token, cookie: headers.cookie });
  if (typeof identity === 'string') return identity;
  const held = io.sockets.adapter.rooms.get(userRoom(identity.userId))?.size ?? 0;
  return held < hooks.socketsPerUser ? identity : 'too_many_connections';
}

function welcome(socket: ClientSocket, identity: SocketIdentity, hooks: RealtimeHooks): void {
  const { userId, sessionId, expiresAt } = identity;
  void socket.join([userRoom(userId), sessionRoom(sessionId)]);

  const endOfSession = setTimeout(
    () => socket.disconnect(true),
    Math.min(Math.max(expiresAt - Date.now(), 0), MAX_TIMER_MS),
  );
  endOfSession.unref();
  socket.on('disconnect', () => clearTimeout(endOfSession));

  hooks.inboxState(userId).then((state) => socket.emit('inbox', state), hooks.onError);

  socket.use(([event, ...args], next) => {
    if (KNOWN_EVENTS.has(event)) return next();
    const ack = args.at(-1);
    if (typeof ack === 'function') ack(socketError('unknown_event', 'There is no such event.'));
  });
  socket.on('inbox:sync', async (ack) => {
    if (typeof ack !== 'function') return;
    try {
      ack(await hooks.snapshot(userId));
    } catch (error) {
      hooks.onError(error);
      ack(socketError('unavailable', 'The inbox cannot be read right now. Try again in a moment.'));
    }
  });
  socket.on('post:watch', async (postId: unknown, ack: unknown) => {
    const answer = typeof ack === 'function' ? ack : () => undefined;
    if (!isPostId(postId)) return answer(socketError('invalid', 'post_id must be a 24-hex id.'));
    try {
      if (!(await hooks.postExists(postId)))
        return answer(socketError('not_found', 'There is no such post.'));
      await socket.join(postRoom(postId));
      answer({ ok: true });
    } catch (error) {
      hooks.onError(error);
      answer(socketError('unavailable', 'The post cannot be watched right now. Try again in a moment.'));
    }
  });
  socket.on('post:unwatch', async (postId: unknown, ack: unknown) => {
    const answer = typeof ack === 'function' ? ack : () => undefined;
    if (!isPostId(postId)) return answer(socketError('invalid', 'post_id must be a 24-hex id.'));
    await socket.leave(postRoom(postId));
    answer({ ok: true });
  });
}

function isPostId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{24}$/.test(value);
}

function refusal(code: RefusalCode): Error {
  return Object.assign(new Error(code), { data: { code } });
}

function socketError(code: string, message: string) {
  return { error: { code, message } };
}
