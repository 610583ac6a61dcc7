import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type { UserView } from '@/lib/auth/schema';
import { DELIVERED } from '@/lib/db/connection';
import { Comment, type CommentDoc, type OutboxMark } from '@/lib/db/models/comment';
import type { Audience } from '@/lib/preferences/audience';

/** Longer than any delivery takes; what a dead worker has leased is free again after it. */
const LEASE_MS = 10_000;

/** What a delivery needs of a comment: ancestors of a deep thread would fill the memory for nothing. */
export type LeasedComment = Omit<CommentDoc, 'ancestors' | 'clientKey'>;
const UNNEEDED = '-ancestors -clientKey';
/** A backlog is counted up to this. */
const MOST_COUNTED = 1_000;

export function forDelivery({ ancestors: _, clientKey: __, ...needed }: CommentDoc): LeasedComment {
  return needed;
}

export interface Lease {
  batch: string;
  /** Milliseconds since 1970; past it another worker may be delivering the same comments. */
  until: number;
  comments: LeasedComment[];
  /** Who wrote them and who may hear of them, where that is known already. */
  known?: { senders: ReadonlyMap<string, UserView>; audience: Audience };
}

const free = (now: Date) => ({
  'outbox.state': 'pending' as const,
  // Asked for again before its time, a comment keeps its backoff.
  'outbox.notBefore': mongoose.trusted({ $lte: now }),
  $or: [{ 'outbox.lease': null }, { 'outbox.lease.until': mongoose.trusted({ $lte: now }) }],
});

/** Ids of comments that wait and that nobody is delivering, the longest waiting first. */
export async function waitingIds(limit: number): Promise<string[]> {
  const now = new Date();
  const rows = await Comment.find(free(now))
    .sort({ 'outbox.notBefore': 1 })
    .limit(limit)
    .select('_id')
    .lean();
  return rows.map((row) => row._id.toString());
}

/** Takes what nobody else is delivering; of two workers only one gets a comment. */
export async function lease(worker: string, ids: string[]): Promise<Lease> {
  const now = new Date();
  const until = now.getTime() + LEASE_MS;
  const batch = randomUUID();
  const claim = {
    $set: { 'outbox.lease': { worker, batch, until: new Date(until) }, 'outbox.hasChanged': false },
    $inc: { 'outbox.attempts': 1 },
  };
  if (ids.length === 1) {
    const options = { writeConcern: DELIVERED, returnDocument: 'after', projection: UNNEEDED } as const;
    const only = await Comment.findOneAndUpdate({ _id: ids[0], ...free(now) }, claim, options).lean();
    return { batch, until, comments: only ? [only] : [] };
  }
  const wanted = { _id: mongoose.trusted({ $in: ids }) };
  await Comment.updateMany({ ...wanted, ...free(now) }, claim, { writeConcern: DELIVERED });
  const comments = await Comment.find({ ...wanted, 'outbox.lease.batch': batch })
    .select(UNNEEDED)
    .lean();
  return { batch, until, comments };
}

/** A lease that a comment is inserted with, by the process that will deliver it: nothing needs to be asked again. */
export function leaseAhead(worker: string, batch: string): NonNullable<OutboxMark['lease']> {
  return { worker, batch, until: new Date(Date.now() + LEASE_MS) };
}

/**
 * Ends the delivery of leased comments. What another worker has taken over meanwhile is left to it; what was edited or
 * deleted meanwhile waits to be delivered again.
 * @returns the ids that wait again
 */
