import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { limitClients } from '@/lib/http/client-limits';
import type { WireInboxChange } from '@/lib/realtime/events';
import { dispatchUpgrade, type RealtimeHooks, startRealtime } from '@/lib/realtime/server';
import { allHungUp, RawClient, request } from '@/tests/security/support/raw-client';
import { ENGINE, RawWebSocket, upgrade } from '@/tests/security/support/raw-websocket';

/** More than what the system takes off a server's hands for a client that does not read. */
const LARGE = 64 * 1024 * 1024;

/** What a whole server cannot be brought to within a test: its parts alone. */
async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const connections = (server: Server) =>
  new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));

test('a client that does not read its answer is hung up', async () => {
  const answer: RequestListener = (_, response) => void response.end(Buffer.alloc(LARGE));
  const server = createServer(answer);
  limitClients(server, { silentMs: 300 });
  const url = await listening(server);
  const client = new RawClient('deaf', url, request(url, 'GET /'));
  client.socket.pause();
  await vi.waitFor(async () => expect(await connections(server)).toBe(1));
  await vi.waitFor(async () => expect(await connections(server)).toBe(0), { timeout: 10_000 });
  client.end();
});

/** Socket.IO alone: everybody is let in as the same person. */
async function realtime(hooks: Partial<RealtimeHooks> = {}) {
  const server = createServer();
  const { io } = startRealtime(server, {
    identify: async () => ({ userId: 'somebody', sessionId: 's', expiresAt: Date.now() + 60_000 }),
    sourceOf: () => 'unsaid',
    tooOften: async () => null,
    socketsPerUser: 20,
    socketsTotal: 20,
    snapshot: async () => ({ revision: 0, unread_count: 0, items: [] }),
    postExists: async () => false,
    tooManyEvents: async () => null,
    tooManySnapshots: async () => null,
    forgetPerson: () => undefined,
    forgetPost: () => undefined,
    onError: (error) => expect.unreachable(String(error)),
    inboxState: async () => ({ revision: 0, unread_count: 0 }),
    preferences: async () => ({}) as never,
    isFlooding: async () => false,
    protect: (_request, _response, next) => next(),
    corsOrigins: [],
    ...hooks,
  });
  server.on('upgrade', dispatchUpgrade(undefined));
  onTestFinished(() => void io.close());
  return { io, server, url: await listening(server) };
}

test('a reset in the middle of being let in ends that connection only', async () => {
  const waiting: (() => void)[] = [];
  const { io, server, url } = await realtime({
    // As long as Redis takes to answer.
    isFlooding: () => new Promise((resolve) => waiting.push(() => resolve(false))),
  });
  const client = new RawClient('resets', url, upgrade(url, ENGINE));
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  client.socket.resetAndDestroy();
  await vi.waitFor(async () => expect(await connections(server)).toBe(0));
  waiting[0]?.();

  const next = new RawWebSocket('comes after it', url);
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting[1]?.();
  expect(await next.connect({})).toBe('connected');
  expect(io.engine.clientsCount).toBe(1);
  next.end();
});

test('a socket that answers pings and does not read is hung up before it fills the memory', async () => {
  const { io, url } = await realtime();
  const client = new RawWebSocket('deaf', url);
  expect(await client.connect({})).toBe('connected');
  client.answerPings().socket.pause();
  const change: WireInboxChange = { revision: 1, unread_count: 1, retracted: ['f'.repeat(10_000)] };
  await vi.waitFor(
    () => {
      for (let n = 0; n < 200; n++) io.emit('inbox', change);
      expect(io.engine.clientsCount).toBe(0);
    },
    { timeout: 8_000, interval: 10 },
  );
  client.socket.resume();
  await allHungUp([client], 5_000);
});
