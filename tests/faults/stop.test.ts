import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { Board } from '@/tests/faults/support/board';
import { isLong } from '@/tests/faults/support/long';
import { sidecarPid } from '@/tests/support/sidecar-pid';
import { Follower } from '@/tests/support/follower';
import { freePort, newDataDir, startServer } from '@/tests/support/server';

const STOPS = isLong ? 20 : 3;
const SOCKETS_EACH = 10;
const dataDir = await newDataDir();
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test(
  'SIGTERM during a burst: gone within 10 s with open sockets, nothing accepted is lost or told twice',
  { timeout: STOPS * 30_000 },
  async () => {
    const settings = { PORT: String(await freePort()), DEMO: 'off', LOG_LEVEL: 'warn' };
    let server = await startServer('built', settings, { dataDir });
    const board = await Board.open(server.url, 3);
    const people = [board.owner, ...board.writers];
    const devices = new Map(
      people.map((person) => [person, Array.from({ length: SOCKETS_EACH }, () => new Follower(person))]),
    );
    for (const device of [...devices.values()].flat()) await device.live();
    const writing = board.burst();
    const took: number[] = [];
    for (let stop = 0; stop < STOPS; stop++) {
      await sleep(500 + Math.random() * 1_000);
      const { code, ms } = await server.end('SIGTERM');
      expect(code, server.output()).toBe(0);
      expect(ms).toBeLessThan(10_000);
      took.push(ms);
      server = await startServer('built', settings, { dataDir });
    }
    board.endBurst();
    await writing;
    const { comments, notifications } = await board.expectExactlyOnce(devices);
    const told = [...devices.values()].flat().flatMap((device) => [...device.told.values()]);
    expect(told.filter((times) => times > 1)).toEqual([]);
    console.log(
      `SIGTERM in a burst: ${STOPS} stops with ${people.length * SOCKETS_EACH} sockets open, gone after ${took.join(', ')} ms, ` +
        `${comments} comments accepted and stored, ${notifications} notifications, none told twice to a device`,
    );
    for (const device of [...devices.values()].flat()) device.close();
    expect(await server.stop({ keepData: true })).toBe(0);
  },
);

test('a second signal ends it at once, whatever it is waiting for', { timeout: 60_000 }, async () => {
  const server = await startServer('built', { DEMO: 'off', LOG_LEVEL: 'warn' });
  const pid = await sidecarPid(server.dataDir);
  process.kill(pid, 'SIGSTOP');
  process.kill(server.pid, 'SIGTERM');
  await expect(
    fetch(`${server.url}/healthz`)
      .then(() => sleep(20))
      .then(() => fetch(`${server.url}/healthz`)),
  ).rejects.toThrow();
  const { code, ms } = await server.end('SIGTERM');
  process.kill(pid, 'SIGCONT');
  expect(code).toBe(1);
  console.log(`second signal: gone after ${ms} ms`);
  // Sooner than one step of an orderly stop may take.
  expect(ms).toBeLessThan(4_000);
  // Its database closes by itself when it is alone; only then the folder is nobody's.
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 10_000, interval: 20 });
  await rm(server.dataDir, { recursive: true, force: true });
});
