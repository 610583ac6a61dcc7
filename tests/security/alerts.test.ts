import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RATES } from '@/lib/rate-limits/rates';
import { newPerson } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';

const SHARE = RATES.alert[0].times;
let server: TestServer;

beforeAll(async () => {
  server = await startServer('built', { RATE_LIMITS: 'on' });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

test('past ten a minute, what one person sends another is stored and not alerted; from others it still is', async () => {
  const [owner, loud, quiet] = await Promise.all([1, 2, 3].map(() => newPerson(server.url)));
  if (!owner || !loud || !quiet) throw new Error('three people');
  const devices = await Promise.all([owner.device(), owner.device()]);
  const postId = await owner.post();
  const bodies = Array.from({ length: SHARE + 5 }, (_, n) => `no. ${n}`);
  for (const body of bodies) await loud.comment(postId, body);
  await quiet.comment(postId, 'from another');

  for (const device of devices) {
    await vi.waitFor(
      () => expect(device.notifications.map(({ data }) => data.preview)).toContain('from another'),
      { timeout: 10_000, interval: 10 },
    );
    const stored = () => device.inboxes.flatMap((change) => change.quiet ?? []);
    await vi.waitFor(() => expect(stored()).toHaveLength(5), { timeout: 10_000, interval: 10 });
    expect(stored().map(({ preview }) => preview)).toEqual(bodies.slice(SHARE));
    expect(device.notifications).toHaveLength(SHARE + 1);
  }
  const { items, inbox } = await owner.call<{ items: object[]; inbox: object }>(
    'GET',
    '/notifications?limit=50',
  );
  expect(items).toHaveLength(SHARE + 6);
  expect(inbox).toMatchObject({ unread_count: SHARE + 6 });
  expect(devices[0]?.inboxes.at(-1)?.unread_count).toBeGreaterThanOrEqual(SHARE + 5);
  for (const device of devices) device.close();
});

test('what is told to one person reaches nobody else', async () => {
  const [owner, writer, stranger] = await Promise.all([1, 2, 3].map(() => newPerson(server.url)));
  if (!owner || !writer || !stranger) throw new Error('three people');
  const [hers, strangers] = await Promise.all([owner.device(), stranger.device()]);
  const overheard: unknown[] = [];
  strangers.socket.onAny((...event) => overheard.push(event));
  const postId = await owner.post();
  await writer.comment(postId, 'for you');
  await vi.waitFor(() => expect(hers.notifications).toHaveLength(1), { timeout: 10_000, interval: 10 });
  await owner.call('POST', '/notifications/read', { all: true });
  await owner.call('PATCH', '/preferences', { sound: true });
  await owner.call('PUT', `/posts/${postId}/subscription`, { level: 'muted' });
  await owner.call('DELETE', `/posts/${postId}`);
  // What was sent before it has arrived when the answer has.
  await strangers.socket.emitWithAck('inbox:sync');
  expect(overheard).toEqual([]);
  hers.close();
  strangers.close();
});
