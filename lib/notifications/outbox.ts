import { randomUUID } from 'node:crypto';
import { withinDeadline } from '@/lib/db/deadline';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { finishBulkReads } from '@/lib/notifications/bulk-read';
import { deliver } from '@/lib/notifications/deliver';
import { type Leased, type Outbox, shareOutbox, type Waiting } from '@/lib/notifications/deliver-soon';
import { deleteExpired } from '@/lib/notifications/expiry';
import { finishTogether } from '@/lib/notifications/finish';
import { lease, type Lease, leaseAhead, releaseLeases, waitingIds } from '@/lib/notifications/outbox-store';
import { purgeDeletedPosts } from '@/lib/notifications/purge';
import { describe, orPutBack } from '@/lib/notifications/put-back';
import { mergeAudiences } from '@/lib/preferences/audience';
import { inBackground } from '@/lib/request-id';

/** What one person is told of in a batch costs one revision: the longer the queue, the less each comment costs. */
const BATCH = 500;
const SWEEP_MS = 1_000;
const SWEEP_EVERY = 10;
const TIDY_MS = 60_000;
/** Of a stop: what was kicked and is not in hand by then is left to the next sweep, of another node or after the start. */
const HAND_OVER_MS = 1_500;
/** In hand at a time while stopping, so that the last of it is done soon. */
const LAST_BATCH = 20;
/** Past this many the database remembers the rest, and a sweep finds it. */
const MAX_KICKED = 1_000;

/**
 * Starts delivering pending comments: those kicked at once, those a crash left behind by a sweep. One batch is in
 * hand at a time, so memory does not grow with the backlog.
 * @param options.isAlone no other process can be using this database: leases found at the start are a dead one's
 */
export function startOutbox({ isAlone }: { isAlone: boolean }): Outbox {
  const worker = randomUUID();
  // Tells leases that comments came with from those that an interruption has freed.
  let ahead = randomUUID();
  let kicked: Waiting[] = [];
  let isSweepDue = true;
  let isDraining = false;
  let hasLeftovers = isAlone;
  // Only what is found at the start can be anybody's.
  let whose = isAlone ? null : worker;
  let batches = 0;
  let batchSize = BATCH;
  let running: Promise<void> | undefined;
  let handsOverAt = Infinity;

  const finishing = finishTogether({
    isAlone,
    changed(ids) {
      kicked.push(...ids);
      if (ids.length > 0) start();
    },
    interrupted: (error) => interrupt(error),
  });

  const next = async (): Promise<Waiting[]> => {
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
    if (hasLeftovers) {
      // What was told already must not be freed to be told again.
      await finishing.flush();
      await withinDeadline(releaseLeases(whose));
    }
    hasLeftovers = false;
    whose = worker;
    for (let batch = await next(); batch.length > 0; batch = await next()) {
      for (const held of await hold(batch)) {
        await orPutBack([held.batch], held.comments, async (comments) => {
          // A delivery that hangs must not hold up the queue past its lease: by then it is anybody's.
          await withinDeadline(deliver(comments, held), held.until - Date.now());
          finishing.add(held, comments);
        });
      }
      batchSize = Math.min(BATCH, batchSize * 2);
    }
  };
  /** Comments that came with their lease, and those of the others that nobody else has. */
  const hold = async (batch: Waiting[]): Promise<Lease[]> => {
    const ids: string[] = [];
    const own: Leased[] = [];
    for (const each of batch) {
      if (typeof each === 'string') ids.push(each);
      else if (each.comment.outbox.lease?.batch === ahead) own.push(each);
      else ids.push(each.comment._id.toString());
    }
    const leased = ids.length > 0 ? [await withinDeadline(lease(worker, ids))] : [];
    return [leaseOf(ahead, own), ...leased].filter(({ comments }) => comments.length > 0);
  };
  const interrupt = (error: unknown) => {
    // What was in hand keeps its lease until the next run frees it; nothing is lost, only later.
    // A batch that a slow database cannot deliver within its lease must not come back as it was.
    batchSize = Math.max(1, Math.floor(batchSize / 2));
    hasLeftovers = true;
    kicked = [];
    ahead = randomUUID();
    isSweepDue = true;
    metrics().interrupted.inc();
    log().error({ err: describe(error) }, 'outbox: interrupted, the next sweep goes on');
  };
  const start = () => {
    // A batch holds comments of many requests; each is logged by the id in its mark.
    running ??= inBackground(run)
      .catch(interrupt)
      .finally(() => {
        running = undefined;
        if (kicked.length > 0) start();
      });
  };
  const outbox: Outbox = {
    kick(comment) {
      // What comes now waits in the database for the next start.
      if (isDraining) return;
      if (comment && kicked.length < MAX_KICKED) kicked.push(comment);
      else isSweepDue = true;
      start();
    },
    settled: (commentId) => finishing.flushFor(commentId),
    leaseAhead: () => (isDraining || kicked.length >= MAX_KICKED / 2 ? null : leaseAhead(worker, ahead)),
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
      do {
        await running;
        await finishing.flush().catch(interrupt);
      } while (running);
      // Left to the next start, or to another node: theirs at once, not when our leases are over.
      await withinDeadline(releaseLeases(worker)).catch(() => undefined);
      shareOutbox(undefined);
    },
  };
  const sweep = setInterval(() => outbox.kick(), SWEEP_MS);
  const tidying = setInterval(() => {
    tidy('expiry', deleteExpired);
    tidy('bulk read', finishBulkReads);
    outbox.purge();
  }, TIDY_MS);
  shareOutbox(outbox);
  start();
  return outbox;
}

/** Comments that were inserted with the same batch's lease, as one. */
function leaseOf(batch: string, own: Leased[]): Lease {
  const comments = own.map(({ comment }) => comment);
  const until = Math.min(...comments.map(({ outbox }) => outbox.lease?.until.getTime() ?? 0));
  const ahead = own.flatMap(({ ahead }) => (ahead?.isCurrent() ? ahead : []));
  if (ahead.length < own.length) return { batch, until, comments };
  const senders = new Map(ahead.map(({ sender }) => [sender.id, sender]));
  const others = ahead.flatMap((each) => [...each.others]);
  const audience = mergeAudiences(
    ahead.map((each) => each.audience),
    others,
  );
  return { batch, until, comments, known: { senders, audience } };
}

/** What can be done as well a minute later. */
function tidy(what: string, work: () => Promise<void>): void {
  work().catch((error: unknown) => log().warn({ err: describe(error) }, what));
}
