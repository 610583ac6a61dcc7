import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import { env } from '@/lib/env';
import { metrics } from '@/lib/metrics';
import { type Act, type Counted, type Rate, RATES } from '@/lib/rate-limits/rates';
import { askRedis, redis } from '@/lib/redis';
import { refused, type Refusal } from '@/lib/result';
import { singleton } from '@/lib/singleton';

export type Whom = Partial<Record<Counted, string>>;

/**
 * Counts something that is about to be done, for everybody it is counted by.
 * @param whom who does it; a rate whose keys are not all given does not apply
 * @param points how much it counts
 * @returns null when it may go ahead, else a refusal that says how long to wait
 */
export async function tooOften(act: Act, whom: Whom, points = 1): Promise<Refusal | null> {
  if (!env().hasRateLimits || points === 0) return null;
  // One after another: what the first refuses must not use up what is counted for others, too.
  for (const limiter of limitersOf(act)) {
    const key = keyOf(limiter.rate, whom);
    const waitMs = key === null ? 0 : await consume(limiter, key, points);
    if (waitMs === 0) continue;
    metrics().limited.inc({ act });
    return { ...refused('errors.tooFast'), retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) };
  }
  return null;
}

/** Takes back what was counted by name: whoever knew the password was not guessing. What an address costs, it has cost. */
export async function forgive(act: Act, whom: Whom): Promise<void> {
  if (!env().hasRateLimits) return;
  await Promise.all(
    limitersOf(act).map(async ({ rate, shared, own }) => {
      const key = rate.by.includes('name') ? keyOf(rate, whom) : null;
      if (key === null) return;
      if (!shared) await own.reward(key, 1);
      // A count that could not be taken back runs out by itself.
      else await askRedis(() => shared.reward(key, 1)).catch(() => undefined);
    }),
  );
}

/** @returns milliseconds to wait, 0 when it may go ahead */
async function consume({ shared, own }: Limiter, key: string, points: number): Promise<number> {
  if (shared) {
    try {
      return await waitOf(askRedis(() => shared.consume(key, points)));
    } catch {
      // Redis is away: until it is back each node counts for itself.
    }
  }
  return waitOf(own.consume(key, points));
}

async function waitOf(consumed: Promise<unknown>): Promise<number> {
  try {
    await consumed;
    return 0;
  } catch (reason) {
    // What a limiter rejects with is no error but how long to wait. Not told by its class: limiters are shared by two copies
    // of this module, each with a class of its own.
    const { msBeforeNext } = reason as Partial<RateLimiterRes>;
    if (typeof msBeforeNext === 'number') return msBeforeNext;
    throw reason;
  }
}

function keyOf({ by }: Rate, whom: Whom): string | null {
  const parts = by.map((each) => whom[each]);
  return parts.every((part) => part !== undefined) ? parts.join(' ') : null;
}

interface Limiter {
  rate: Rate;
  /** In the Redis of all nodes, where there is one. */
  shared: RateLimiterAbstract | null;
  own: RateLimiterAbstract;
}

const limiters = singleton<Map<Act, Limiter[]>>('limiters');

function limitersOf(act: Act): Limiter[] {
  const all = limiters.get() ?? new Map<Act, Limiter[]>();
  limiters.set(all);
  const known = all.get(act);
  if (known) return known;
  const made = RATES[act].map((rate: Rate) => limiterOf(act, rate));
  all.set(act, made);
  return made;
}

function limiterOf(act: Act, rate: Rate): Limiter {
  const { by, times, seconds } = rate;
  const options = { keyPrefix: `tingting:rate:${act}:${by.join('+')}`, points: times, duration: seconds };
  const storeClient = redis();
  const shared = storeClient && {
    ...options,
    storeClient,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    // Who is past the limit is refused from memory: a flood costs no round trips.
    inMemoryBlockOnConsumed: times + 1,
  };
  return { rate, shared: shared ? new RateLimiterRedis(shared) : null, own: new RateLimiterMemory(options) };
}
