import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Notification } from '@/lib/db/models/notification';
import { advanceByNews, advanceInbox } from '@/lib/notifications/inbox-state';
import { startOwnDatabase } from '@/tests/support/own-database';

let counts = 0;
let stop: () => Promise<void>;

beforeAll(async () => {
  stop = await startOwnDatabase(({ commandName }) => {
    if (commandName === 'count') counts += 1;
  });
});
afterAll(() => stop());

test('an inbox that is full is not counted again until something else has changed it', async () => {
  const recipient = new mongoose.Types.ObjectId();
  const userId = recipient.toString();
  await write(recipient, 101);
  expect(await advanceByNews(userId)).toEqual({ revision: 1, unreadCount: 100 });
  expect(counts).toBe(1);
  for (const revision of [2, 3]) {
    await write(recipient, 1);
    expect(await advanceByNews(userId)).toEqual({ revision, unreadCount: 100 });
  }
  expect(counts).toBe(1);

  // Read on another device: by a revision of its own.
  await Notification.updateMany({ recipient }, { $set: { readAt: new Date() } });
  expect(await advanceInbox(userId)).toEqual({ revision: 4, unreadCount: 0 });
  await write(recipient, 1);
  expect(await advanceByNews(userId)).toEqual({ revision: 5, unreadCount: 1 });
  await write(recipient, 1);
  expect(await advanceByNews(userId)).toEqual({ revision: 6, unreadCount: 2 });
});

async function write(recipient: mongoose.Types.ObjectId, count: number): Promise<void> {
  const now = new Date();
  const rows = Array.from({ length: count }, () => ({
    _id: new mongoose.Types.ObjectId(),
    ...{ recipient, type: 'NEW_COMMENT', preview: 'x', readAt: null, createdAt: now, expiresAt: now },
    actor: new mongoose.Types.ObjectId(),
    post: new mongoose.Types.ObjectId(),
    comment: new mongoose.Types.ObjectId(),
  }));
  await Notification.collection.insertMany(rows);
}
