import type { RealtimeServer } from '@/lib/realtime/emit';
import { askRedis, type Redis } from '@/lib/redis';

const ASK_MS = 1_000;
/** Nodes come back to Redis within about two seconds of each other. */
const ALL_BACK_MS = 5_000;
/** Whoever may have missed something connects anew at a random moment within this. */
const RENEW_WITHIN_MS = 5_000;

/**
 * Remembers that the other nodes were not told something, and has them look when they can be told again.
 * @param tell tells them; what it cannot tell is noted anew
 * @returns notes it
 */
export function watchGap(redis: Redis, tell: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const isBack = await askRedis(() => redis.ping()).then(
      () => true,
      () => false,
    );
    timer = setTimeout(isBack ? end : () => void look(), isBack ? ALL_BACK_MS : ASK_MS).unref();
  };
  const end = () => {
    timer = undefined;
    tell();
  };
  return () => {
    timer ??= setTimeout(() => void look(), ASK_MS).unref();
  };
}

/**
 * Has every socket of this node connect anew, a few at a time: each then asks for what it missed, and is asked who it is. It
 * is the way of a restart, which everything that shows anything live has to know already.
 */
export function renewSockets(io: RealtimeServer): void {
  for (const socket of io.sockets.sockets.values()) {
    setTimeout(() => socket.conn.close(), Math.random() * RENEW_WITHIN_MS).unref();
  }
}
