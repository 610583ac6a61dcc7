import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { WireInbox, WireNotificationItem } from '@/lib/realtime/events';
import { Follower } from '@/tests/support/follower';
import { newPerson, type Person } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';

const ROUNDS = 60;

let server: TestServer;
let lan: Person;
let ids: string[];

const inboxOf = (person: Person) =>
  person.call<{ items: WireNotificationItem[]; inbox: WireInbox }>('GET', '/notifications');
const mark = (how: 'read' | 'unread', body: object) => lan.call('POST', `/notifications/${how}`, body);

beforeAll(async () => {
  server = await startServer();
  lan = await newPerson(server.url, 'Lan');
  const minh = await newPerson(server.url, 'Minh');
  const postId = await lan.post();
  for (const body of ['one', 'two', 'three']) await minh.comment(postId, body);
  await vi.waitFor(async () => expect((await inboxOf(lan)).items).toHaveLength(3), 10_000);
  ids = (await inboxOf(lan)).items.map((item) => item.notification_id);
});
afterAll(() => server.stop());

test('whoever marks last, every device ends with what the server has', async () => {
  const device = await new Follower(lan).live();
  const wrong: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const one = { ids: ids.slice(0, 1) };
    await Promise.all([
      mark('read', one),
      mark('unread', one),
      mark('read', round % 2 ? { ids } : { up_to: ids[0] }),
      mark('unread', { ids: ids.slice(0, 2) }),
    ]);
    const { items, inbox } = await inboxOf(lan);
    // Everything has been told when its highest revision has.
    await vi.waitFor(() => expect(device.view.completeRevision).toBe(inbox.revision), 10_000);
    const unread = (rows: { isUnread: boolean }[]) =>
      rows.map(({ isUnread }) => (isUnread ? 'unread' : 'read'));
    const held = unread(device.view.items.map(({ readAt }) => ({ isUnread: readAt === null })));
    const real = unread(items.map((item) => ({ isUnread: item.read_at === null })));
    if (held.join() !== real.join()) wrong.push(`round ${round}: ${held.join()} is ${real.join()}`);
  }
  device.close();
  expect(wrong).toEqual([]);
});
