import { pingDatabase, probeWrite } from '@/lib/db/connection';
import { withinDeadline } from '@/lib/db/deadline';
import { heldFor } from '@/lib/held-for';
import { type Backlog, outboxBacklog } from '@/lib/notifications/outbox-store';
import { askRedis, redis } from '@/lib/redis';

/** So long an answer is held, whoever asks. Not that of a ping: a database that has just gone is not to pass for well. */
const HELD_MS = 1_000;
const BACKLOG_HELD_MS = 2_000;
const BACKLOG_MS = 2_000;
/** Twice what a lease and the first attempts take: a comment that waits longer has something in its way. */
const LATE_SECONDS = 60;

export interface Parts {
  /** `read_only`: it answers, and takes no writes, whatever the reason. */
  database: 'ok' | 'down' | 'read_only';
  /** Only where there is one. */
  redis?: 'ok' | 'down';
  /** Undefined while nobody can say. */
  outbox?: Backlog & { status: 'ok' | 'late' };
}

/** Looks at the parts that this process needs. */
export function watchParts(facts: { hasRedis: boolean }): () => Promise<Parts> {
  const answers = heldFor(0, () => succeeds(pingDatabase()));
  const takesWrites = heldFor(HELD_MS, () => succeeds(probeWrite()));
  const redisUp = heldFor(HELD_MS, redisState);
  const backlog = heldFor(BACKLOG_HELD_MS, () => withinDeadline(outboxBacklog(), BACKLOG_MS));
  return async () => {
    const [databaseNow, redisNow, waiting] = await Promise.all([
      databaseState(answers, takesWrites),
      facts.hasRedis ? redisUp() : undefined,
      // Which part is down is said by the database's own line.
      backlog().catch(() => undefined),
    ]);
    return {
      database: databaseNow,
      ...(redisNow && { redis: redisNow }),
      ...(waiting && {
        outbox: { status: waiting.oldestSeconds > LATE_SECONDS ? 'late' : 'ok', ...waiting },
      }),
    };
  };
}

/** Both at once: a database that hangs is to be told within the time of one. */
async function databaseState(
  answers: () => Promise<boolean>,
  takesWrites: () => Promise<boolean>,
): Promise<Parts['database']> {
  const write = takesWrites();
  if (!(await answers())) return 'down';
  return (await write) ? 'ok' : 'read_only';
}

/** Which part is down is all an operator's probe needs; the log has the rest. */
function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

async function redisState(): Promise<'ok' | 'down'> {
  const ping = askRedis(async () => redis()?.ping() ?? Promise.reject(new Error('never connected')));
  return (await succeeds(ping)) ? 'ok' : 'down';
}
