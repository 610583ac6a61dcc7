import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { Board } from '@/tests/faults/support/board';
import { isLong } from '@/tests/faults/support/long';
import { sidecarPid } from '@/tests/support/sidecar-pid';
import { Follower } from '@/tests/support/follower';
import { startServer } from '@/tests/support/server';

// Past five restarts in a row the database counts as gone and the server stops.
const KILLS = isLong ? 5 : 3;
const HANG_MS = 8_000;

test(
  `the database killed ${KILLS} times in a burst: the app says so, starts it again, and nothing acknowledged is missing`,
  { timeout: 120_000 },
  async () => {
    const server = await startServer('built', { DEMO: 'off', LOG_LEVEL: 'warn' });
    const board = await Board.open(server.url, 4);
    const devices = followers(board);
    const writing = board.burst();
    for (let kill = 1; kill <= KILLS; kill++) {
      await sleep(300 + Math.random() * 700);
      process.kill(await sidecarPid(server.dataDir), 'SIGKILL');
      await vi.waitFor(
        () => expect(server.output().split('starting it again').length).toBe(kill + 1),
        10_000,
      );
      await vi.waitFor(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200), 40_000);
    }
    await sleep(500);
    board.endBurst();
    await writing;
    const { comments, notifications } = await board.expectExactlyOnce(devices);
    console.log(
      `kill -9 of the database: ${KILLS} kills, ${comments} comments accepted and stored, ` +
        `${board.retries} sends refused and repeated, ${notifications} notifications, each once`,
    );
    close(devices);
    expect(await server.stop()).toBe(0);
  },
);

test(
  'a database that hangs: writers get an honest error, sockets are hung up, and all recovers when it answers',
  { timeout: 90_000 },
  async () => {
    const server = await startServer('built', { DEMO: 'off', LOG_LEVEL: 'warn' });
    const board = await Board.open(server.url, 2);
    const [writer] = board.writers;
    if (!writer) throw new Error('a board needs a writer');
    const devices = followers(board);
    await board.write(writer);
    const [device] = devices.get(board.owner) ?? [];
    await vi.waitFor(() => expect(device?.view.unreadCount).toBe(1));

    const pid = await sidecarPid(server.dataDir);
    const hungUp = new Promise<{ reason: string; at: number }>((resolve) =>
      device?.socket.once('disconnect', (reason) => resolve({ reason, at: Date.now() })),
    );
    process.kill(pid, 'SIGSTOP');
    const from = Date.now();
    const refused = await fetch(`${server.url}/api/v1/posts/${board.postId}/comments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${writer.token}` },
      body: JSON.stringify({ body: 'into the void' }),
    });
    const refusedMs = Date.now() - from;
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'unavailable' });
    // Not "signed out": the connection is lost and comes back by itself.
    const { reason, at } = await hungUp;
    expect(reason).toBe('transport close');
    const hungUpMs = at - from;
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect(device?.view.unreadCount).toBe(1);

    await sleep(Math.max(0, HANG_MS - (Date.now() - from)));
    process.kill(pid, 'SIGCONT');
    const back = Date.now();
    await device?.live();
    console.log(
      `database hangs: refused after ${refusedMs} ms, sockets hung up after ${hungUpMs} ms, ` +
        `live again ${Date.now() - back} ms after it answers`,
    );
    await board.write(writer);
    const list = await board.owner.call<{ items: { body: string; id: string }[] }>(
      'GET',
      `/posts/${board.postId}/comments`,
    );
    // What was refused may have been in the database's hands already: refused is not "not written".
    const swallowed = list.items.find(({ body }) => body === 'into the void');
    expect(list.items.length).toBe(swallowed ? 3 : 2);
    await vi.waitFor(() => expect(device?.view.unreadCount).toBe(list.items.length), 30_000);
    expect(server.output()).toContain('the database answers again');
    close(devices);
    expect(await server.stop()).toBe(0);
  },
);

function followers(board: Board) {
  return new Map(
    [board.owner, ...board.writers].map((person) => [person, [new Follower(person), new Follower(person)]]),
  );
}

function close(devices: ReturnType<typeof followers>): void {
  for (const device of [...devices.values()].flat()) device.close();
}
