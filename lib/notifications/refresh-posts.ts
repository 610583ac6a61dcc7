import mongoose, { type Types } from 'mongoose';
import { DELIVERED } from '@/lib/db/connection';
import { Comment } from '@/lib/db/models/comment';
import { type CountBase, Post } from '@/lib/db/models/post';
import type { LeasedComment } from '@/lib/notifications/outbox-store';

/**
 * Comments older than this are taken into the base of a count, from which later ones go on. A comment that is delivered when
 * it is older than `LATE_MS` has its whole post counted: a base may hold what it was before. A younger one is in none, and
 * in none that is being made, as long as clocks of nodes differ by less than what lies between the two.
 */
const SETTLED_MS = 8_000;
const LATE_MS = 6_000;
/** A base moves on past this many: fewer are counted as fast again. */
const BASE_STEP = 50;

/**
 * Brings the count and the time of the last activity of posts up to date.
 * @param options.isAlone nobody else does so at the same time
 */
export async function refreshPosts(
  comments: LeasedComment[],
  { isAlone }: { isAlone: boolean },
): Promise<void> {
  const newest = new Map<string, Date>();
  for (const { post, createdAt } of comments) {
    const seen = newest.get(post.toString());
    if (!seen || seen < createdAt) newest.set(post.toString(), createdAt);
  }
  const posts = [...newest.keys()];
  const isLate = ({ _id }: LeasedComment) => _id.getTimestamp().getTime() < Date.now() - LATE_MS;
  await dropBases(comments.filter(isLate).map(({ post }) => post));
  const counts = await countComments(posts);
  await writeCounts(counts.map((each) => ({ ...each, at: newest.get(each.post.toString()) })));
  if (isAlone) return;
  // Once more afterwards: of two workers at the same post the one that writes last may have counted first. Only where that
  // count still stands, and not again: what was written since is counted by whoever delivers it.
  const known = new Map(counts.map(({ post, total }) => [post.toString(), total]));
  const again = (await countComments(posts)).map((each) => ({
    ...each,
    instead: known.get(each.post.toString()),
  }));
  await writeCounts(again.filter(({ total, instead }) => total !== instead));
}

/** A new version with it: whoever has counted before this writes no base from it. */
async function dropBases(posts: Types.ObjectId[]): Promise<void> {
  if (posts.length === 0) return;
  await Post.collection.updateMany(
    { _id: { $in: posts } },
    { $set: { 'counted.upTo': null, 'counted.count': 0 }, $inc: { 'counted.version': 1 } },
    { writeConcern: DELIVERED },
  );
}

interface Count {
  post: Types.ObjectId;
  total: number;
  /** What the next count may go on from; null where the one there is does as well. */
  base: CountBase | null;
}

/** Counted anew, so that a repeated delivery cannot count twice; what has long been there is counted once. */
async function countComments(ids: string[]): Promise<Count[]> {
  const posts = await Post.collection
    .find<{ _id: Types.ObjectId; counted?: CountBase }>(
      { _id: { $in: ids.map((post) => new mongoose.Types.ObjectId(post)) } },
      { projection: { counted: 1 } },
    )
    .toArray();
  if (posts.length === 0) return [];
  const upTo = mongoose.Types.ObjectId.createFromTime(Math.floor((Date.now() - SETTLED_MS) / 1000));
  const younger = posts.map(({ _id, counted }) => ({
    post: _id,
    ...(counted?.upTo && { _id: { $gt: counted.upTo } }),
  }));
  const settled = { $sum: { $cond: [{ $lte: ['$_id', upTo] }, 1, 0] } };
  const rows = await Comment.collection
    .aggregate<{ _id: Types.ObjectId; count: number; settled: number }>(
      [
        { $match: { deletedAt: null, $or: younger } },
        { $group: { _id: '$post', count: { $sum: 1 }, settled } },
      ],
      { hint: 'alive_by_id' },
    )
    .toArray();
  const found = new Map(rows.map((row) => [row._id.toString(), row]));
  return posts.map(({ _id, counted }) => {
    const { count, settled } = found.get(_id.toString()) ?? { count: 0, settled: 0 };
    const before = counted?.count ?? 0;
    const base =
      settled < BASE_STEP ? null : { upTo, count: before + settled, version: counted?.version ?? 0 };
    return { post: _id, total: before + count, base };
  });
}

/** @param counts `at` is when somebody last wrote there, `instead` the count that is to be corrected */
async function writeCounts(counts: (Count & { at?: Date; instead?: number })[]): Promise<void> {
  if (counts.length === 0) return;
  const totals = counts.map(({ post, total, at, instead }) => ({
    updateOne: {
      filter: { _id: post, ...(instead !== undefined && { commentCount: instead }) },
      update: { $set: { commentCount: total }, ...(at && { $max: { lastActivityAt: at } }) },
    },
  }));
  const bases = counts.flatMap(({ post, base }) => {
    if (!base) return [];
    // A post that has no version yet is at its first.
    const version = base.version === 0 ? { $in: [0, null] } : base.version;
    const filter = { _id: post, 'counted.version': version };
    return { updateOne: { filter, update: { $set: { counted: base } } } };
  });
  await Post.collection.bulkWrite([...totals, ...bases], { ordered: false, writeConcern: DELIVERED });
}
