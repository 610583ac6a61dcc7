import { afterAll, beforeAll, expect, test } from 'vitest';
import { allHungUp, RawClient, request, several, statusOf } from '@/tests/security/support/raw-client';
import { ENGINE, upgrade } from '@/tests/security/support/raw-websocket';
import { figures, Witness } from '@/tests/security/support/witness';
import { startServer, type TestServer } from '@/tests/support/server';

/** Past 64 KB, of which the first part is sent at once. */
const TOO_MUCH = 70_000;
const CHUNKED = 'Transfer-Encoding: chunked';
const POLLING = ENGINE.replace('websocket', 'polling');

let server: TestServer;
let witness: Witness;

beforeAll(async () => {
  server = await startServer('built');
  witness = await Witness.open(server.url);
  await fetch(`${server.url}/sign-in`);
  console.log(`before: ${figures(await witness.comments(20))}`);
  witness.begin();
});
afterAll(async () => {
  console.log(`meanwhile: ${figures(await witness.end())}`);
  expect(await server.stop()).toBe(0);
  expect(server.output()).not.toMatch(/"level":"(warn|error|fatal)"/);
  // Nothing that Next had to say either.
  expect(server.output()).not.toMatch(/error/i);
});

const send = (line: string, lines: string[] = [], body = '') =>
  new RawClient(line, server.url, request(server.url, line, lines, body));

test.each([
  ['a header past 16 KB', 431, 'GET /sign-in', [`X-Long: ${'a'.repeat(17_000)}`]],
  ['an address past 16 KB', 431, `GET /${'a'.repeat(80_000)}`, []],
  ['a thousand headers', 200, 'GET /sign-in', several(1_000, (n) => `x${n}: 1`)],
  ['a length that is no number of bytes', 400, 'POST /sign-in', ['Content-Length: 99999999999999999999999']],
  ['a length below zero', 400, 'POST /sign-in', ['Content-Length: -1']],
  ['two lengths', 400, 'POST /sign-in', ['Content-Length: 5', 'Content-Length: 6']],
  ['a length and chunks', 400, 'POST /sign-in', ['Content-Length: 5', CHUNKED]],
  ['a body of a terabyte', 413, 'POST /sign-in', ['Content-Length: 1000000000000']],
  ['a body past 64 KB to a page', 413, 'POST /', [`Content-Length: ${TOO_MUCH}`]],
  ['a body past 64 KB to next-auth', 413, 'POST /api/auth/signout', [`Content-Length: ${TOO_MUCH}`]],
  ['a body past 64 KB with a GET of a page', 413, 'GET /', [`Content-Length: ${TOO_MUCH}`]],
  ['a body past 64 KB with a GET of the API', 413, 'GET /healthz', [`Content-Length: ${TOO_MUCH}`]],
  ['a page in chunks', 411, 'POST /sign-in', [CHUNKED]],
  ['a GET in chunks', 411, 'GET /', [CHUNKED]],
  ['an expectation that nobody knows', 417, 'POST /sign-in', ['Expect: everything', 'Content-Length: 1']],
  ['TRACE, which would show cookies to scripts', 405, 'TRACE /', ['Cookie: secret=1']],
  ['what no page is asked', 405, 'DELETE /', []],
  ['polling with a body and no session', 400, `POST ${POLLING}`, [`Content-Length: ${TOO_MUCH}`]],
])('%s: %i', async (_, status, line, lines) => {
  const client = send(line, lines);
  expect(await statusOf(client)).toBe(status);
  expect(client.received).not.toContain('secret');
});

test.each([
  ['announced', [`Content-Length: ${TOO_MUCH}`], 'a'.repeat(TOO_MUCH)],
  ['announced and never sent', [`Content-Length: ${TOO_MUCH}`], ''],
  ['in chunks', [CHUNKED], `${TOO_MUCH.toString(16)}\r\n${'a'.repeat(TOO_MUCH)}\r\n`],
])(
  'a body past 64 KB to the API, %s: a problem, and whoever goes on sending is hung up',
  async (_, lines, body) => {
    const client = send('POST /api/v1/auth/token', ['Content-Type: application/json', ...lines], body);
    client.drip('a'.repeat(1_000), 50);
    expect(await statusOf(client)).toBe(413);
    await allHungUp([client], 5_000);
    expect(client.received).toContain('application/problem+json');
    expect(client.received).toContain('bodyTooLarge');
  },
);

test('whoever was refused and goes on sending is hung up', async () => {
  const lines = [`Content-Length: ${10 * TOO_MUCH}`];
  const clients = ['POST /sign-in', 'GET /', 'GET /healthz', 'POST /healthz', `POST ${POLLING}`].map((line) =>
    send(line, lines).drip('a'.repeat(1_000), 50),
  );
  await allHungUp(clients, 5_000);
});

test.each([
  '/',
  '/ws',
  '/_next/hmr',
  '/_next/webpack-hmr',
  '/socket.io/?EIO=4&transport=websocket',
  '/api/v1/posts',
  ENGINE.replace('/?', '/../x?'),
  ENGINE.replace('/?', 'x/?'),
  `/posts/..${ENGINE}`,
  `//elsewhere${ENGINE}`,
  `http://elsewhere.example${ENGINE}`,
  'http://[',
  '//[',
  '*',
  '%',
])('a WebSocket to %s is hung up without a word', async (target) => {
  const client = new RawClient(target, server.url, upgrade(server.url, target));
  await allHungUp([client], 5_000);
  // What is no address at all is refused by the parser.
  expect(['', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n']).toContain(client.received);
});

test.each([
  [
    'CONNECT, which would make a proxy of it',
    'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n',
  ],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['TLS', '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03'],
  ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
  ['HTTP/1.0 without a host', 'GET /healthz HTTP/1.0\r\n\r\n'],
  ['another protocol', 'EHLO example.com\r\n'],
])('%s is hung up', async (_, text) => {
  const client = new RawClient(text, server.url, text);
  await allHungUp([client], 5_000);
  expect([0, 400]).toContain(client.status);
});
