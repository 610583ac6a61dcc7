import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connectPolling, openPolling } from '@/tests/security/support/polling';
import { openFiles, openSessions } from '@/tests/security/support/process';
import { allHungUp, RawClient, request, several } from '@/tests/security/support/raw-client';
import { ENGINE, RawWebSocket, upgrade } from '@/tests/security/support/raw-websocket';
import { figures, Witness } from '@/tests/security/support/witness';
import { newPerson } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';

/** The longest that the server waits for anybody is 15 s; the rest is for a busy machine. */
const PATIENCE_MS = 22_000;
const FORM = 'Content-Type: application/x-www-form-urlencoded';
const JSON_TYPE = 'Content-Type: application/json';
const LONG = 'Content-Length: 1000';

let server: TestServer;
let witness: Witness;
let calm: number[];
let filesBefore: number | undefined;
let slow: Awaited<ReturnType<typeof attack>>;

beforeAll(async () => {
  server = await startServer('built');
  witness = await Witness.open(server.url);
  await fetch(`${server.url}/sign-in`);
  calm = await witness.comments(20);
  filesBefore = openFiles(server.pid);
  witness.begin();
  // All at once, so that it is waited for once.
  slow = await attack(server.url);
});
afterAll(async () => {
  // For a run that failed on the way: the last test has stopped it.
  await server.end('SIGKILL');
});

async function attack(url: string) {
  const dripping = (name: string, text: string) => new RawClient(name, url, text).drip('x');
  const body = (line: string, lines: string[]) => dripping(`body to ${line}`, request(url, line, lines, '{'));
  const { token } = await newPerson(url);
  const session = await openPolling(url);
  expect(await connectPolling(url, session, token)).toContain('40{');
  // Sessions that never say who they are: no connection to be hung up, but something to be forgotten.
  await Promise.all(several(20, () => openPolling(url)));

  return {
    headers: several(300, (n) => {
      const target = n % 3 === 0 ? upgrade(url, ENGINE) : request(url, 'GET / ', ['Accept: */*']);
      return new RawClient(`header ${n}`, url, target.replace(/\r\n$/, '')).drip('X-More: 1\r\n', 1_000);
    }),
    silent: several(100, (n) => new RawClient(`silent ${n}`, url)),
    idle: several(20, (n) => new RawClient(`kept alive ${n}`, url, request(url, 'GET /healthz'))),
    bodies: several(10, () => [
      body('POST /sign-in', [FORM, LONG]),
      body('POST /api/auth/callback/credentials', [FORM, LONG]),
      body('POST /api/auth/signout', [FORM, LONG]),
      body('POST /api/v1/posts', [JSON_TYPE, LONG, `Authorization: Bearer ${token}`]),
      body('POST /api/v1/auth/token', [JSON_TYPE, LONG]),
      body('POST /api/v1/auth/token', [JSON_TYPE, 'Expect: 100-continue', LONG]),
      body('POST /healthz', [LONG]),
      body(`POST ${ENGINE.replace('websocket', 'polling')}`, [LONG]),
      body('GET /favicon.ico', [LONG]),
      body('GET /healthz', [LONG]),
    ]).flat(),
    chunks: several(10, () =>
      new RawClient(
        'chunked body',
        url,
        request(url, 'POST /api/v1/auth/token', [JSON_TYPE, 'Transfer-Encoding: chunked']),
      ).drip('1\r\nx\r\n'),
    ),
    // It polls, and so is pinged; the pong would have to come behind a body that does not end.
    polling: [
      new RawClient('poll', url, request(url, `GET ${session}`)),
      body(`POST ${session}`, ['Content-Type: text/plain', LONG]),
    ],
    nameless: several(50, (n) => new RawWebSocket(`session ${n} that says not who`, url).answerPings()),
    elsewhere: several(10, (n) => {
      const client = new RawWebSocket(`asks for a room that is not there ${n}`, url).answerPings();
      void client.heard(/^0/).then(() => client.send('40/admin,'));
      return client;
    }),
    deaf: await Promise.all(
      several(10, async (n) => {
        const client = new RawWebSocket(`deaf ${n}`, url);
        expect(await client.connect({ token })).toBe('connected');
        return client;
      }),
    ),
  };
}

test('a header now and then, nothing at all, or nothing more: hung up', async () => {
  expect(await allHungUp([...slow.headers, ...slow.silent, ...slow.idle], PATIENCE_MS)).toBeGreaterThan(
    5_000,
  );
  expect(new Set(slow.headers.map(({ status }) => status))).toEqual(new Set([408]));
});

test('a body a byte at a time, to pages, next-auth, the API and Socket.IO: hung up', async () => {
  await allHungUp([...slow.bodies, ...slow.chunks, ...slow.polling], PATIENCE_MS);
});

test('the API says that a body came too slowly', () => {
  const late = [...slow.chunks, ...slow.bodies.filter(({ name }) => name.endsWith('/auth/token'))];
  for (const { received } of late) {
    expect(received).toMatch(/HTTP\/1\.1 408 [^]*application\/problem\+json[^]*"code":"bodyTooSlow"/);
  }
});

test('a session that never says who it is, and one that answers nothing: hung up', async () => {
  await allHungUp([...slow.nameless, ...slow.elsewhere, ...slow.deaf], PATIENCE_MS);
});

test('many requests in one packet: the first may be answered, and the connection goes', async () => {
  const pages = several(
    5,
    (n) => new RawClient(`pages ${n}`, server.url, request(server.url, 'GET /').repeat(300)),
  );
  await allHungUp(pages, 4_000);
});

test('all the while a comment arrived in time, and of the attack nothing is left', async () => {
  const attacked = await witness.end();
  console.log(`before: ${figures(calm)}\nunder attack: ${figures(attacked)}`);
  await vi.waitFor(async () => expect(await openSessions(server.url)).toBe(0), { timeout: 10_000 });
  if (filesBefore !== undefined) {
    // The database may have been given a few more connections.
    const most = filesBefore + 20;
    await vi.waitFor(() => expect(openFiles(server.pid)).toBeLessThanOrEqual(most), {
      timeout: 10_000,
      interval: 50,
    });
    console.log(`open files: ${filesBefore} before, ${openFiles(server.pid)} after`);
  }
});

test('a stop does not wait for clients that dawdle', async () => {
  const { url } = server;
  const dawdling = [
    new RawClient('silent', url),
    new RawClient('header', url, 'GET / HTTP/1.1\r\n').drip('X-More: 1\r\n'),
    new RawClient('page', url, request(url, 'POST /sign-in', [FORM, LONG], '{')).drip('x'),
    new RawClient('call', url, request(url, 'POST /api/v1/auth/token', [JSON_TYPE, LONG], '{')).drip('x'),
  ];
  const session = new RawWebSocket('session', url);
  await session.heard(/^0/);
  const from = Date.now();
  expect(await server.stop()).toBe(0);
  console.log(`stopped after ${Date.now() - from} ms`);
  await allHungUp([...dawdling, session], 1_000);
  expect(server.output()).not.toMatch(/"level":"(warn|error|fatal)"/);
});
