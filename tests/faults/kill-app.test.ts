import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { Board } from '@/tests/faults/support/board';
import { isLong } from '@/tests/faults/support/long';
import { Follower } from '@/tests/support/follower';
import { freePort, newDataDir, startServer } from '@/tests/support/server';

const KILLS = isLong ? 100 : 8;
const WRITTEN = { timeout: 10_000, interval: 10 };
const dataDir = await newDataDir();
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test(
  `killed ${KILLS} times in the middle of bursts: every accepted comment is there, and told exactly once`,
  { timeout: 60_000 + KILLS * 15_000 },
  async () => {
    const settings = { PORT: String(await freePort()), DEMO: 'off', LOG_LEVEL: 'warn' };
    let server = await startServer('built', settings, { dataDir });
    const board = await Board.open(server.url, 3);
    const devices = new Map(
      [board.owner, ...board.writers].map((person) => [person, [new Follower(person), new Follower(person)]]),
    );
    const writing = board.burst();
    for (let kill = 0; kill < KILLS; kill++) {
      const before = board.accepted.length;
      // In a burst, however slow the machine: something has been accepted since the last one, and more is on its way.
      await vi.waitFor(() => expect(board.accepted.length).toBeGreaterThan(before), WRITTEN);
      await sleep(Math.random() * 500);
      await server.end('SIGKILL');
      server = await startServer('built', settings, { dataDir });
    }
    board.endBurst();
    await writing;
    const { comments, notifications } = await board.expectExactlyOnce(devices);
    const told = [...devices.values()].flat().flatMap((device) => [...device.told.values()]);
    console.log(
      `kill -9 of the app: ${KILLS} kills, ${comments} comments accepted and stored, ${board.retries} sends repeated, ` +
        `${notifications} notifications, each once; ${told.filter((times) => times > 1).length} of ${told.length} ` +
        `events told to a device again after a crash`,
    );
    expect(comments).toBeGreaterThan(KILLS);
    for (const device of [...devices.values()].flat()) device.close();
    expect(await server.stop({ keepData: true })).toBe(0);
  },
);
