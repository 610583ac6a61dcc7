import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connectPolling, openPolling } from '@/tests/security/support/polling';
import { openSessions } from '@/tests/security/support/process';
import { allHungUp, several } from '@/tests/security/support/raw-client';
import { RawWebSocket } from '@/tests/security/support/raw-websocket';
import { figures, Witness } from '@/tests/security/support/witness';
import { newPerson, refusalOf } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';

/** Past the 16 KB that a frame may have. */
const LONG_TEXT = `42["post:watch","${'a'.repeat(17_000)}"]`;
/** A refusal is left to be read for 1 s, and a goodbye to be answered for 1 s; the rest is for a busy machine. */
const SOON_MS = 8_000;

let server: TestServer;
let small: TestServer;
let witness: Witness;

beforeAll(async () => {
  server = await startServer('built');
  small = await startServer('built', { SOCKETS_TOTAL: '3', RATE_LIMITS: 'on', DEMO: 'off' });
  witness = await Witness.open(server.url);
  console.log(`before: ${figures(await witness.comments(20))}`);
  witness.begin();
});
afterAll(async () => {
  console.log(`meanwhile: ${figures(await witness.end())}`);
  for (const each of [server, small]) {
    expect(await each.stop()).toBe(0);
    expect(each.output()).not.toMatch(/"level":"(warn|error|fatal)"/);
  }
});

/** Sessions of this person that are let in, by hand. */
async function connected(count: number, auth: object, url = server.url): Promise<RawWebSocket[]> {
  const clients = several(count, (n) => new RawWebSocket(`socket ${n}`, url));
  expect(new Set(await Promise.all(clients.map((client) => client.connect(auth))))).toEqual(
    new Set(['connected']),
  );
  return clients;
}

test('200 sockets of one account: 20 are let in, the others are told why and hung up', async () => {
  const { token } = await newPerson(server.url);
  const clients = several(200, (n) => new RawWebSocket(`socket ${n}`, server.url));
  const answers = await Promise.all(
    clients.map(async (client) => ({ client, answer: await client.connect({ token }) })),
  );
  const refused = answers.filter(({ answer }) => answer !== 'connected');
  const kept = answers.filter(({ answer }) => answer === 'connected').map(({ client }) => client);
  expect(kept).toHaveLength(20);
  expect(new Set(refused.map(({ answer }) => answer))).toEqual(new Set(['too_many_connections']));
  const sessions = await Promise.all(several(20, () => openPolling(server.url)));
  for (const session of sessions) {
    expect(await connectPolling(server.url, session, token)).toContain('too_many_connections');
  }

  // None of them says goodbye: those that were refused are hung up, those that poll are forgotten.
  await allHungUp(
    refused.map(({ client }) => client),
    SOON_MS,
  );
  await vi.waitFor(async () => expect(await openSessions(server.url)).toBe(20 + 1), { timeout: SOON_MS });
  expect(kept.filter(({ isClosed }) => isClosed)).toEqual([]);

  // Each place that is given up is free again.
  kept[0]?.end();
  await vi.waitFor(() => connected(1, { token }), { timeout: SOON_MS });
  for (const client of kept) client.end();
});

test('where all places are taken, a newcomer is refused by the same code', async () => {
  const [first, other] = await Promise.all([newPerson(small.url), newPerson(small.url)]);
  const clients = await connected(3, { token: first.token }, small.url);
  expect(await refusalOf(small.url, { auth: { token: other.token } })).toBe('too_many_connections');
  for (const client of clients) client.end();
});

test('an account that connects again and again is refused, with the seconds to wait', async () => {
  const { token } = await newPerson(small.url);
  const clients = several(70, (n) => new RawWebSocket(`socket ${n}`, small.url));
  await Promise.all(clients.map((client) => client.connect({ token })));
  const told = clients.filter(({ packets }) => packets.some((packet) => packet.includes('"retry_after":')));
  expect(told).toHaveLength(10);
  for (const client of clients) client.end();
});

test('a frame past 16 KB ends its connection and no other', async () => {
  const { token } = await newPerson(server.url);
  const [loud, quiet] = (await connected(2, { token })) as [RawWebSocket, RawWebSocket];
  const session = await openPolling(server.url);
  expect(await connectPolling(server.url, session, token)).toContain('40{');
  loud.send(LONG_TEXT);
  const sent = await fetch(`${server.url}${session}`, { method: 'POST', body: LONG_TEXT });
  expect(sent.status).toBe(413);
  await allHungUp([loud], SOON_MS);
  quiet.send('420["inbox:sync"]');
  expect(await quiet.heard(/^430/)).toContain('"items":[]');
  quiet.end();
});

test('a flood of events: told so by the ack, and hung up', async () => {
  const { token } = await newPerson(server.url);
  const [client] = (await connected(1, { token })) as [RawWebSocket];
  client.send(...several(200, (n) => `42${n}["post:unwatch","${'f'.repeat(24)}"]`));
  expect(await client.heard(/too_many_events/)).toMatch(/^43/);
  await allHungUp([client], SOON_MS);
  expect(client.packets.filter((packet) => packet.includes('"ok":true')).length).toBeLessThanOrEqual(20);
});

test('who leaves its place leaves the server', async () => {
  const { token } = await newPerson(server.url);
  // Otherwise it could keep the connection, take another place, and so have as many connections as it likes.
  const clients = await connected(5, { token });
  for (const client of clients) client.send('41');
  await allHungUp(clients, SOON_MS);
});

test('who asks to be let in a hundred times at once is not answered', async () => {
  const { token } = await newPerson(server.url);
  const client = new RawWebSocket('insistent', server.url);
  await client.heard(/^0/);
  client.send(...several(100, () => `40${JSON.stringify({ token })}`));
  await allHungUp([client], SOON_MS);
  expect(client.packets.filter((packet) => packet.startsWith('4'))).toEqual([]);
});

test('what is no packet, or comes before its time: hung up', async () => {
  // No packet of Engine.IO, none of Socket.IO, an event before it is let in, and a ping, which is the server's to send.
  const clients = ['x', '4x', '42["inbox:sync"]', '2'].map((text) => {
    const client = new RawWebSocket(text, server.url);
    void client.heard(/^0/).then(() => client.send(text));
    return client;
  });
  await allHungUp(clients, SOON_MS);
});
