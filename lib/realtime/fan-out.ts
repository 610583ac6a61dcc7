import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { ClientSocket } from '@/lib/realtime/admit';
import { POST_ROOM, type WireInboxChange } from '@/lib/realtime/events';
import { askRedis, type Redis } from '@/lib/redis';

/** Past this many packets a client is better served by its snapshot: what it missed is read from among what all were told. */
const MOST_REPLAYED = 200;
/** Whoever was away for longer asks for a snapshot. */
export const REPLAYED_WITHIN_MS = 30_000;

/** What belongs to a socket that is taken up again, and is given out when it is known whose it is. */
interface Missed {
  rooms: string[];
  packets: unknown[][];
}

/** Whose a socket is, kept with what it missed. */
interface Owner {
  userId: string;
  sessionId: string;
}

export interface SocketData {
  owner?: Owner;
  missed?: Missed;
}

type BuildAdapter = ReturnType<typeof createAdapter>;

/**
 * Carries what is emitted from node to node by a Redis stream, from which a client that comes back, to whichever node, gets
 * what it missed. Local sockets are told all the same while Redis does not answer.
 * @param onUnpublished hears of every message that the other nodes did not get
 */
export function fanOut(redis: Redis, onUnpublished: () => void): BuildAdapter {
  const build = createAdapter(clientOf(redis, onUnpublished), {
    streamName: 'tingting:events',
    channelPrefix: 'tingting',
    sessionKeyPrefix: 'tingting:socket:',
    onlyPlaintext: true,
  });
  // Not an arrow: Socket.IO calls it with `new`.
  return function adapterOf(nsp) {
    const adapter = build(nsp);
    const restore = adapter.restoreSession.bind(adapter);
    adapter.restoreSession = async (pid, offset) => {
      const { rooms, missedPackets, data, ...session } = await askRedis(() => restore(pid, offset));
      // Socket.IO would send them before any middleware has asked who is there.
      const missed: Missed = { rooms, packets: missedPackets };
      return { ...session, rooms: [], missedPackets: [], data: { ...(data as SocketData), missed } };
    };
    return adapter;
  };
}

/** Gives a socket that was let in what it missed, if it is the same person's in the same session, and the posts it watched. */
export function takeUp(socket: ClientSocket, { userId, sessionId }: Owner): void {
  const { owner, missed } = socket.data;
  socket.data = { owner: { userId, sessionId } };
  if (!missed || owner?.userId !== userId || owner.sessionId !== sessionId) return;
  void socket.join(missed.rooms.filter((room) => room.startsWith(POST_ROOM)));
  for (const packet of missed.packets) socket.emit(...(packet as ['inbox', WireInboxChange]));
}

/**
 * What the adapter asks of Redis. It waits for some answers, while sockets wait, and for others not at all: neither may
 * hang, and a failure nobody waits for must not end the process.
 */
function clientOf(redis: Redis, onUnpublished: () => void) {
  const publish = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await askRedis(work);
    } catch (error) {
      onUnpublished();
      throw error;
    }
  };
  return {
    // By having it a client says that it is node-redis.
    sSubscribe: () => undefined,
    // What reads waits for Redis to be back instead of asking as fast as it is refused.
    duplicate: () => redis.duplicate({ disableOfflineQueue: false }),
    multi: () => redis.multi(),
    xAdd: (...message: Parameters<Redis['xAdd']>) => publish(() => redis.xAdd(...message)),
    publish: (...message: Parameters<Redis['publish']>) =>
      publish(() => redis.publish(...message)).catch(() => undefined),
    set: (...session: Parameters<Redis['set']>) =>
      askRedis(() => redis.set(...session)).catch(() => undefined),
    async xRange(stream: string, from: string, to: string) {
      const entries = await redis.xRange(stream, from, to, { COUNT: MOST_REPLAYED + 1 });
      if (entries && entries.length > MOST_REPLAYED) throw new Error('too much was missed to be told again');
      return entries;
    },
  };
}
