import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import mongoose from 'mongoose';
import { findEmbeddedDatabase } from '@/lib/db/embedded';
import { Comment } from '@/lib/db/models/comment';
import { MAX_ATTEMPTS } from '@/lib/notifications/backoff';
import { finishBulkReads } from '@/lib/notifications/bulk-read';
import { deleteExpired } from '@/lib/notifications/expiry';
import { newPerson } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';

let server: TestServer;
beforeAll(async () => {
  server = await startServer('built', { DEMO: 'off', LOG_LEVEL: 'warn' });
  await mongoose.connect((await findEmbeddedDatabase(server.dataDir)) ?? '', { dbName: 'tingting' });
});
afterAll(async () => {
  await mongoose.disconnect();
  expect(await server.stop()).toBe(0);
});

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 50 });

/** Runs the command as a person would, beside the server. */
async function outbox(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/outbox.ts', ...args], {
    env: { ...process.env, DATA_DIR: server.dataDir, MONGODB_URI: '', LOG_LEVEL: 'warn' },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, stdout, stderr };
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1] ?? -1);
}

test('what cannot be delivered is given up, logged and counted, holds nobody up, and can be put back', async () => {
  const [owner, writer] = await Promise.all([newPerson(server.url, 'Lan'), newPerson(server.url, 'Minh')]);
  const device = await owner.device();
  const postId = await owner.post();
  const facts = { postAuthor: new mongoose.Types.ObjectId(owner.user.id), parentAuthor: null };
  const poison = new mongoose.Types.ObjectId();
  // Written as by a version that lost the facts: no delivery can ever come through. One attempt is left.
  await Comment.collection.insertOne({
    _id: poison,
    post: new mongoose.Types.ObjectId(postId),
    parent: null,
    ancestors: [],
    author: new mongoose.Types.ObjectId(writer.user.id),
    body: 'nobody can deliver me',
    createdAt: new Date(),
    editedAt: null,
    deletedAt: null,
    outbox: {
      state: 'pending',
      attempts: MAX_ATTEMPTS - 1,
      notBefore: new Date(),
      lease: null,
      facts: null,
    },
  } as never);
  for (const body of ['one', 'two', 'three']) await writer.comment(postId, body);
  await until(() => expect(device.notifications).toHaveLength(3));

  await until(async () => expect(await metric('tingting_outbox_failed_total')).toBe(1));
  await until(() =>
    expect(server.output()).toMatch(new RegExp(`"comment":"${poison.toString()}".*given up`)),
  );
  const list = await outbox('list');
  expect(list.stdout).toMatch(
    new RegExp(`^${poison.toString()}  failed   ${MAX_ATTEMPTS} attempts .* given up$`, 'm'),
  );

  await Comment.collection.updateOne({ _id: poison }, { $set: { 'outbox.facts': facts } });
  expect((await outbox('retry', poison.toString())).stdout).toContain('1 put back into the queue.');
  await until(() =>
    expect(device.notifications.map(({ data }) => data.comment_id)).toContain(poison.toString()),
  );
  expect((await outbox('list')).stdout).toContain('Everything is delivered.');
  const again = await outbox('retry', poison.toString());
  expect(again.stdout).toContain('0 put back into the queue.');
  expect(again.stdout).toContain('1 left alone');
  device.close();
});

test('a delivery that fails once is tried again, and the comment is not touched', async () => {
  const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const device = await owner.device();
  const before = await metric('tingting_outbox_retried_total');
  // A row that cannot be written at first: another notification holds its place in the unique index of ids.
  await mongoose.connection
    .collection('notifications')
    .createIndex({ preview: 1 }, { unique: true, name: 'fault' });
  const postId = await owner.post();
  await writer.comment(postId, 'the same words');
  const second = await writer.comment(postId, 'the same words');
  await until(async () => expect(await metric('tingting_outbox_retried_total')).toBeGreaterThan(before));
  await mongoose.connection.collection('notifications').dropIndex('fault');
  await until(() => expect(device.notifications.map(({ data }) => data.comment_id)).toContain(second.id));
  expect(device.notifications).toHaveLength(2);
  device.close();
});

