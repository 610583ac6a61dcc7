import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '@/lib/auth/accounts';
import { insertComment } from '@/lib/comments/store';
import { markRead } from '@/lib/notifications/mark-read';
import { startOutbox } from '@/lib/notifications/outbox';
import { listNotifications } from '@/lib/notifications/store';
import { insertPost } from '@/lib/posts/store';
import { startOwnDatabase } from '@/tests/support/own-database';

let stop: () => Promise<void>;
const writes = new Map<string, unknown>();
const WRITES = ['insert', 'update', 'findAndModify', 'delete'];

beforeAll(async () => {
  stop = await startOwnDatabase(({ commandName, command }) => {
    if (WRITES.includes(commandName)) {
      writes.set(`${commandName} ${String(command[commandName])}`, command.writeConcern);
    }
  });
});
afterAll(() => stop());

test('what a person is told is saved is journalled before the answer; the rest of a delivery may be light', async () => {
  const [lan, minh] = await Promise.all(
    ['lan', 'minh'].map(async (name) => {
      const created = await createAccount({ name, password: 'a long password' }, undefined);
      if (!created.ok) throw new Error(created.code);
      return created.value;
    }),
  );
  if (!lan || !minh) throw new Error('two people');
  const post = await insertPost({ title: 'x', body: 'y' }, lan);
  const outbox = startOutbox({ isAlone: true });
  const comment = await insertComment({ postId: post.id, parentId: null, body: 'z' }, minh);
  if (!comment.ok) throw new Error(comment.code);
  outbox.kick(comment.leased);
  await outbox.drain();
  const { items } = await listNotifications(lan.id, {});
  expect(items).toHaveLength(1);
  await markRead(lan.id, { ids: items.map(({ id }) => id) });

  const saved = { w: 'majority', j: true };
  const light = { w: 1 };
  expect(Object.fromEntries(writes)).toEqual({
    'insert users': saved,
    'insert posts': saved,
    'insert comments': saved,
    // Written, marked; and what was read, which is on disk with the revision that follows it.
    'insert notifications': light,
    'update comments': light,
    'update posts': light,
    'update notifications': light,
    'findAndModify inboxes': saved,
  });
});
