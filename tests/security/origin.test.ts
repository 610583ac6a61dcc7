import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionsOfBuild, callAction } from '@/tests/support/action-caller';
import { Device, newPerson, type Person, refusalOf } from '@/tests/support/person';
import { freePort, startServer, type TestServer } from '@/tests/support/server';
import { sessionCookie, TEST_SECRET } from '@/tests/support/session';

/** A page of another program of this machine: browsers send it our cookies, whatever SameSite says. */
const NEIGHBOUR = 'http://127.0.0.1:9';
const FRIEND = 'https://friend.example';
const FOREIGN = ['https://evil.example', NEIGHBOUR, 'null', 'http://127.0.0.1.evil.example'];
const TRANSPORTS = ['polling', 'websocket'] as const;

let server: TestServer;
let person: Person;
let cookie: string;

beforeAll(async () => {
  server = await startServer('built', { AUTH_SECRET: TEST_SECRET, CORS_ORIGINS: FRIEND });
  person = await newPerson(server.url);
  const { name, value } = await sessionCookie(server.url, person.user.id);
  cookie = `${name}=${value}`;
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

const open = async (
  transport: (typeof TRANSPORTS)[number],
  extraHeaders: Record<string, string>,
  auth = {},
) => (await Device.open(server.url, { transports: [transport], extraHeaders, auth })).close();

for (const transport of TRANSPORTS) {
  test(`${transport}: a foreign page’s socket is refused, with a cookie, with a token, and with neither`, async () => {
    const refused = (extraHeaders: Record<string, string>, auth = {}) =>
      refusalOf(server.url, { transports: [transport], extraHeaders, auth });
    for (const origin of FOREIGN) {
      expect(await refused({ origin, cookie }), origin).toBe('forbidden_origin');
      expect(await refused({ origin }, { token: person.token }), origin).toBe('forbidden_origin');
      expect(await refused({ origin }), origin).toBe('forbidden_origin');
    }
    for (const site of ['cross-site', 'same-site']) {
      expect(await refused({ 'sec-fetch-site': site, cookie }), site).toBe('forbidden_origin');
    }
  });

  test(`${transport}: own pages come in by cookie, scripts by a token without an origin`, async () => {
    await open(transport, { origin: server.url, cookie });
    await open(transport, { 'sec-fetch-site': 'same-origin', cookie });
    await open(transport, {}, { token: person.token });
  });

  test(`${transport}: an opened origin comes in by its token, never by the cookie that is sent along`, async () => {
    await open(transport, { origin: FRIEND }, { token: person.token });
    const byCookie = { transports: [transport], extraHeaders: { origin: FRIEND, cookie } };
    expect(await refusalOf(server.url, byCookie)).toBe('unauthenticated');
  });
}

const write = (headers: Record<string, string>, body: string | object = { title: 'x', body: 'y' }) =>
  fetch(`${server.url}/api/v1/posts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test('REST by cookie refuses what another site’s page sends, also as a plain form', async () => {
  const before = await posts();
  for (const origin of [...FOREIGN, FRIEND]) {
    expect((await write({ origin, cookie })).status, origin).toBe(403);
    const plain = { origin, cookie, 'content-type': 'text/plain' };
    expect((await write(plain, '{"title":"x","body":"y"}')).status, origin).toBe(403);
  }
  expect((await write({ 'sec-fetch-site': 'cross-site', cookie })).status).toBe(403);
  const register = await fetch(`${server.url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: NEIGHBOUR },
    body: JSON.stringify({ name: 'somebody', password: 'correct horse' }),
  });
  expect(register.status).toBe(403);
  expect(await posts()).toBe(before);
  expect((await write({ origin: server.url, cookie })).status).toBe(201);
  expect((await write({ cookie })).status).toBe(201);
});