test.each([
  [['retry'], 'Usage: npm run outbox'],
  [['retry', 'nonsense'], 'nonsense is no comment id'],
  [['retry', '--all', 'f'.repeat(24)], 'Usage: npm run outbox'],
  [['list', 'x'], 'Usage: npm run outbox'],
  [['--what'], 'Usage: npm run outbox'],
  [[], 'Usage: npm run outbox'],
])('outbox %j is refused with a sentence', async (args, sentence) => {
  const { status, stderr } = await outbox(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(sentence);
});

test('a backlog is delivered in batches: one revision a person and batch', async () => {
  const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const postId = await owner.post();
  const BACKLOG = 250;
  const facts = { postAuthor: new mongoose.Types.ObjectId(owner.user.id), parentAuthor: null };
  await Comment.collection.insertMany(
    Array.from({ length: BACKLOG }, (_, n) => ({
      post: new mongoose.Types.ObjectId(postId),
      parent: null,
      ancestors: [],
      author: new mongoose.Types.ObjectId(writer.user.id),
      body: `backlog ${n}`,
      createdAt: new Date(Date.now() - BACKLOG + n),
      editedAt: null,
      deletedAt: null,
      outbox: { state: 'pending', attempts: 0, notBefore: new Date(), lease: null, facts },
    })) as never,
  );
  await until(async () => {
    const { inbox } = await owner.call<{ inbox: { revision: number; unread_count: number } }>(
      'GET',
      '/notifications?limit=1',
    );
    expect(inbox.unread_count).toBe(100);
    expect(
      await mongoose.connection
        .collection('notifications')
        .countDocuments({ post: new mongoose.Types.ObjectId(postId) }),
    ).toBe(BACKLOG);
    // One batch; a few more where the machine was too slow for one.
    expect(inbox.revision).toBeLessThanOrEqual(BACKLOG / 10);
  });
});

test('what is past its time goes, and numbers and lists still agree', async () => {
  const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const device = await owner.device();
  const postId = await owner.post();
  for (const body of ['old', 'older', 'young']) await writer.comment(postId, body);
  await until(() => expect(device.notifications).toHaveLength(3));
  // Comments that came together share one.
  const before = device.notifications.at(-1)?.inbox.revision ?? NaN;
  await mongoose.connection
    .collection('notifications')
    .updateMany(
      { recipient: new mongoose.Types.ObjectId(owner.user.id), preview: /^old/ },
      { $set: { expiresAt: new Date() } },
    );
  await deleteExpired();
  // A revision of its own: a device that missed it knows that it did. The server's own sweep may have come first.
  const inbox = { revision: before + 1, unread_count: 1 };
  type History = { items: { preview: string }[]; inbox: object };
  await until(async () => {
    const history = await owner.call<History>('GET', '/notifications');
    expect(history.items.map(({ preview }) => preview)).toEqual(['young']);
    expect(history.inbox).toEqual(inbox);
  });
  const snapshot = await device.socket.emitWithAck('inbox:sync');
  expect(snapshot).toMatchObject({ ...inbox, items: [{ preview: 'young' }] });
  device.close();
});

test('all of very many are read at once, though their rows are written later; and unread again', async () => {
  const MANY = 12_000;
  const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const recipient = new mongoose.Types.ObjectId(owner.user.id);
  const notifications = mongoose.connection.collection('notifications');
  const stored = (readAt: unknown) => notifications.countDocuments({ recipient, readAt } as never);
  const postId = await owner.post();
  await notifications.insertMany(
    Array.from({ length: MANY }, (_, n) => ({
      recipient,
      type: 'NEW_COMMENT',
      actor: new mongoose.Types.ObjectId(writer.user.id),
      post: new mongoose.Types.ObjectId(postId),
      comment: new mongoose.Types.ObjectId(),
      preview: `${n}`,
      readAt: null,
      createdAt: new Date(Date.now() - MANY + n),
      expiresAt: new Date(Date.now() + 1e10),
    })),
  );
  const look = async () => {
    const unread = await owner.call<{ items: object[]; inbox: { unread_count: number } }>(
      'GET',
      '/notifications?filter=unread',
    );
    return [unread.items.length, unread.inbox.unread_count];
  };
  expect(await look()).toEqual([20, 100]);

  const { inbox } = await owner.call<{ inbox: { revision: number; unread_count: number } }>(
    'POST',
    '/notifications/read',
    { all: true },
  );
  expect(inbox.unread_count).toBe(0);
  expect(await look()).toEqual([0, 0]);
  await writer.comment(postId, 'meanwhile');
  await until(async () => expect(await look()).toEqual([1, 1]));
  await until(async () => expect(await stored(null)).toBe(1));

  const undone = await owner.call('POST', '/notifications/unread', { revision: inbox.revision });
  expect(undone.inbox).toMatchObject({ unread_count: 100 });
  await until(async () => expect(await stored(null)).toBe(MANY + 1));

  // As a server leaves it that was killed before it wrote the rows.
  await owner.call('POST', '/notifications/read', { all: true });
  await until(async () => expect(await stored(null)).toBe(0));
  await notifications.updateMany({ recipient }, { $set: { readAt: null } });
  await mongoose.connection
    .collection<{ _id: mongoose.Types.ObjectId }>('inboxes')
    .updateOne(
      { _id: recipient },
      { $set: { 'bulkRead.upTo': { at: new Date(), id: new mongoose.Types.ObjectId() } } },
    );
  expect(await look()).toEqual([0, 0]);
  await finishBulkReads();
  expect(await stored(null)).toBe(0);
});
