import { startServer } from '@/tests/support/server';
import { TEST_SECRET } from '@/tests/support/session';

/** One built server for all browser tests; each test makes people of its own on it. */
export default async function start(): Promise<(() => Promise<void>) | undefined> {
  // The bench needs no site, and a designer no database.
  if (process.env.BENCH_ALONE) return undefined;
  const server = await startServer('built', { AUTH_SECRET: TEST_SECRET });
  process.env.TINGTING_URL = server.url;
  process.env.TINGTING_DATA_DIR = server.dataDir;
  return async () => {
    await server.stop();
  };
}
