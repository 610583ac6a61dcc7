import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { findEmbeddedDatabase } from '@/lib/db/embedded';
import { Board } from '@/tests/faults/support/board';
import { isLong } from '@/tests/faults/support/long';
import { Follower } from '@/tests/support/follower';
import { Person } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';

const BURST_MS = isLong ? 20_000 : 3_000;
const SETTLED = { timeout: 15_000, interval: 100 };
const AUTH_SECRET = 'a secret of forty characters for tests..';

test(
  'two app processes on one database share the work, and tell of every notification once',
  { timeout: 120_000 },
  async () => {
    const first = await startServer('built', { DEMO: 'off', LOG_LEVEL: 'warn', AUTH_SECRET });
    const MONGODB_URI = (await findEmbeddedDatabase(first.dataDir)) ?? '';
    const second = await startServer('built', { DEMO: 'off', LOG_LEVEL: 'warn', AUTH_SECRET, MONGODB_URI });
    const board = await Board.open(first.url, 4);
    // Half of them write through the other process, and everybody listens at both.
    board.writers.forEach((writer, n) => {
      if (n % 2) board.writers[n] = new Person(second.url, writer.token, writer.user);
    });
    const people = [board.owner, ...board.writers];
    const devices = new Map(
      people.map((person) => [
        person,
        [first, second].map(({ url }) => new Follower(person, { url, gentle: false })),
      ]),
    );
    for (const device of [...devices.values()].flat()) await device.live();
    const writing = board.burst();
    await sleep(BURST_MS);
    board.endBurst();
    await writing;

    // Without Redis a process tells only its own sockets; the others hear when they ask. Here, of what was told.
    const { comments, notifications } = await board.expectExactlyOnce(new Map());
    const told = () =>
      people.map((person) => {
        const times = new Map<string, number>();
        for (const device of devices.get(person) ?? []) {
          for (const [id, count] of device.told) times.set(id, (times.get(id) ?? 0) + count);
        }
        return times;
      });
    await vi.waitFor(() => expect(sum(told().map((times) => times.size))).toBe(notifications), SETTLED);
    expect(told().flatMap((times) => [...times.values()].filter((count) => count !== 1))).toEqual([]);
    // A comment is marked, and counted, a moment after everybody was told of it.
    const shares = await vi.waitFor(async () => {
      const counted = await Promise.all([first, second].map(delivered));
      expect(sum(counted)).toBe(comments);
      return counted;
    }, SETTLED);
    expect(Math.min(...shares)).toBeGreaterThan(0);
    console.log(
      `two processes: ${comments} comments, delivered ${shares.join(' + ')}, ${notifications} notifications, each told once`,
    );
    for (const device of [...devices.values()].flat()) device.close();
    expect(await second.stop()).toBe(0);
    expect(await first.stop()).toBe(0);
  },
);

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

async function delivered(server: TestServer): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^tingting_outbox_delivered_total (\d+)/m.exec(text)?.[1] ?? 0);
}
