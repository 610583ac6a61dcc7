import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Server } from 'socket.io';
import type { Source } from '@/lib/http/origin';
import { metrics } from '@/lib/metrics';
import { admit, type ClientSocket, type Door, type Refused, type SocketIdentity } from '@/lib/realtime/admit';
import { type Answers, answerEvents, EVENTS_PER_SECOND } from '@/lib/realtime/client-events';
import { watchConnections } from '@/lib/realtime/connections';
import { noteHangUp, type RealtimeServer, shareRealtimeServer, wasHungUp } from '@/lib/realtime/emit';
import { SOCKET_PATH, type WireInbox, type WirePreferences } from '@/lib/realtime/events';
import { fanOut, REPLAYED_WITHIN_MS, takeUp } from '@/lib/realtime/fan-out';
import { renewSockets, watchGap } from '@/lib/realtime/nodes';
import { createPlaces } from '@/lib/realtime/places';
import type { Redis } from '@/lib/redis';

/** What the transport asks of the rest: it knows no feature itself. */
export interface RealtimeHooks extends Door, Answers {
  inboxState(userId: string): Promise<WireInbox>;
  preferences(userId: string): Promise<WirePreferences>;
  /** Whether this address opens connections faster than any number of people behind it would. */
  isFlooding(request: IncomingMessage): Promise<boolean>;
  /** Sets the headers that every answer has. */
  protect(request: IncomingMessage, response: ServerResponse, next: () => void): void;
  /** Another node has changed what decides about somebody's sessions. */
  forgetPerson(userId: string): void;
  forgetPost(postId: string): void;
  /** Origins whose pages may connect with a token of their own. */
  corsOrigins: string[];
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
/** A connection that has not said who it is by then is closed. */
const CONNECT_WITHIN_MS = 10_000;
/** Enough for a refusal to be read; whoever was refused and stays is hung up. */
const REFUSED_MS = 1_000;
const MAX_TIMER_MS = 2 ** 31 - 1;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Starts Socket.IO on a server whose upgrades are dispatched by hand, see `dispatchUpgrade`.
 * @param redis what this node shares with others; undefined where it is alone
 */
export function startRealtime(http: HttpServer, hooks: RealtimeHooks, redis?: Redis): Realtime {
  let isPaused = false;
  const sources = new WeakMap<IncomingMessage, Source>();
  const io: RealtimeServer = new Server(http, {
    path: SOCKET_PATH,
    // With or without one at the end: whoever speaks the protocol by hand writes the path as the contract does.
    addTrailingSlash: false,
    // Upgrades for other paths are not Engine.IO's to destroy: in dev they belong to hot reload.
    destroyUpgrade: false,
    serveClient: false,
    // Compression costs about 250 KB of memory a socket for messages of a few hundred bytes.
    perMessageDeflate: false,
    maxHttpBufferSize: 16 * 1024,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PONG_WITHIN_MS,
    connectTimeout: CONNECT_WITHIN_MS,
    ...(redis && {
      adapter: fanOut(
        redis,
        watchGap(redis, () => io.serverSideEmit('missed')),
      ),
      connectionStateRecovery: { maxDisconnectionDuration: REPLAYED_WITHIN_MS, skipMiddlewares: false },
    }),
    ...(hooks.corsOrigins.length > 0 && { cors: { origin: hooks.corsOrigins, methods: ['GET', 'POST'] } }),
    // Asked once a connection, on polling and WebSocket alike. Where it comes from is judged here and said later, by a
    // code: a refusal of the request itself reaches no client as more than "transport error".
    allowRequest(request, answer) {
      if (isPaused) return answer('unavailable', false);
      sources.set(request, hooks.sourceOf(request));
      hooks.isFlooding(request).then(
        (isFlooding) => answer(isFlooding ? 'too many connections' : null, !isFlooding),
        (error) => {
          hooks.onError(error);
          answer('unavailable', false);
        },
      );
    },
  });
  io.engine.use(hooks.protect);
  watchConnections(io.engine);
  const judged = new WeakSet<ClientSocket['conn']>();
  const identities = new WeakMap<ClientSocket, SocketIdentity>();
  const limiter = new RateLimiterMemory({ points: EVENTS_PER_SECOND, duration: 1 });
  const places = createPlaces(hooks.socketsPerUser, redis);
  io.on('hung_up', noteHangUp);
  io.on('person_changed', (userId) => hooks.forgetPerson(userId));
  io.on('post_changed', (postId) => hooks.forgetPost(postId));
  io.on('missed', () => renewSockets(io));

  io.use(async (socket, next) => {
    // Each is looked up in the database: a connection that asks twice before it is answered asks a thousand times.
    if (judged.has(socket.conn)) return void socket.conn.close(true);
    judged.add(socket.conn);
    try {
      const answer = await admit(socket, sources.get(socket.request) ?? 'foreign', hooks, places);
      if ('code' in answer) {
        metrics().refused.inc({ door: 'socket', reason: answer.code });
        // At once, as polling that does not poll would not hear of it for half a minute.
        setTimeout(() => socket.conn.close(true), REFUSED_MS).unref();
        return next(refusal(answer));
      }
      identities.set(socket, answer);
      // It has served its purpose: neither memory nor anybody who looks at a socket has use for it.
      socket.handshake.auth = {};
      next();
    } catch (error) {
      hooks.onError(error);
      // Nobody was refused, so no code is given: the client sees a lost connection and comes back by itself.
      socket.conn.close();
      next();
    } finally {
      judged.delete(socket.conn);
    }
  });
  io.on('connection', (socket) => {
    const identity = identities.get(socket);
    if (!identity) return;
    identities.delete(socket);
    sources.delete(socket.request);
    if (wasHungUp(socket.rooms, socket.handshake.issued)) return void socket.disconnect(true);
    takeUp(socket, identity);
    const sessionTimer = endWithSession(socket, identity.expiresAt);
    answerEvents(socket, identity.userId, hooks, limiter);
    socket.on('disconnect', () => {
      clearTimeout(sessionTimer);
      void limiter.delete(socket.id);
      // Who left is not counted any more, so the connection does not stay either.
      socket.conn.close();
    });
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
    // Until somebody takes it: a client that resets meanwhile would end the process.
    socket.on('error', () => undefined);
    // Letter by letter, as Engine.IO looks: what it leaves and we leave too is never closed.
    const [pathname] = (request.url ?? '/').split('?', 1);
    if (pathname === SOCKET_PATH || pathname === `${SOCKET_PATH}/`) return;
    if (handleHotReload && pathname === '/_next/hmr') return handleHotReload(request, socket, head);
    socket.destroy();
  };
}

/** A session that runs out takes its sockets along. */
function endWithSession(socket: ClientSocket, expiresAt: number): NodeJS.Timeout {
  const left = Math.min(Math.max(expiresAt - Date.now(), 0), MAX_TIMER_MS);
  // Timers of one length share a list; of lengths that nobody shares each would have its own.
  const ms = left > HOUR_MS ? Math.ceil(left / MINUTE_MS) * MINUTE_MS : left;
  return setTimeout(() => socket.disconnect(true), Math.min(ms, MAX_TIMER_MS)).unref();
}

function refusal({ code, retryAfter }: Refused): Error {
  return Object.assign(new Error(code), {
    data: { code, ...(retryAfter !== undefined && { retry_after: retryAfter }) },
  });
}
