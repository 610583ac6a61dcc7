import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { DELIVERED } from '@/lib/db/connection';
import { Comment, type CommentDoc } from '@/lib/db/models/comment';
import { Notification } from '@/lib/db/models/notification';
import { log } from '@/lib/log';
import { deliver } from '@/lib/notifications/deliver';
import { singleton } from '@/lib/singleton';

const LEASE_MS = 10_000;
const SWEEP_MS = 1_000;
const EXPIRE_MS = 60_000;
const BATCH = 100;
const MAX_ATTEMPTS = 8;
const BACKOFF_MS = 200;
const BACKOFF_MAX_MS = 60_000;

export interface Outbox {
  /** Delivers a comment soon; without an id whatever is pending. */
  kick(commentId?: string): void;
  /** Stops sweeping and resolves when what was kicked has been delivered. */
  drain(): Promise<void>;
}

const shared = singleton<Outbox>('outbox');

/** Asks this process's outbox to deliver a comment. Without one (a script) the next sweep of a server finds it. */
export function deliverSoon(commentId: string): void {
  shared.get()?.kick(commentId);
}

/** Starts delivering pending comments: those kicked at once, those a crash left behind by a sweep. */
export function startOutbox(): Outbox {
  let kicked: string[] = [];
  let sweepWanted = true;
  let running: Promise<void> | undefined;

  const run = async () => {
    while (kicked.length > 0 || sweepWanted) {
      const ids = kicked.splice(0, BATCH);
      const isSweep = ids.length === 0;
      const wanted = isSweep ? await pendingIds() : ids;
      sweepWanted = isSweep ? wanted.length === BATCH : sweepWanted;
      const batch = await lease(wanted);
      if (batch.length > 0) await deliverOrPutBack(batch);
    }
  };
  const start = () => {
    running ??= run()
      .catch((error: unknown) =>
        log().error({ err: describe(error) }, 'outbox: the database does not answer'),
      )
      .finally(() => {
        running = undefined;
        if (kicked.length > 0) start();
      });
  };
  const outbox: Outbox = {
    kick(commentId) {
      // Bounded: past a batch's worth of ids the sweep finds the rest in the database.
      if (commentId && kicked.length < BATCH * 10) kicked.push(commentId);
      else sweepWanted = true;
      start();
    },
    async drain() {
      clearInterval(sweep);
      clearInterval(expire);
      shared.set(undefined);
      while (running) await running;
      kicked = [];
    },
  };
  const sweep = setInterval(() => outbox.kick(), SWEEP_MS);
  const expire = setInterval(
    () =>
      void deleteExpired().catch((error: unknown) => log().warn({ err: describe(error) }, 'outbox: expiry')),
    EXPIRE_MS,
  );
  shared.set(outbox);
  start();
  return outbox;
}

const free = (now: Date) => ({
  'outbox.state': 'pending' as const,
  $or: [{ 'outbox.lease': null }, { 'outbox.lease.until': mongoose.trusted({ $lte: now }) }],
});

async function pendingIds(): Promise<string[]> {
  const now = new Date();
  const rows = await Comment.find({ ...free(now), 'outbox.notBefore': mongoose.trusted({ $lte: now }) })
    .sort({ 'outbox.notBefore': 1 })
    .limit(BATCH)
    .select('_id')
    .lean();
  return rows.map((row) => row._id.toString());
}

/** Takes what nobody else is delivering; of two processes only one gets a comment. */
async function lease(ids: string[]): Promise<CommentDoc[]> {
  if (ids.length === 0) return [];
  const now = new Date();
  const token = randomUUID();
  const claim = {
    $set: { 'outbox.lease': { token, until: new Date(now.getTime() + LEASE_MS) } },
    $inc: { 'outbox.attempts': 1 },
  };
  const options = { writeConcern: DELIVERED };
  if (ids.length === 1) {
    const only = await Comment.findOneAndUpdate({ _id: ids[0], ...free(now) }, claim, {
      ...options,
      returnDocument: 'after',
    }).lean();
    return only ? [only] : [];
  }
  const mine = { _id: mongoose.trusted({ $in: ids }) };
  await Comment.updateMany({ ...mine, ...free(now) }, claim, options);
  return Comment.find({ ...mine, 'outbox.lease.token': token }).lean();
}

async function deliverOrPutBack(batch: CommentDoc[]): Promise<void> {
  try {
    await deliver(batch);
    await settle(batch, { 'outbox.state': 'done', 'outbox.lease': null });
  } catch (error) {
    // One comment that cannot be delivered must not hold up the others of its batch.
    if (batch.length > 1) for (const comment of batch) await deliverOrPutBack([comment]);
    else if (batch[0]) await putBack(batch[0], error);
  }
}

async function putBack(comment: CommentDoc, error: unknown): Promise<void> {
  const { attempts } = comment.outbox;
  const isLast = attempts >= MAX_ATTEMPTS;
  log()[isLast ? 'error' : 'warn'](
    { comment: comment._id.toString(), attempts, err: describe(error) },
    isLast ? 'outbox: given up' : 'outbox: will try again',
  );
  await settle(
    [comment],
    isLast
      ? { 'outbox.state': 'failed', 'outbox.lease': null }
      : { 'outbox.notBefore': new Date(Date.now() + backoffMs(attempts)), 'outbox.lease': null },
  );
}

/** Full jitter: anything up to the exponential bound, so that retries spread out. */
export function backoffMs(attempts: number, random = Math.random): number {
  return Math.floor(random() * Math.min(BACKOFF_MAX_MS, BACKOFF_MS * 2 ** attempts));
}

async function settle(batch: CommentDoc[], change: Record<string, unknown>): Promise<void> {
  await Comment.updateMany(
    {
      _id: mongoose.trusted({ $in: batch.map((comment) => comment._id) }),
      'outbox.lease.token': batch[0]?.outbox.lease?.token,
    },
    { $set: change },
    { writeConcern: DELIVERED },
  );
}

/** Deletes what is past its time in small batches: the embedded engine has no TTL monitor. */
async function deleteExpired(): Promise<void> {
  const rows = await Notification.find({ expiresAt: mongoose.trusted({ $lte: new Date() }) })
    .limit(BATCH)
    .select('_id')
    .lean();
  if (rows.length > 0)
    await Notification.deleteMany({ _id: mongoose.trusted({ $in: rows.map((row) => row._id) }) });
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
}
