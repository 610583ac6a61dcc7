import { expect, test, vi } from 'vitest';
import { isLong } from '@/tests/faults/support/long';
import { type Device, newPerson, refusalOf } from '@/tests/support/person';
import { startServer } from '@/tests/support/server';

const CONNECTS = isLong ? 5_000 : 1_500;
const WARM_UP = isLong ? 1_000 : 500;
const AT_ONCE = 40;
/** What a heap moves by between two collections of a server that does nothing. */
const HEAP_NOISE_MB = 6;

interface Held {
  rooms: number;
  sids: number;
  sockets: number;
  waiting: number;
  clients: number;
  listeners: number;
  timers: number;
  heapMB: number;
}

test(
  `${CONNECTS} connects and disconnects leave rooms, listeners, timers and heap where they were`,
  { timeout: 180_000 },
  async () => {
    const server = await startServer(
      'built',
      { DEMO: 'off', LOG_LEVEL: 'warn', SOCKETS_PER_USER: '10000' },
      { preload: 'tests/faults/support/probe.mjs', nodeArgs: ['--expose-gc'] },
    );
    const person = await newPerson(server.url);
    const postId = await person.post();

    let connected = 0;
    let refused = 0;
    const churn = async (times: number) => {
      const left = { count: times };
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          while (left.count-- > 0) {
            // One in ten is refused, one in three watches a post, half leave without a word.
            if (left.count % 10 === 0) {
              expect(await refusalOf(server.url, { auth: { token: 'nobody' } })).toBe('unauthenticated');
              refused += 1;
              continue;
            }
            const device = await person.device();
            connected += 1;
            if (left.count % 3 === 0) await device.socket.emitWithAck('post:watch', postId);
            if (left.count % 2 === 0) device.socket.io.engine.close();
            device.close();
          }
        }),
      );
      // The last of them may still be on their way out.
      return vi.waitFor(
        async () => {
          const held = await server.ask<Held>('held');
          expect([held.sockets, held.waiting, held.clients]).toEqual([0, 0, 0]);
          return held;
        },
        { timeout: 20_000, interval: 200 },
      );
    };
    const before = await churn(WARM_UP);
    connected = 0;
    refused = 0;
    const after = await churn(CONNECTS);
    const line = ({ rooms, sids, listeners, timers, heapMB }: Held) =>
      `rooms ${rooms}, sids ${sids}, listeners ${listeners}, timers ${timers}, heap ${heapMB.toFixed(1)} MB`;
    console.log(
      `churn: ${connected} connects, ${refused} refusals\n  before: ${line(before)}\n  after:  ${line(after)}`,
    );
    expect({ rooms: after.rooms, sids: after.sids }).toEqual({ rooms: 0, sids: 0 });
    expect(after.listeners).toBe(before.listeners);
    expect(after.timers).toBeLessThanOrEqual(before.timers + 2);
    expect(after.heapMB).toBeLessThan(before.heapMB + HEAP_NOISE_MB);
    expect(await server.stop()).toBe(0);
  },
);

test('a person may hold 20 sockets; of thirty handshakes at once ten are refused', async () => {
  const server = await startServer('built', { DEMO: 'off', LOG_LEVEL: 'warn' });
  const person = await newPerson(server.url);
  const tries = await Promise.allSettled(Array.from({ length: 30 }, () => person.device()));
  const open = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const codes = tries.flatMap((each) =>
    each.status === 'rejected' ? [(each.reason as { data?: { code: string } }).data?.code] : [],
  );
  expect(open).toHaveLength(20);
  expect(codes).toEqual(Array.from({ length: 10 }, () => 'too_many_connections'));
  const [first] = open;
  first?.close();
  // The place of one that has left is free again.
  const next = await vi.waitFor(() => person.device(), { timeout: 5_000, interval: 50 });
  for (const device of [...open, next]) (device as Device).close();
  expect(await server.stop()).toBe(0);
});
