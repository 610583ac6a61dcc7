import { type EmbeddedDatabase, startEmbeddedDatabase } from '@/lib/db/embedded';
import { startRedis, type TestRedis } from '@/tests/support/redis';
import { newDataDir, startServer, type TestServer } from '@/tests/support/server';

export const NODE_SECRET = 'a secret of forty characters for tests..';

export interface Cluster {
  nodes: [TestServer, TestServer];
  redis: TestRedis;
  database: EmbeddedDatabase;
  stop(): Promise<void>;
}

/** Two nodes with one Redis and one database, which belong to none of them. */
export async function startCluster(settings: Record<string, string> = {}): Promise<Cluster> {
  const database = await startEmbeddedDatabase({ dataDir: await newDataDir() });
  const redis = await startRedis();
  const node = () =>
    startServer('built', {
      MONGODB_URI: database.uri,
      REDIS_URL: redis.url,
      AUTH_SECRET: NODE_SECRET,
      ...settings,
    });
  const nodes = await Promise.all([node(), node()]);
  return {
    nodes,
    redis,
    database,
    async stop() {
      const codes = await Promise.all(nodes.map((each) => each.stop()));
      await redis.stop();
      await database.stop();
      if (codes.some((code) => code !== 0)) throw new Error(`the nodes ended with ${codes.join(' and ')}`);
    },
  };
}
