import { rm } from 'node:fs/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { isLong } from '@/tests/faults/support/long';
import { Follower } from '@/tests/support/follower';
import { newPerson } from '@/tests/support/person';
import { freePort, newDataDir, startServer } from '@/tests/support/server';

const CLIENTS = isLong ? 1_000 : 150;
const SLOT_MS = 100;
/** Of all questions, the share that may fall into one tenth of a second. */
const MOST_IN_A_SLOT = 0.15;
const dataDir = await newDataDir();
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test(
  `${CLIENTS} clients of a server that was restarted come back, and do not ask in the same instant`,
  { timeout: 120_000 },
  async () => {
    const settings = {
      PORT: String(await freePort()),
      DEMO: 'off',
      LOG_LEVEL: 'warn',
      SOCKETS_PER_USER: String(CLIENTS),
    };
    let server = await startServer('built', settings, { dataDir });
    const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
    const postId = await owner.post();
    const clients: Follower[] = [];
    for (let n = 0; n < CLIENTS; n++) clients.push(await new Follower(owner, { gentle: true }).live());
    await vi.waitFor(() => expect(clients.every(({ askedAt }) => askedAt.length > 0)).toBe(true), 20_000);

    await server.end('SIGKILL');
    const from = Date.now();
    server = await startServer('built', settings, { dataDir });
    // Something to miss: everybody has a reason to ask.
    await writer.comment(postId, 'while you were away');
    await vi.waitFor(() => expect(clients.every(({ view }) => view.unreadCount === 1)).toBe(true), 60_000);
    await vi.waitFor(
      () => expect(clients.every(({ askedAt }) => (askedAt.at(-1) ?? 0) > from)).toBe(true),
      60_000,
    );
    const asked = clients.map(({ askedAt }) => askedAt.find((at) => at > from) ?? 0);
    const connected = clients.map(({ connectedAt }) => connectedAt.at(-1) ?? 0);
    const most = (times: number[]) => {
      const slots = new Map<number, number>();
      for (const at of times) {
        const slot = Math.floor(at / SLOT_MS);
        slots.set(slot, (slots.get(slot) ?? 0) + 1);
      }
      return Math.max(...slots.values());
    };
    const span = (times: number[]) => Math.max(...times) - Math.min(...times);
    console.log(
      `restart with ${CLIENTS} clients: connected within ${span(connected)} ms (at most ${most(connected)} in ${SLOT_MS} ms), ` +
        `asked within ${span(asked)} ms (at most ${most(asked)} in ${SLOT_MS} ms)`,
    );
    expect(most(asked)).toBeLessThan(CLIENTS * MOST_IN_A_SLOT);
    for (const client of clients) client.close();
    expect(await server.stop({ keepData: true })).toBe(0);
  },
);
