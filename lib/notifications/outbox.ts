import { randomUUID } from 'node:crypto';
import { DatabaseTimeoutError, withinDeadline } from '@/lib/db/deadline';
import { isUnavailable } from '@/lib/db/unavailable';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { purgeDeletedPosts } from '@/lib/notifications/purge';
import { finishBulkReads } from '@/lib/notifications/bulk-read';
import { backoffMs, MAX_ATTEMPTS } from '@/lib/notifications/backoff';
import { deliver, LeaseLostError } from '@/lib/notifications/deliver';
import { deleteExpired } from '@/lib/notifications/expiry';
import {
  lease,
  type Lease,
  type LeasedComment,
  releaseLeases,
  settle,
  waitingIds,
} from '@/lib/notifications/outbox-store';
import { logDelivered } from '@/lib/notifications/trace';
import { inBackground } from '@/lib/request-id';
import { singleton } from '@/lib/singleton';

const BATCH = 100;
const SWEEP_MS = 1_000;
const SWEEP_EVERY = 10;
const TIDY_MS = 60_000;
/** Of a stop: what was kicked and is not in hand by then is left to the next sweep, of another node or after the start. */
const HAND_OVER_MS = 1_500;
/** In hand at a time while stopping, so that the last of it is done soon. */
const LAST_BATCH = 20;
/** Past this many the database remembers the rest, and a sweep finds it. */
const MAX_KICKED = 1_000;

export interface Outbox {
  /** Delivers a comment soon; without an id whatever waits. */
  kick(commentId?: string): void;
  /** Takes away what belongs to deleted posts. */
  purge(): void;
  /** Stops sweeping; resolves when the comments kicked so far have been tried, or are left to others as there are many. */
  drain(): Promise<void>;
}

const shared = singleton<Outbox>('outbox');

/** Asks this process's outbox to deliver a comment. Without one (a script) the next sweep of a server finds it. */
export function deliverSoon(commentId: string): void {
  shared.get()?.kick(commentId);
}

/** Asks this process's outbox to take away what belongs to deleted posts. Without one a server does so later. */
export function purgeSoon(): void {
  shared.get()?.purge();
}

/**
 * Starts delivering pending comments: those kicked at once, those a crash left behind by a sweep. One batch is in
 * hand at a time, so memory does not grow with the backlog.
 * @param options.isAlone no other process can be using this database: leases found at the start are a dead one's
 */
export function startOutbox({ isAlone }: { isAlone: boolean }): Outbox {
  const worker = randomUUID();
  let kicked: string[] = [];
  let isSweepDue = true;
  let isDraining = false;
  let hasLeftovers = isAlone;
  // Only what is found at the start can be anybody's.
  let whose = isAlone ? null : worker;
  let batches = 0;
  let batchSize = BATCH;
  let running: Promise<void> | undefined;
  let handsOverAt = Infinity;

  const next = async (): Promise<string[]> => {
    // However many are kicked, what waits in the database has its turn.
    const isSweepsTurn = isSweepDue && ++batches % SWEEP_EVERY === 0;
    if (isSweepDue && !isDraining && (kicked.length === 0 || isSweepsTurn)) {
      const ids = await withinDeadline(waitingIds(batchSize));
      isSweepDue = ids.length === batchSize;
      if (ids.length > 0) return ids;
    }
    // They are pending in the database; a stop that is cut short would hold what it has leased against everybody.
    if (Date.now() >= handsOverAt) kicked = [];
    return kicked.splice(0, isDraining ? Math.min(batchSize, LAST_BATCH) : batchSize);
  };
  const run = async () => {
    if (hasLeftovers) await withinDeadline(releaseLeases(whose));
    hasLeftovers = false;
    whose = worker;
    for (let ids = await next(); ids.length > 0; ids = await next()) {
      const leased = await withinDeadline(lease(worker, ids));
      if (leased.comments.length > 0) kicked.push(...(await deliverOrPutBack(leased, leased.comments)));
      batchSize = Math.min(BATCH, batchSize * 2);
    }
  };
  const start = () => {
    // A batch holds comments of many requests; each is logged by the id in its mark.
    running ??= inBackground(run)
      .catch((error: unknown) => {
        // What was in hand keeps its lease until the next run frees it; nothing is lost, only later.
        // A batch that a slow database cannot deliver within its lease must not come back as it was.
        batchSize = Math.max(1, Math.floor(batchSize / 2));
        hasLeftovers = true;
        kicked = [];
        isSweepDue = true;
        metrics().interrupted.inc();
        log().error({ err: describe(error) }, 'outbox: interrupted, the next sweep goes on');
      })
      .finally(() => {
        running = undefined;
        if (kicked.length > 0) start();
      });
  };
  const outbox: Outbox = {
    kick(commentId) {
      // What comes now waits in the database for the next start.
      if (isDraining) return;
      if (commentId && kicked.length < MAX_KICKED) kicked.push(commentId);
      else isSweepDue = true;
      start();
    },
    purge() {
      tidy('purge', async () => {
        if (await purgeDeletedPosts()) outbox.kick();
      });
    },
    async drain() {
      isDraining = true;
      handsOverAt = Date.now() + HAND_OVER_MS;
      clearInterval(sweep);
      clearInterval(tidying);
      while (running) await running;
      shared.set(undefined);
    },
  };
  const sweep = setInterval(() => outbox.kick(), SWEEP_MS);
  const tidying = setInterval(() => {
    tidy('expiry', deleteExpired);
    tidy('bulk read', finishBulkReads);
    outbox.purge();
  }, TIDY_MS);
  shared.set(outbox);
  start();
  return outbox;
}

/** @returns ids of comments that changed meanwhile and wait again */
async function deliverOrPutBack(held: Lease, comments: LeasedComment[]): Promise<string[]> {
  try {
    // A delivery that hangs must not hold up the queue past its lease: by then it is anybody's.
    await withinDeadline(deliver(comments, held.until), held.until - Date.now());
    const changed = await withinDeadline(settle(held, comments, 'done'));
    metrics().delivered.inc(comments.length - changed.length);
    logDelivered(comments, changed);
    return changed;
  } catch (error) {
    const isTooSlow = error instanceof LeaseLostError || error instanceof DatabaseTimeoutError;
    // No comment's fault, as far as can be told: trying the others now would only make them wait as well.
    if (isTooSlow ? comments.length > 1 : isUnavailable(error)) throw error;
    const [only] = comments;
    if (comments.length === 1 && only) {
      await putBack(held, only, error);
      return [];
    }
    // One comment that cannot be delivered must not hold up the others of its batch.
    const changed: string[] = [];
    for (const comment of comments) changed.push(...(await deliverOrPutBack(held, [comment])));
    return changed;
  }
}

async function putBack(held: Lease, comment: LeasedComment, error: unknown): Promise<void> {
  const { attempts } = comment.outbox;
  const { request } = comment.outbox;
  const facts = { ...(request && { request }), comment: comment._id, attempts, err: describe(error) };
  if (attempts >= MAX_ATTEMPTS) {
    await withinDeadline(settle(held, [comment], 'failed'));
    metrics().failed.inc();
    log().error(facts, 'outbox: given up; see npm run outbox -- list');
  } else {
    const retryAt = new Date(Date.now() + backoffMs(attempts));
    await withinDeadline(settle(held, [comment], { retryAt }));
    metrics().retried.inc();
    log().warn(facts, 'outbox: will try again');
  }
}

/** What can be done as well a minute later. */
function tidy(what: string, work: () => Promise<void>): void {
  work().catch((error: unknown) => log().warn({ err: describe(error) }, what));
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
}
