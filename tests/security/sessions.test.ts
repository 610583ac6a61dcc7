import mongoose from 'mongoose';
import jwt from 'next-auth/jwt';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findEmbeddedDatabase } from '@/lib/db/embedded';
import { callAction } from '@/tests/support/action-caller';
import { call, Device, newPerson, PASSWORD, type Person, refusalOf } from '@/tests/support/person';
import { PlainBrowser } from '@/tests/support/plain-form';
import { startServer, type TestServer } from '@/tests/support/server';
import { TEST_SECRET } from '@/tests/support/session';

const DAY_SECONDS = 24 * 3600;
const NAME = 'next-auth.session-token';

let server: TestServer;

beforeAll(async () => {
  server = await startServer('built', { AUTH_SECRET: TEST_SECRET });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

/** Of somebody signed in: a browser, a bearer token, a socket token, and what each of them opens. */
async function signedIn() {
  const person = await newPerson(server.url);
  const browser = new PlainBrowser(server.url);
  await browser.submit('/sign-in', { name: person.user.name, password: PASSWORD });
  const { token: socketToken } = await call<{ token: string }>(server.url, 'POST', '/ws/token', undefined, {
    cookie: browser.cookie,
  });
  return { person, browser, cookie: browser.cookie, socketToken };
}

const isRefused = (headers: Record<string, string>) =>
  expect(call(server.url, 'GET', '/notifications', undefined, headers)).rejects.toThrow(/: 401 /);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const pageOf = async (cookie: string) =>
  (await fetch(`${server.url}/notifications`, { headers: { cookie }, redirect: 'manual' })).status;

/** Waits until all are hung up. @returns milliseconds */
async function hungUp(devices: Device[]): Promise<number> {
  const from = performance.now();
  await Promise.all(
    devices.map(({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve))),
  );
  return performance.now() - from;
}

test('a session that was signed out is over for every copy of its cookie, and for what was made of it', async () => {
  const { person, cookie, socketToken } = await signedIn();
  const device = await Device.open(server.url, { extraHeaders: { cookie } });
  const ended = hungUp([device]);
  const answer = await callAction(server.url, 'signOut', {}, { cookie });
  expect(answer.cookies.join()).toMatch(new RegExp(`${NAME}=;.*Max-Age=0`));
  await ended;
  await isRefused({ cookie });
  await expect(call(server.url, 'POST', '/ws/token', undefined, { cookie })).rejects.toThrow(/: 401 /);
  expect(await pageOf(cookie)).toBe(307);
  expect((await callAction(server.url, 'writePost', { title: 'x', body: 'y' }, { cookie })).redirect).toMatch(
    /^\/sign-in/,
  );
  expect(await refusalOf(server.url, { extraHeaders: { cookie } })).toBe('unauthenticated');
  expect(await refusalOf(server.url, { auth: { token: socketToken } })).toBe('unauthenticated');
  // Another session of the same person goes on.
  await person.call('GET', '/notifications');
});

test('next-auth’s own sign-out ends a session the same way', async () => {
  const { cookie } = await signedIn();
  const csrf = await fetch(`${server.url}/api/auth/csrf`, { headers: { cookie } });
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const ownCookie = csrf.headers.getSetCookie().map((line) => line.split(';')[0]);
  await fetch(`${server.url}/api/auth/signout`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: [cookie, ...ownCookie].join('; '), origin: server.url },
    body: new URLSearchParams({ csrfToken }),
  });
  await isRefused({ cookie });
});

test('signing out again with a cookie that is over pushes no other one off the list', async () => {
  const { person, cookie } = await signedIn();
  for (let n = 0; n < 3; n++) await callAction(server.url, 'signOut', {}, { cookie });
  const stale = await cookieOf(person, { iat: nowSeconds(), since: nowSeconds(), ver: 7 });
  await callAction(server.url, 'signOut', {}, { cookie: stale });
  expect(await endedSessionsOf(person)).toEqual([(await claimsOf(cookie))?.sid]);
});

test('a bearer token can be given back', async () => {
  const { person, cookie } = await signedIn();
  await person.call('POST', '/auth/sign-out');
  await isRefused(bearer(person.token));
  expect(await refusalOf(server.url, { auth: { token: person.token } })).toBe('unauthenticated');
  expect(await pageOf(cookie)).toBe(200);
});

test('signing out everywhere ends every session and token, and hangs up all sockets', async () => {
  const { person, cookie, browser, socketToken } = await signedIn();
  const devices = await Promise.all(
    [{ extraHeaders: { cookie } }, { auth: { token: person.token } }, { auth: { token: socketToken } }].map(
      (options) => Device.open(server.url, options),
    ),
  );
  const stranger = await (await newPerson(server.url)).device();
  const ended = hungUp(devices);
  const answer = await callAction(server.url, 'submitSignOutEverywhere', {}, { cookie });
  expect(answer.redirect).toBe('/sign-in');
  console.log(`signed out everywhere: ${devices.length} sockets hung up after ${Math.round(await ended)} ms`);
  await isRefused({ cookie });
  await isRefused(bearer(person.token));
  expect(await refusalOf(server.url, { auth: { token: socketToken } })).toBe('unauthenticated');
  expect(await pageOf(cookie)).toBe(307);
  expect(stranger.socket.connected).toBe(true);
  stranger.close();
  await browser.submit('/sign-in', { name: person.user.name, password: PASSWORD });
  expect(await pageOf(browser.cookie)).toBe(200);
});

