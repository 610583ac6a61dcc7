import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Fleet, FLEET_SECRET } from '@/tests/cluster/support/fleet';
import { type Neighbour, openStore, settle } from '@/tests/cluster/support/people';
import { Stream } from '@/tests/cluster/support/stream';
import { Presence } from '@/tests/cluster/support/presence';
import { isLong } from '@/tests/faults/support/long';
import { Follower } from '@/tests/support/follower';
import { hasNginx } from '@/tests/support/nginx';
import { hasRedis } from '@/tests/support/redis';

const PEOPLE = 200;
const AUTHORS = 8;
const PER_SECOND = 20;
const ROUNDS = isLong ? 10 : 1;
const OFFLINE_MS = 5_000;
const SETTLED_MS = 20_000;

const isThere = hasNginx() && hasRedis();
if (!isThere) console.log('skipped: there is no nginx or no redis-server here, and they could not be installed');

let fleet: Fleet;
let store: Connection;
let neighbours: Neighbour[];

// Without a proxy nothing can be restarted behind it; the reason is printed above.
describe.skipIf(!isThere)('two nodes behind nginx', () => {
  beforeAll(async () => {
    fleet = await Fleet.start();
    store = await openStore(fleet.database.uri);
    neighbours = await settle(store, { url: fleet.url, secret: FLEET_SECRET, count: PEOPLE });
  });
  afterAll(async () => {
    await store.close();
    await fleet.stop();
  });

  test(
    `${PEOPLE} people are connected and write while each node is restarted: nothing is lost, nothing comes twice`,
    { timeout: ROUNDS * 60_000 },
    async () => {
      const followers = neighbours.map(({ person }) => new Follower(person, { gentle: true }));
      const presences = followers.map(({ socket }) => new Presence(socket));
      for (const follower of followers) await follower.live();

      const authors = neighbours.slice(0, AUTHORS).map(({ person }) => person);
      const stream = new Stream(neighbours, authors, PER_SECOND);
      const flowing = stream.flow();
      for (let round = 0; round < ROUNDS; round++) await fleet.rollingRestart();
      stream.end();
      await flowing;

      const comments = await store.collection('comments').find().project({ _id: 1 }).toArray();
      expect(comments.map(({ _id }) => String(_id)).sort()).toEqual(
        stream.accepted.map(({ comment }) => comment.id).sort(),
      );
      await vi.waitFor(
        async () => {
          const rows = await store.collection('notifications').find().toArray();
          for (const { person } of neighbours) {
            const own = rows.filter(({ recipient }) => String(recipient) === person.user.id);
            expect(own.map(({ comment }) => String(comment)).sort()).toEqual(stream.heardBy(person.user.id));
          }
        },
        { timeout: SETTLED_MS, interval: 200 },
      );
      console.log(stream.accepted.length, stream.retries, stream.tookMs.sort((a, b) => a - b).at(-1), fleet.stopsMs, presences.map((p) => p.longestMs).sort((a, b) => a - b).at(-1));
      for (const follower of followers) follower.close();
    },
  );
});
