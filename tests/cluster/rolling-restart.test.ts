import { Agent } from 'node:http';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { expectExactlyOnce } from '@/tests/cluster/support/exactly-once';
import { Fleet } from '@/tests/cluster/support/fleet';
import { type Neighbour, openStore, settle } from '@/tests/cluster/support/people';
import { Presence } from '@/tests/cluster/support/presence';
import { Stream } from '@/tests/cluster/support/stream';
import { isLong } from '@/tests/faults/support/long';
import { Follower } from '@/tests/support/follower';
import { hasNginx } from '@/tests/support/nginx';
import { Device } from '@/tests/support/person';
import { hasRedis } from '@/tests/support/redis';

const PEOPLE = 200;
const AUTHORS = 8;
const PER_SECOND = 20;
const ROUNDS = isLong ? 10 : 1;
const OFFLINE_MS = 5_000;
/** That everybody comes back at all. */
const BACK_MS = 30_000;
/** On a machine that does too much else at the moment, a round says nothing of how long people are cut off. */
const MORE_ROUNDS = 2;

const isThere = hasNginx() && hasRedis();
if (!isThere)
  console.log('skipped: there is no nginx or no redis-server here, and they could not be installed');

let fleet: Fleet;
let store: Connection;
let neighbours: Neighbour[];

// Without a proxy nothing can be restarted behind it; the reason is printed above.
describe.skipIf(!isThere)('two nodes behind nginx', () => {
  beforeAll(async () => {
    fleet = await Fleet.start();
    store = await openStore(fleet.database.uri);
    neighbours = await settle(store, { url: fleet.url, count: PEOPLE });
  });
  afterAll(async () => {
    await store.close();
    await fleet.stop();
  });

  test(
    `${PEOPLE} people are connected and write while each node is restarted: nothing is lost, nothing comes twice`,
    { timeout: (ROUNDS + MORE_ROUNDS) * 60_000 },
    async () => {
      const followers = neighbours.map(({ person }) => new Follower(person, { gentle: true }));
      const presences = followers.map(({ socket }) => new Presence(socket));
      onTestFinished(() => followers.forEach((follower) => follower.close()));
      for (const follower of followers) await follower.live();

      const authors = neighbours.slice(0, AUTHORS).map(({ person }) => person);
      const stream = new Stream(neighbours, authors, PER_SECOND);
      const flowing = stream.flow();
      const offline: { median: number; longest: number }[] = [];
      for (let round = 0; round < ROUNDS + MORE_ROUNDS; round++) {
        await fleet.rollingRestart();
        await vi.waitFor(() => expect(followers.every(({ socket }) => socket.connected)).toBe(true), BACK_MS);
        offline.push(spread(presences.map((presence) => presence.longestMs())));
        if (round >= ROUNDS - 1 && offline.some(({ longest }) => longest < OFFLINE_MS)) break;
      }
      stream.end();
      await flowing;

      const { told, caughtUp } = await expectExactlyOnce(store, stream, neighbours, followers);
      const took = spread(stream.tookMs);
      console.log(
        `rolling restart: ${fleet.stopsMs.length} stops (${fleet.stopsMs.join(', ')} ms), ${stream.tookMs.length} comments accepted, ` +
          `${stream.retries.length} sent again, answered after ${took.median} / ${took.high} / ${took.longest} ms (p50 / p99 / max); ` +
          `${told} notifications told live or again, ${caughtUp} by snapshot, none twice; each person cut off for at most ` +
          offline.map(({ median, longest }) => `${median} ms (median), ${longest} ms (longest)`).join('; '),
      );
      if (stream.retries.length > 0)
        console.log(
          [
            ...new Set(stream.retries),
            ...(await fleet.nginx.log()).filter((line) => / 5\d\d /.test(line)),
          ].join('\n'),
        );
      expect(Math.min(...offline.map(({ median }) => median))).toBeGreaterThan(0);
      expect(Math.min(...offline.map(({ longest }) => longest))).toBeLessThan(OFFLINE_MS);
    },
  );

  test('people without WebSocket stay with the node that knows them', async () => {
    const [{ person: owner, postId } = {}, { person: writer } = {}] = neighbours;
    if (!owner || !postId || !writer) throw new Error('two neighbours');
    const transports = [['polling'], ['polling'], ['polling', 'websocket']];
    const devices = await Promise.all(
      transports.map((each, n) => {
        // Loopback has many addresses: by it nginx chooses the node.
        const agent = new Agent({ keepAlive: true, localAddress: `127.0.0.${n + 2}` });
        return Device.open(fleet.url, { auth: { token: owner.token }, transports: each, agent } as object);
      }),
    );
    onTestFinished(() => devices.forEach((device) => device.close()));
    await vi.waitFor(() => expect(devices[2]?.socket.io.engine.transport.name).toBe('websocket'));
    await writer.comment(postId, 'heard by all');
    for (const device of devices) await vi.waitFor(() => expect(device.notifications).toHaveLength(1));
    expect(devices.map(({ socket }) => socket.connected)).toEqual([true, true, true]);
  });
});

/** Milliseconds: the middle one, the one that 99 % are not above, and the last. */
function spread(times: number[]): { median: number; high: number; longest: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
  return { median: at(0.5), high: at(0.99), longest: at(1) };
}