export async function settle(
  batches: string[],
  comments: LeasedComment[],
  outcome: 'done' | 'failed' | { retryAt: Date },
): Promise<string[]> {
  const held = {
    _id: mongoose.trusted({ $in: comments.map(({ _id }) => _id) }),
    'outbox.lease.batch': mongoose.trusted({ $in: batches }),
  };
  const options = { writeConcern: DELIVERED };
  const change = typeof outcome === 'string' ? { state: outcome } : { notBefore: outcome.retryAt };
  const set = Object.fromEntries(Object.entries(change).map(([name, value]) => [`outbox.${name}`, value]));
  const { matchedCount } = await Comment.collection.updateMany(
    { ...held, 'outbox.hasChanged': mongoose.trusted({ $ne: true }) },
    {
      $set: { ...set, 'outbox.lease': null },
      ...(outcome === 'done' && { $unset: { 'outbox.retracting': 1 } }),
    },
    options,
  );
  if (matchedCount === new Set(comments.map(({ _id }) => _id.toString())).size) return [];
  const changed = await Comment.find(held).select('_id').lean();
  await Comment.updateMany(held, { $set: { 'outbox.lease': null } }, options);
  return changed.map(({ _id }) => _id.toString());
}

/**
 * Frees what was leased and is not being delivered any more. The attempt does not count: its comment was not
 * the reason why it ended.
 * @param worker whose leases; null for everybody's, when nobody else can be using the database
 */
export async function releaseLeases(worker: string | null): Promise<void> {
  await Comment.updateMany(
    {
      'outbox.state': 'pending',
      ...(worker === null
        ? { 'outbox.lease': mongoose.trusted({ $ne: null }) }
        : { 'outbox.lease.worker': worker }),
    },
    { $set: { 'outbox.lease': null }, $inc: { 'outbox.attempts': -1 } },
    { writeConcern: DELIVERED },
  );
}

export interface Backlog {
  /** 0..1000; 1000 means "1000 or more". */
  pending: number;
  /** How long the longest waiting one has waited since it was written, edited or deleted; 0 when none waits. */
  oldestSeconds: number;
}

/** How much waits to be delivered, by whichever node. Costs no more than a page of the longest waiting ones. */
export async function outboxBacklog(): Promise<Backlog> {
  const rows = await Comment.find({ 'outbox.state': 'pending' })
    .sort({ 'outbox.notBefore': 1 })
    .limit(MOST_COUNTED)
    .select('createdAt changedAt')
    .lean();
  const now = Date.now();
  const ages = rows.map(({ createdAt, changedAt }) => now - (changedAt ?? createdAt).getTime());
  return { pending: rows.length, oldestSeconds: Math.max(0, ...ages) / 1000 };
}

export interface OutboxRow {
  id: string;
  state: 'pending' | 'failed';
  attempts: number;
  createdAt: Date;
  notBefore: Date;
}

/** What has not been delivered, given up first, then the longest waiting. */
export async function listUndelivered(limit: number): Promise<OutboxRow[]> {
  const rows: OutboxRow[] = [];
  for (const state of ['failed', 'pending'] as const) {
    const docs = await Comment.find({ 'outbox.state': state })
      .sort(state === 'failed' ? { createdAt: 1 } : { 'outbox.notBefore': 1 })
      .limit(limit - rows.length)
      .select('createdAt outbox')
      .lean();
    for (const { _id, createdAt, outbox } of docs) {
      const { attempts, notBefore } = outbox;
      rows.push({ id: _id.toString(), state, attempts, createdAt, notBefore });
    }
    if (rows.length >= limit) break;
  }
  return rows;
}

/**
 * Puts comments that were given up back into the queue, with all their attempts.
 * @param ids 24-hex ids, or 'all'
 * @returns how many were put back; ids of other comments change nothing
 */
export async function requeue(ids: string[] | 'all'): Promise<number> {
  const { modifiedCount } = await Comment.updateMany(
    { 'outbox.state': 'failed', ...(ids !== 'all' && { _id: mongoose.trusted({ $in: ids }) }) },
    {
      $set: {
        'outbox.state': 'pending',
        'outbox.attempts': 0,
        'outbox.notBefore': new Date(),
        'outbox.lease': null,
      },
    },
  );
  return modifiedCount;
}
