import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { RATES } from '@/lib/rate-limits/rates';
import { type Cluster, startCluster } from '@/tests/support/nodes';
import { hasRedis, startRedis } from '@/tests/support/redis';
import { startServer } from '@/tests/support/server';

const isThere = hasRedis();
if (!isThere) console.log('skipped: there is no redis-server here, and it could not be installed');

let cluster: Cluster;

// Without a Redis there is nothing to share; the reason is printed above.
describe.skipIf(!isThere)('two nodes with one Redis', () => {
  beforeAll(async () => {
    cluster = await startCluster({ RATE_LIMITS: 'on', TRUST_PROXY: 'on' });
  });
  afterAll(() => cluster.stop());

  const { times } = RATES.register[0];
  // Refused for its password, and counted all the same.
  const body = JSON.stringify({ name: 'somebody', password: 'password1' });
  const register = async (node: number, address: string) => {
    const answer = await fetch(`${cluster.nodes[node]?.url}/api/v1/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body,
    });
    return answer.status;
  };
  const anAddress = () => `10.${[...randomBytes(3)].join('.')}`;

  test('count together', async () => {
    const address = anAddress();
    for (let n = 0; n < times; n++) expect(await register(n % 2, address)).toBe(400);
    expect([await register(0, address), await register(1, address)]).toEqual([429, 429]);
  });

  test.for(['hangs', 'is gone'])(
    'each counts for itself while it %s, and together again afterwards',
    async (how) => {
      const address = anAddress();
      if (how === 'hangs') process.kill(cluster.redis.pid, 'SIGSTOP');
      else await cluster.redis.kill();
      const from = performance.now();
      for (let n = 0; n < times; n++) expect(await register(0, address)).toBe(400);
      expect(await register(0, address)).toBe(429);
      expect(await register(1, address)).toBe(400);
      const ready = await fetch(`${cluster.nodes[0].url}/readyz`);
      // Named, and no reason to take every node away at once.
      expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'ok', redis: 'down' }]);
      console.log(`${times + 2} calls while Redis ${how}: ${Math.round(performance.now() - from)} ms`);
      if (how === 'hangs') process.kill(cluster.redis.pid, 'SIGCONT');
      else await cluster.redis.start();

      await vi.waitFor(
        async () => {
          const shared = anAddress();
          for (let n = 0; n < times; n++) await register(n % 2, shared);
          expect([await register(0, shared), await register(1, shared)]).toEqual([429, 429]);
        },
        { timeout: 30_000, interval: 100 },
      );
    },
  );

  test('a Redis with another password stops the start with a sentence', async () => {
    const locked = await startRedis(['--requirepass', 'the right one']);
    const REDIS_URL = locked.url.replace('redis://', 'redis://:hunter2@');
    const message = await startServer('built', { REDIS_URL }).then(
      async (server) => `it started and ended with ${await server.stop()}`,
      String,
    );
    expect(message).toContain('REDIS_URL: the Redis there does not take this user and password.');
    expect(message).not.toContain('hunter2');
    await locked.stop();
  });
});