test('a bearer token needs no cookie, and no other page may read the answer unless its origin was opened', async () => {
  const authorization = `Bearer ${person.token}`;
  const foreign = await write({ origin: NEIGHBOUR, authorization });
  expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([201, null]);
  const preflight = (origin: string) =>
    fetch(`${server.url}/api/v1/posts`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
  expect((await preflight(NEIGHBOUR)).headers.get('access-control-allow-origin')).toBeNull();
  const opened = await preflight(FRIEND);
  expect(opened.headers.get('access-control-allow-origin')).toBe(FRIEND);
  expect(opened.headers.get('access-control-allow-credentials')).toBeNull();
  const friendly = await write({ origin: FRIEND, authorization });
  expect([friendly.status, friendly.headers.get('access-control-allow-origin')]).toEqual([201, FRIEND]);
});

test('server actions and next-auth refuse what another site’s page sends', async () => {
  const before = await posts();
  const fields = { title: 'forged', body: 'forged' };
  for (const origin of [...FOREIGN, FRIEND]) {
    expect((await callAction(server.url, 'writePost', fields, { cookie, origin })).status, origin).toBe(403);
    // What a page of that origin would need to be believed: a proxy's headers that anybody can write.
    const host = URL.canParse(origin) ? new URL(origin).host : 'evil.example';
    const forwarded = { cookie, origin, 'x-forwarded-host': host, 'x-forwarded-proto': 'https' };
    expect((await callAction(server.url, 'writePost', fields, forwarded)).status, origin).toBe(403);
    const signOut = await fetch(`${server.url}/api/auth/signout`, {
      method: 'POST',
      headers: { cookie, origin },
      body: new URLSearchParams({ csrfToken: 'x' }),
    });
    expect(signOut.status, origin).toBe(403);
  }
  const form = new FormData();
  form.append(`$ACTION_ID_${actionsOfBuild().get('signOut')?.id}`, '');
  const plain = await fetch(server.url, {
    method: 'POST',
    headers: { cookie, origin: NEIGHBOUR },
    body: form,
  });
  expect(plain.status).toBe(403);
  expect(await posts()).toBe(before);
  await person.call('GET', '/notifications');
  expect((await callAction(server.url, 'writePost', fields, { cookie })).redirect).toMatch(/^\/posts\//);
});

test('after signing in one stays on this site, however the way on is spelled', async () => {
  const own = { name: 'lan', password: 'tingting' };
  for (const next of [
    '/.//evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    '/./\\evil.example',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'x',
  ]) {
    expect((await callAction(server.url, 'signIn', { ...own, next })).redirect, next).toBe('/');
    expect((await callAction(server.url, 'signInAsDemo', { name: 'lan', next })).redirect, next).toBe('/');
  }
  const deep = '/posts/x?comment=1#y';
  expect((await callAction(server.url, 'signIn', { ...own, next: deep })).redirect).toBe(deep);
});

test('behind https an action leads on, though the server itself speaks http', async () => {
  const port = await freePort();
  const publicUrl = 'https://board.example';
  const settings = { PORT: String(port), PUBLIC_URL: publicUrl, TRUST_PROXY: 'on', AUTH_SECRET: TEST_SECRET };
  const behind = await startServer('built', settings);
  const inside = `http://127.0.0.1:${port}`;
  const signIn = { name: 'lan', password: 'tingting', next: '/notifications' };
  const answer = await callAction(inside, 'signIn', signIn, { origin: publicUrl, host: 'board.example' });
  expect([answer.status, answer.redirect]).toEqual([200, '/notifications']);
  expect(answer.cookies.join()).toMatch(/__Secure-next-auth\.session-token=.*HttpOnly.*SameSite=lax/i);
  expect(behind.output()).not.toContain('failed to get redirect');
  expect((await callAction(inside, 'signIn', signIn, { origin: inside })).status).toBe(403);
  expect(await behind.stop()).toBe(0);
});

async function posts(): Promise<number> {
  const { items } = await person.call<{ items: object[] }>('GET', '/posts?limit=100');
  return items.length;
}
