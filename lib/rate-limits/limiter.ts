import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import { env } from '@/lib/env';
import { metrics } from '@/lib/metrics';
import { type Act, type Counted, type Rate, RATES } from '@/lib/rate-limits/rates';
import { redis } from '@/lib/redis';
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
  const waits = await Promise.all(
    limitersOf(act).map(async ({ rate, limiter }) => {
      const key = keyOf(rate, whom);
      return key === null ? 0 : consume(limiter, key, points);
    }),
  );
  const waitMs = Math.max(0, ...waits);
  if (waitMs === 0) return null;
  metrics().limited.inc({ act });
  return { ...refused('errors.tooFast'), retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) };
}

/** Takes back what was counted by name and address: whoever knew the password was not guessing. */
export async function forgive(act: Act, whom: Whom): Promise<void> {
  if (!env().hasRateLimits) return;
  await Promise.all(
    limitersOf(act).map(async ({ rate, limiter }) => {
      const key = keyOf(rate, whom);
      if (key !== null) await limiter.reward(key, 1);
    }),
  );
}

/** @returns milliseconds to wait, 0 when it may go ahead */
async function consume(limiter: RateLimiterAbstract, key: string, points: number): Promise<number> {
  try {
    await limiter.consume(key, points);
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
  limiter: RateLimiterAbstract;
}

const shared = singleton<Map<Act, Limiter[]>>('limiters');

function limitersOf(act: Act): Limiter[] {
  const all = shared.get() ?? new Map<Act, Limiter[]>();
  shared.set(all);
  const known = all.get(act);
  if (known) return known;
  const made = RATES[act].map((rate: Rate) => ({ rate, limiter: limiterOf(act, rate) }));
  all.set(act, made);
  return made;
}

/** Counts in the Redis that all nodes share, where there is one; while it is away each node counts for itself. */
function limiterOf(act: Act, { by, times, seconds }: Rate): RateLimiterAbstract {
  const options = { keyPrefix: `tingting:rate:${act}:${by.join('+')}`, points: times, duration: seconds };
  const memory = new RateLimiterMemory(options);
  const storeClient = redis();
  if (!storeClient) return memory;
  return new RateLimiterRedis({
    ...options,
    storeClient,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
    // Who is past the limit is refused from memory: a flood costs no round trips.
    inMemoryBlockOnConsumed: times + 1,
  });
}
