import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, expect, test, vi } from 'vitest';
import type { WireNotificationItem } from '@/lib/realtime/events';
import { isLong } from '@/tests/faults/support/long';
import { everything } from '@/tests/faults/support/board';
import { Follower } from '@/tests/support/follower';
import { newPerson, type Person } from '@/tests/support/person';
import { freePort, newDataDir, startServer, type TestServer } from '@/tests/support/server';

const MOST_STEPS = 40;
/**
 * After which step the first one dies, and how many further each next one. The short form samples; always among them
 * is the first step, when a comment is leased and nobody has it yet.
 */
const DELIVERY = isLong ? { from: 1, stride: 1 } : { from: 1, stride: 3 };
const DELETION = isLong ? { from: 1, stride: 1 } : { from: 1, stride: 8 };
const dataDir = await newDataDir();
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test(
  'killed between any two steps of a delivery: the owner and the parent’s author have it once, on all devices',
  { timeout: 240_000 },
  async () => {
    const { from, stride } = DELIVERY;
    const start = await mortal('delivery');
    let server = await start(0);
    const [owner, parent, writer] = await threePeople(server.url);
    const devices = [owner, owner, parent, parent].map((person) => new Follower(person));
    const postId = await owner.post();
    const settled = server.nextMessage();
    const first = await parent.comment(postId, 'answer me');
    await settled;

    const expected = [first.id];
    let steps: string[] | undefined;
    await server.stop({ keepData: true });
    server = await start(from);
    for (let dieAfter = from; !steps && dieAfter <= MOST_STEPS; dieAfter += stride) {
      const through = server.nextMessage<string[]>();
      const key = randomUUID();
      // It may die before the answer is out: nobody knows then, and the same key finds out.
      const accepted = await writer
        .comment(postId, `round ${dieAfter}`, first.id, key)
        .catch(() => undefined);
      steps = await Promise.race([through, server.ended.then(() => undefined)]);
      // Armed by the next comment that is inserted, so first it delivers what the dead one left.
      if (!steps) server = await start(dieAfter + stride);
      const reply = accepted ?? (await writer.comment(postId, `round ${dieAfter}`, first.id, key));
      expected.push(reply.id);
      await heardOnce(owner, expected);
      await heardOnce(parent, expected.slice(1));
    }
    console.log(`killed after each of: ${steps?.join(' → ')}`);
    // Two people to tell: written, incremented, counted, emitted, marked.
    expect(steps).toEqual(expect.arrayContaining(STEPS));
    expect(steps?.at(-1)).toBe('mark comments');

    for (const [n, person] of [owner, owner, parent, parent].entries()) {
      const unreadCount = await person.unreadCount();
      await vi.waitFor(() => expect(devices[n]?.view.unreadCount).toBe(unreadCount), 10_000);
    }
    for (const device of devices) device.close();
    expect(await server.stop({ keepData: true })).toBe(0);
  },
);

test(
  'killed between any two steps of a deletion: nobody keeps what was told of it, on any device',
  { timeout: 240_000 },
  async () => {
    const { from, stride } = DELETION;
    const start = await mortal('deletion');
    let server = await start(from);
    const [owner, parent, writer] = await threePeople(server.url);
    const devices = [owner, owner, parent, parent].map((person) => new Follower(person));
    const postId = await owner.post();
    const first = await parent.comment(postId, 'answer me');
    let steps: string[] | undefined;
    for (let dieAfter = from; !steps && dieAfter <= MOST_STEPS; dieAfter += stride) {
      const reply = await writer.comment(postId, `round ${dieAfter}`, first.id);
      await heardOnce(owner, [first.id, reply.id]);
      await heardOnce(parent, [reply.id]);
      const through = server.nextMessage<string[]>();
      // It may die before the answer is out; it is deleted all the same.
      await writer.call('DELETE', `/comments/${reply.id}`).catch(() => undefined);
      steps = await Promise.race([through, server.ended.then(() => undefined)]);
      if (!steps) server = await start(dieAfter + stride);
      await heardOnce(owner, [first.id]);
      await heardOnce(parent, []);
      for (const [n, rows] of [1, 1, 0, 0].entries()) {
        await vi.waitFor(
          () => expect([devices[n]?.view.items.length, devices[n]?.view.unreadCount]).toEqual([rows, rows]),
          { timeout: 20_000, interval: 50 },
        );
      }
    }
    console.log(`killed after each of: ${steps?.join(' → ')}`);
    expect(steps).toEqual(expect.arrayContaining(['delete notifications', 'emit inbox', 'mark comments']));
    for (const device of devices) device.close();
    expect(await server.stop({ keepData: true })).toBe(0);
  },
);

const STEPS = ['insert notifications', 'findAndModify inboxes', 'count notifications', 'emit notification'];

/** Starts a server, always on the same data, that is killed after so many steps. */
async function mortal(of: 'delivery' | 'deletion'): Promise<(dieAfter: number) => Promise<TestServer>> {
  const settings = { PORT: String(await freePort()), DEMO: 'off', LOG_LEVEL: 'warn', DIE_OF: of };
  return (dieAfter) =>
    startServer(
      'built',
      { ...settings, DIE_AFTER: String(dieAfter) },
      { dataDir, preload: 'tests/faults/support/die-after.mjs' },
    );
}

async function threePeople(url: string): Promise<[Person, Person, Person]> {
  return Promise.all([newPerson(url), newPerson(url), newPerson(url)]);
}

async function heardOnce(person: Person, comments: string[]): Promise<void> {
  await vi.waitFor(
    async () => {
      const rows = await everything<WireNotificationItem>(person, '/notifications');
      expect(rows.map((row) => row.comment_id).sort()).toEqual([...comments].sort());
    },
    { timeout: 20_000, interval: 50 },
  );
}
