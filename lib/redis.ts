import { createClient } from '@redis/client';
import { SettingsError } from '@/lib/env';
import { log } from '@/lib/log';
import { singleton } from '@/lib/singleton';

/**
 * A Redis that hangs must not hang a request: whoever asks it has another way. Waited for in steps, since a process that
 * was busy itself has not read the answer yet, which may be there.
 */
const ANSWER_STEPS = 5;
const STEP_MS = 100;
/** After an answer that did not come nobody waits for the next ones. */
const AWAY_MS = 2_000;
const CONNECT_MS = 5_000;

function newClient(url: string) {
  return createClient({
    url,
    // While it is away commands fail at once instead of piling up.
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_MS },
  });
}

export type Redis = ReturnType<typeof newClient>;
const shared = singleton<Redis>('redis');
const awayUntil = singleton<number>('redis-away-until');

/** Redis did not answer in time, or has not lately. */
export class RedisAwayError extends Error {
  override name = 'RedisAwayError';
}

/** The Redis of this process; undefined where there is none. */
export function redis(): Redis | undefined {
  return shared.get();
}

/**
 * Asks Redis, and not for long: the client waits for ever for a server that holds the connection and says nothing.
 * @throws RedisAwayError without an answer in time; what `work` throws
 */
export async function askRedis<T>(work: () => Promise<T>): Promise<T> {
  if (Date.now() < (awayUntil.get() ?? 0)) throw new RedisAwayError('Redis has not answered lately');
  let timer: NodeJS.Timeout | undefined;
  let steps = ANSWER_STEPS;
  const late = new Promise<never>((_, reject) => {
    const step = () => {
      steps -= 1;
      if (steps > 0) return void (timer = setTimeout(step, STEP_MS));
      awayUntil.set(Date.now() + AWAY_MS);
      reject(new RedisAwayError(`Redis has not answered within ${ANSWER_STEPS * STEP_MS} ms`));
    };
    timer = setTimeout(step, STEP_MS);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Connects to the Redis that all nodes share; it comes back by itself after it was away.
 * @throws SettingsError when nothing answers there, or it refuses the password; the address is not repeated
 */
export async function connectRedis(url: string): Promise<void> {
  const client = newClient(url);
  let isUp = false;
  client.on('error', (error: Error) => {
    if (isUp) log().error({ err: error.name }, 'Redis does not answer');
    isUp = false;
  });
  client.on('ready', () => {
    isUp = true;
  });
  const failed = new Promise<never>((_, reject) => {
    client.once('error', (error: Error) => reject(new SettingsError(reasonOf(error))));
  });
  try {
    await Promise.race([client.connect(), failed]);
  } catch (error) {
    client.destroy();
    throw error instanceof SettingsError ? error : new SettingsError(reasonOf(error as Error));
  }
  shared.set(client);
}

export async function disconnectRedis(): Promise<void> {
  const client = shared.get();
  shared.set(undefined);
  if (client?.isReady) await client.close();
  else client?.destroy();
}

function reasonOf(error: Error): string {
  const isRefused = /WRONGPASS|NOAUTH|NOPERM|AUTH/.test(error.message);
  return isRefused
    ? 'REDIS_URL: the Redis there does not take this user and password.'
    : 'REDIS_URL: no Redis answers there. Check host and port, or leave it out to run one node.';
}
