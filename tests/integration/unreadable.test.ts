import { once } from 'node:events';
import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SOCKET_PATH } from '@/lib/realtime/events';
import { startServer, type TestServer } from '@/tests/support/server';

let server: TestServer;

beforeAll(async () => {
  server = await startServer('built', { DEMO: 'off' });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

test.each([`/a/..${SOCKET_PATH}/`, `${SOCKET_PATH}//`, '/', '*', 'http://[bad/'])(
  'an upgrade that nobody takes is closed: %s',
  async (path) => {
    expect(
      await statusLineOf(`GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n`),
    ).toBe('');
  },
);

test.each([
  ['GET', '/posts/%E0%A4%A', 400],
  ['GET', '/%ff', 400],
  ['GET', 'http://[bad/', 400],
  ['GET', '/api/v1/../../metrics', 400],
  ['GET', '/api/v1/%2e%2E/%2e./metrics', 400],
  ['GET', '/posts/./x', 400],
  ['OPTIONS', '*', 400],
  ['TRACE', '/', 405],
  ['GET', '/posts/%25', 404],
])('an address or a method that no page can have is refused: %s %s', async (method, path, status) => {
  const line = await statusLineOf(`${method} ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
  expect(line).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test.each([
  ['POST', 'signin/credentials', '{bad', 400],
  ['POST', 'callback/credentials', '{"callbackUrl":{"$gt":""},"csrfToken":[1]}', 302],
  ['GET', 'callback/credentials', undefined, 400],
  ['GET', 'signin?callbackUrl=X()l', undefined, 302],
  ['POST', 'signout?callbackUrl=http://[', '{}', 400],
  ['GET', 'error?error=%E1%BA%BF', undefined, 400],
  ['POST', '_log', '{"level":"error","code":"x","message":"y"}', 404],
])('next-auth is not taken in by what it takes for text: %s %s', async (method, path, body, status) => {
  const answer = await fetch(`${server.url}/api/auth/${path}`, {
    method,
    body,
    redirect: 'manual',
    headers: { ...(body && { 'content-type': 'application/json' }) },
  });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('location') ?? server.url).toMatch(new RegExp(`^(${server.url}|/)`));
});

test('next-auth’s cookies that cannot be read are the caller’s mistake', async () => {
  const cookie = 'next-auth.callback-url=X()l';
  expect((await fetch(`${server.url}/api/auth/csrf`, { headers: { cookie } })).status).toBe(400);

  const answer = await fetch(`${server.url}/api/auth/session`, {
    headers: { cookie: 'next-auth.session-token=forged' },
  });
  expect(await answer.json()).toEqual({});
});

test.each(['constructor', '__proto__', 'toString'])('the docs have no file called %s', async (name) => {
  const answer = await fetch(`${server.url}/api/v1/docs/${name}`);
  expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'notFound' })]);
});

test('whoever hangs up before the body is no error of the server', async () => {
  const head = 'POST /api/v1/auth/token HTTP/1.1\r\nhost: a\r\n';
  const socket = connect(`${head}expect: 100-continue\r\ncontent-length: 100\r\n\r\n`);
  // So the server says that it has begun to read.
  expect(String(await once(socket, 'data'))).toContain('100 Continue');
  socket.end();
  await once(socket, 'close');
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

test('the log has nothing to tell of all that', async () => {
  expect(await server.stop()).toBe(0);
  expect(server.output()).not.toMatch(/"level":"(warn|error|fatal)"|\n\s+at /);
});

function connect(bytes: string): net.Socket {
  const { hostname, port } = new URL(server.url);
  const socket = net.connect(Number(port), hostname, () => socket.write(bytes));
  return socket;
}

/** The first line of what comes back before the connection is closed. */
async function statusLineOf(bytes: string): Promise<string> {
  const socket = connect(bytes);
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  await once(socket, 'close');
  return text.split('\r\n')[0] ?? '';
}
