import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Server } from 'socket.io';
import { admit, type ClientSocket, type Door, type SocketIdentity } from '@/lib/realtime/admit';
import { type Answers, answerEvents, EVENTS_PER_SECOND } from '@/lib/realtime/client-events';
import { type RealtimeServer, shareRealtimeServer, wasHungUp } from '@/lib/realtime/emit';
import { type RefusalCode, SOCKET_PATH, type WireInbox, type WirePreferences } from '@/lib/realtime/events';

/** What the transport asks of the rest: it knows no feature itself. */
export interface RealtimeHooks extends Door, Answers {
  inboxState(userId: string): Promise<WireInbox>;
  preferences(userId: string): Promise<WirePreferences>;
}

export interface Realtime {
  io: RealtimeServer;
  /** Hangs up and lets nobody in: a page that says it is live while nothing can reach it would lie. */
  pause(): void;
  resume(): void;
}

/** A connection that fell silent is noticed after at most the sum of both. */
const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 5_000;
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Starts Socket.IO on a server whose upgrades are dispatched by hand, see `dispatchUpgrade`. */
export function startRealtime(http: HttpServer, hooks: RealtimeHooks): Realtime {
  let isPaused = false;
  const io: RealtimeServer = new Server(http, {
    path: SOCKET_PATH,
    // Upgrades for other paths are not Engine.IO's to destroy: in dev they belong to hot reload.
    destroyUpgrade: false,
    serveClient: false,
    // Compression costs about 250 KB of memory a socket for messages of a few hundred bytes.
    perMessageDeflate: false,
    maxHttpBufferSize: 16 * 1024,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PONG_WITHIN_MS,
    allowRequest: (_, answer) => answer(isPaused ? 'unavailable' : null, !isPaused),
  });
  const identities = new WeakMap<ClientSocket, SocketIdentity>();
  const limiter = new RateLimiterMemory({ points: EVENTS_PER_SECOND, duration: 1 });

  io.use(async (socket, next) => {
    try {
      const answer = await admit(socket, hooks);
      if (typeof answer === 'string') return next(refusal(answer));
      identities.set(socket, answer);
      next();
    } catch (error) {
      hooks.onError(error);
      // Nobody was refused, so no code is given: the client sees a lost connection and comes back by itself.
      socket.conn.close();
      next();
    }
  });
  io.on('connection', (socket) => {
    const identity = identities.get(socket);
    if (!identity) return;
    if (wasHungUp(socket.rooms, socket.handshake.issued)) return void socket.disconnect(true);
    endWithSession(socket, identity.expiresAt);
    answerEvents(socket, identity.userId, hooks, limiter);
    socket.on('disconnect', () => void limiter.delete(socket.id));
    hooks.inboxState(identity.userId).then((state) => socket.emit('inbox', state), hooks.onError);
    hooks.preferences(identity.userId).then((all) => socket.emit('preferences', all), hooks.onError);
  });
  shareRealtimeServer(io);
  return {
    io,
    pause() {
      isPaused = true;
      for (const socket of io.sockets.sockets.values()) socket.conn.close();
    },
    resume() {
      isPaused = false;
    },
  };
}

/** Leaves the socket path to Engine.IO, gives hot reload to Next in dev, and closes everything else. */
export function dispatchUpgrade(
  handleHotReload: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | undefined,
) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const address = request.url ?? '/';
    if (!URL.canParse(address, 'http://own.invalid')) return void socket.destroy();
    const { pathname } = new URL(address, 'http://own.invalid');
    if (pathname === SOCKET_PATH || pathname === `${SOCKET_PATH}/`) return;
    if (handleHotReload && pathname === '/_next/hmr') return handleHotReload(request, socket, head);
    socket.destroy();
  };
}

/** A session that runs out takes its sockets along. */
function endWithSession(socket: ClientSocket, expiresAt: number): void {
  const timer = setTimeout(
    () => socket.disconnect(true),
    Math.min(Math.max(expiresAt - Date.now(), 0), MAX_TIMER_MS),
  );
  timer.unref();
  socket.on('disconnect', () => clearTimeout(timer));
}

function refusal(code: RefusalCode): Error {
  return Object.assign(new Error(code), { data: { code } });
}