test('the shared people of the demo cannot be signed out of everywhere by one who tries it', async () => {
  const lan = { name: 'lan', password: 'tingting' };
  const { token } = await call<{ token: string }>(server.url, 'POST', '/auth/token', lan);
  const everywhere = call(server.url, 'POST', '/auth/sign-out-everywhere', undefined, bearer(token));
  await expect(everywhere).rejects.toThrow(/403.*demoShared/);
  await call(server.url, 'GET', '/notifications', undefined, bearer(token));
});

test('signing in is a new session, and the one before on that browser is over', async () => {
  const { person, browser, cookie } = await signedIn();
  await browser.submit('/sign-in', { name: person.user.name, password: PASSWORD });
  expect(browser.cookie).not.toBe(cookie);
  const [before, after] = await Promise.all([claimsOf(cookie), claimsOf(browser.cookie)]);
  expect(after?.sid).not.toBe(before?.sid);
  await isRefused({ cookie });
  expect(await pageOf(browser.cookie)).toBe(200);
});

test('a session that is used is renewed once a day, with the same id; one that is older than 180 days is over', async () => {
  const { person } = await signedIn();
  const now = Math.floor(Date.now() / 1000);
  const young = await cookieOf(person, { iat: now - 3_600, since: now - 3_600 });
  expect(await renewal(young)).toBeUndefined();
  const used = await cookieOf(person, { iat: now - 2 * DAY_SECONDS, since: now - 40 * DAY_SECONDS });
  const renewed = await renewal(used);
  expect(renewed).toMatch(/HttpOnly.*SameSite=lax/i);
  const [before, after] = await Promise.all([claimsOf(used), claimsOf(renewed?.split(';')[0] ?? '')]);
  expect(after).toMatchObject({ sid: before?.sid, ver: 0, since: before?.since });
  expect(Number(after?.exp) - now).toBeGreaterThan(29 * DAY_SECONDS);
  const old = await cookieOf(person, { iat: now - 2 * DAY_SECONDS, since: now - 181 * DAY_SECONDS });
  await isRefused({ cookie: old });
  expect(await renewal(old)).toBeUndefined();
});

test('each kind of token is refused where another belongs', async () => {
  const { person, cookie, socketToken } = await signedIn();
  const session = cookie.slice(NAME.length + 1);
  for (const token of [session, person.token])
    await isRefused({ cookie: `${NAME}=${socketToken}; x=${token}` });
  await isRefused({ cookie: `${NAME}=${person.token}` });
  await isRefused(bearer(session));
  await isRefused(bearer(socketToken));
  expect(await refusalOf(server.url, { auth: { token: session } })).toBe('unauthenticated');
  expect(await refusalOf(server.url, { extraHeaders: { cookie: `${NAME}=${socketToken}` } })).toBe(
    'unauthenticated',
  );
  // Encrypted with the right key, and made for something else.
  const claims = { sub: person.user.id, sid: 's', aud: 'socket' };
  await isRefused({ cookie: `${NAME}=${await jwt.encode({ token: claims, secret: TEST_SECRET })}` });
});

test('the cookie is out of reach of scripts and of other sites’ requests', async () => {
  const { person } = await signedIn();
  const [here] = (await callAction(server.url, 'signIn', credentials(person))).cookies;
  expect(here).toMatch(/^next-auth\.session-token=.*Path=\/;.*HttpOnly; SameSite=lax$/i);
  expect(here).not.toMatch(/Secure|Domain/i);
});

const credentials = ({ user }: Person) => ({ name: user.name, password: PASSWORD, next: '/' });

/** A session of somebody as it was made at a time: seconds since 1970. */
async function cookieOf(
  { user }: Person,
  { iat, since, ver = 0 }: { iat: number; since: number; ver?: number },
): Promise<string> {
  vi.useFakeTimers({ toFake: ['Date'], now: iat * 1000 });
  const token = { aud: 'session', sub: user.id, sid: crypto.randomUUID(), ver, since };
  const made = await jwt.encode({ token, secret: TEST_SECRET, maxAge: 30 * DAY_SECONDS });
  vi.useRealTimers();
  return `${NAME}=${made}`;
}

const nowSeconds = () => Math.floor(Date.now() / 1000);

async function endedSessionsOf({ user }: Person): Promise<unknown> {
  const uri = await findEmbeddedDatabase(server.dataDir);
  const connection = await mongoose.createConnection(uri ?? '', { dbName: 'tingting' }).asPromise();
  const found = await connection.collection('users').findOne({ name: user.name });
  await connection.close();
  return found?.endedSessions;
}

function claimsOf(cookie: string) {
  return jwt.decode({ token: cookie.slice(cookie.indexOf('=') + 1), secret: TEST_SECRET });
}

async function renewal(cookie: string): Promise<string | undefined> {
  const { headers } = await fetch(server.url, { headers: { cookie } });
  return headers.getSetCookie().find((line) => line.startsWith(NAME));
}
