import { startServer } from '@/tests/support/server';

/** One built server for all browser tests; each test makes people of its own on it. */
export default async function start(): Promise<() => Promise<void>> {
  const server = await startServer('built');
  process.env.TINGTING_URL = server.url;
  return async () => {
    await server.stop();
  };
}
