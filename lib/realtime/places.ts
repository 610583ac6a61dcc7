import { randomUUID } from 'node:crypto';
import { askRedis, type Redis } from '@/lib/redis';

/** A node that is not heard of for so long is dead, and what it held is free. */
const ALIVE_SECONDS = 15;
const BEAT_MS = 5_000;
/** What nobody has touched for so long is forgotten; what is held is written again before. */
const KEPT_SECONDS = 86_400;
const WRITE_AGAIN_MS = 6 * 3_600_000;

const NODE = 'tingting:node:';
const placesOf = (userId: string) => `tingting:places:${userId}`;

/** Counts what every living node holds of a person, and writes down one more here if that is not too many. */
const TAKE = `
local total = tonumber(ARGV[2])
local nodes = redis.call('HGETALL', KEYS[1])
for at = 1, #nodes, 2 do
  if nodes[at] ~= ARGV[1] then
    if redis.call('EXISTS', ARGV[4] .. nodes[at]) == 1 then
      total = total + tonumber(nodes[at + 1])
    else
      redis.call('HDEL', KEYS[1], nodes[at])
    end
  end
end
if total > tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[5])
return 1
`;

export interface Places {
  /** @returns whether there was one left; of many that ask at once no two get the last */
  take(userId: string): Promise<boolean>;
  /** Gives one back. */
  free(userId: string): void;
}

/**
 * How many sockets a person has, on all nodes together. Each node writes how many it holds, never a difference: a message
 * that is lost is mended by the next. While Redis does not answer each node counts for itself.
 * @param most sockets of one person
 */
export function createPlaces(most: number, redis: Redis | undefined): Places {
  const node = randomUUID();
  const held = new Map<string, number>();
  let writtenAt = Date.now();

  const set = (userId: string, count: number) => {
    if (count > 0) held.set(userId, count);
    else held.delete(userId);
  };
  const write = async (userIds: Iterable<string>) => {
    const all = redis?.multi();
    for (const userId of userIds) {
      const count = held.get(userId);
      if (count) all?.hSet(placesOf(userId), node, count).expire(placesOf(userId), KEPT_SECONDS);
      else all?.hDel(placesOf(userId), node);
    }
    await all?.execAsPipeline();
  };
  const beat = async () => {
    const known = await redis?.set(NODE + node, 'alive', {
      expiration: { type: 'EX', value: ALIVE_SECONDS },
      GET: true,
    });
    // New here, or forgotten: a Redis that was started anew knows nothing of anybody.
    if (known !== null && Date.now() - writtenAt < WRITE_AGAIN_MS) return;
    await write(held.keys());
    writtenAt = Date.now();
  };
  const quietly = (work: () => Promise<void>) => void askRedis(work).catch(() => undefined);
  if (redis) {
    setInterval(() => quietly(beat), BEAT_MS).unref();
    quietly(beat);
  }

  const places: Places = {
    async take(userId) {
      const count = (held.get(userId) ?? 0) + 1;
      if (count > most) return false;
      // Before anything is waited for, so that the next one that asks counts this one.
      set(userId, count);
      if (!redis) return true;
      const args = [node, String(count), String(most), NODE, String(KEPT_SECONDS)];
      const isFree = await askRedis(() =>
        redis.eval(TAKE, { keys: [placesOf(userId)], arguments: args }),
      ).then(
        (answer) => answer === 1,
        () => true,
      );
      if (!isFree) places.free(userId);
      return isFree;
    },
    free(userId) {
      set(userId, (held.get(userId) ?? 0) - 1);
      if (redis) quietly(() => write([userId]));
    },
  };
  return places;
}
