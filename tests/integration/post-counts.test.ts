import mongoose, { type Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { dropFormerIndexes } from '@/lib/db/connection';
import { Comment } from '@/lib/db/models/comment';
import { Post } from '@/lib/db/models/post';
import type { LeasedComment } from '@/lib/notifications/outbox-store';
import { refreshPosts } from '@/lib/notifications/refresh-posts';
import { startOwnDatabase } from '@/tests/support/own-database';

const alone = { isAlone: true };
const oneOfTwo = { isAlone: false };
let stop: () => Promise<void>;
let post: Types.ObjectId;

beforeAll(async () => {
  stop = await startOwnDatabase();
});
afterAll(() => stop());

beforeEach(async () => {
  post = new mongoose.Types.ObjectId();
  const now = new Date();
  await Post.create({ _id: post, author: post, title: 'x', body: 'y', createdAt: now, lastActivityAt: now });
});

test('of a long thread only what is young is counted anew', async () => {
  await refreshPosts(await write(120, 60), alone);
  expect(await count()).toBe(120);
  const aggregate = vi.spyOn(Comment.collection, 'aggregate');
  await refreshPosts(await write(1), alone);
  expect(await count()).toBe(121);
  const explained = Comment.collection
    .aggregate(...(aggregate.mock.calls[0] ?? []))
    .explain('executionStats');
  const { stages } = (await explained) as { stages: { $cursor: { executionStats: object } }[] };
  expect(stages[0]?.$cursor.executionStats).toMatchObject({ totalKeysExamined: 1, totalDocsExamined: 0 });
  aggregate.mockRestore();
});

test('an old comment that is deleted counts no more, nor later on', async () => {
  const [old] = await write(120, 60);
  await refreshPosts(await write(1), alone);
  await refreshPosts(await remove(old), alone);
  expect(await count()).toBe(120);
  await refreshPosts(await write(1), alone);
  expect(await count()).toBe(121);
});

test('a comment that was long under way counts, though others after it have been counted', async () => {
  await write(120, 60);
  await refreshPosts(await write(1), alone);
  await refreshPosts(await write(1, 90), alone);
  expect(await count()).toBe(122);
  await refreshPosts(await write(1), alone);
  expect(await count()).toBe(123);
});

test.each(['with a count to go on from', 'counted for the first time'])(
  'a deletion that another worker finishes while one is counting is not lost: %s',
  async (when) => {
    const [old] = await write(120, 60);
    if (when.startsWith('with')) await startFrom(120, 45);
    await write(60, 30);
    const [slow, release] = await holdNextCount(async () => refreshPosts(await write(1), oneOfTwo));
    await refreshPosts(await remove(old), oneOfTwo);
    release();
    await slow;
    expect(await count()).toBe(180);
    await refreshPosts(await write(1), oneOfTwo);
    expect(await count()).toBe(181);
  },
);

test('an index that an earlier version built goes, one that an operator added stays', async () => {
  await Comment.collection.createIndex({ post: 1 }, { name: 'alive' });
  await Comment.collection.createIndex({ body: 1 }, { name: 'own' });
  await dropFormerIndexes();
  const names = (await Comment.collection.indexes()).map(({ name }) => name);
  expect(names).toContain('own');
  expect(names).toContain('alive_by_id');
  expect(names).not.toContain('alive');
});

const count = async () => (await Post.findById(post).lean())?.commentCount;

/** Has later counts go on from those that were begun by so many seconds ago. */
async function startFrom(count: number, secondsAgo: number): Promise<void> {
  const upTo = idOf(new Date(Date.now() - secondsAgo * 1000));
  await Post.updateOne({ _id: post }, { $set: { counted: { upTo, count, version: 0 } } });
}

/** Comments that were begun so many seconds ago and are in the database now. */
async function write(many: number, secondsAgo = 0): Promise<LeasedComment[]> {
  const at = new Date(Date.now() - secondsAgo * 1000);
  const comments = Array.from({ length: many }, () => ({
    _id: idOf(at),
    ...{ post, author: post, parent: null, ancestors: [], body: 'z' },
    ...{ createdAt: at, editedAt: null, deletedAt: null },
  }));
  await Comment.collection.insertMany(comments as never);
  return comments as unknown as LeasedComment[];
}

async function remove(comment?: LeasedComment): Promise<LeasedComment[]> {
  if (!comment) throw new Error('nothing to delete');
  const deletedAt = new Date();
  await Comment.collection.updateOne({ _id: comment._id }, { $set: { deletedAt } });
  return [{ ...comment, deletedAt }];
}

/** An id as it is made at that time. */
function idOf(at: Date): Types.ObjectId {
  const seconds = mongoose.Types.ObjectId.createFromTime(Math.floor(at.getTime() / 1000)).toHexString();
  return new mongoose.Types.ObjectId(
    seconds.slice(0, 8) + new mongoose.Types.ObjectId().toHexString().slice(8),
  );
}

/** Begins some work whose first count is answered, but heard of only when it is released. */
async function holdNextCount(work: () => Promise<void>): Promise<[Promise<void>, () => void]> {
  const aggregate = Comment.collection.aggregate.bind(Comment.collection);
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  let done = Promise.resolve();
  await new Promise<void>((counted) => {
    vi.spyOn(Comment.collection, 'aggregate').mockImplementationOnce((...asked) => {
      const cursor = aggregate(...asked);
      const rows = cursor.toArray();
      void rows.then(() => counted());
      cursor.toArray = () => released.then(() => rows);
      return cursor;
    });
    done = work();
  });
  vi.restoreAllMocks();
  return [done, release];
}
