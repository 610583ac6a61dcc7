import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import jwt from 'next-auth/jwt';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '@/lib/db/embedded';
import { call, Device, newPerson, PASSWORD, type Person, refusalOf } from '@/tests/support/person';
import { PlainBrowser } from '@/tests/support/plain-form';
import { startServer, type TestServer } from '@/tests/support/server';

const SECRET = 'a secret of forty characters for tests..';
const NEW_PASSWORD = 'battery staple';
const CHANGE = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
// Each page also carries all messages, so only markup tells what is shown.
const SIGNED_IN = 'aria-label="Account menu"';
const UNAUTHORIZED = /: 401 .*signInFirst/;

let dataDir: string;
let database: EmbeddedDatabase;
let stored: mongoose.Connection;
let server: TestServer;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tingting-db-'));
  database = await startEmbeddedDatabase({ dataDir });
  stored = await mongoose.createConnection(database.uri, { dbName: 'tingting' }).asPromise();
  server = await startServer('built', { AUTH_SECRET: SECRET, MONGODB_URI: database.uri, DEMO: 'on' });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await stored.close();
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

test('a new password ends every session, token and socket but the browser that chose it', async () => {
  const person = await newPerson(server.url);
  const [here, elsewhere] = await Promise.all([browserOf(person), browserOf(person)]);
  const oldCookie = elsewhere.cookie;
  const [socketToken, beforeVersions] = await Promise.all([
    person.call<{ token: string }>('POST', '/ws/token').then(({ token }) => token),
    // As tokens were before they carried a version.
    jwt.encode({ token: { sub: person.user.id, sid: 's' }, secret: SECRET, salt: 'tingting-api' }),
  ]);
  const before = readSession(here);
  const devices = await Promise.all(
    [
      { auth: { token: person.token } },
      { auth: { token: socketToken } },
      { auth: { token: beforeVersions } },
      { extraHeaders: { cookie: oldCookie } },
      { extraHeaders: { cookie: here.cookie } },
    ].map((options) => Device.open(server.url, options)),
  );

  const hungUp = timeToHangUp(devices);
  const changed = await here.submit('/account', CHANGE);
  expect(changed.html).toMatch(/role="status"><p[^>]*>Your password is changed\./);
  expect(changed.html).toContain(SIGNED_IN);
  console.log(`changed: ${devices.length} sockets hung up after ${await hungUp} ms`);

  expect(await here.open('/account')).toContain(SIGNED_IN);
  const after = await readSession(here);
  expect(after).toMatchObject({ sid: (await before)?.sid, ver: 1 });
  (await Device.open(server.url, { extraHeaders: { cookie: here.cookie } })).close();

  expect(await elsewhere.open('/')).not.toContain(SIGNED_IN);
  const oldHeaders: Record<string, string>[] = [
    { cookie: oldCookie },
    { authorization: `Bearer ${person.token}` },
    { authorization: `Bearer ${socketToken}` },
    { authorization: `Bearer ${beforeVersions}` },
  ];
  for (const headers of oldHeaders) {
    await expect(call(server.url, 'GET', '/notifications', undefined, headers)).rejects.toThrow(UNAUTHORIZED);
    await expect(call(server.url, 'POST', '/ws/token', undefined, headers)).rejects.toThrow(UNAUTHORIZED);
  }
  for (const options of [
    { auth: { token: person.token } },
    { auth: { token: socketToken } },
    { auth: { token: beforeVersions } },
    { extraHeaders: { cookie: oldCookie } },
  ]) {
    expect(await refusalOf(server.url, options)).toBe('unauthenticated');
  }
  const own = await fetch(`${server.url}/api/auth/session`, { headers: { cookie: oldCookie } });
  expect(await own.json()).toEqual({});

  const { name } = person.user;
  await expect(call(server.url, 'POST', '/auth/token', { name, password: PASSWORD })).rejects.toThrow(/401/);
  const again = await call(server.url, 'POST', '/auth/token', { name, password: NEW_PASSWORD });
  expect(again.user).toEqual(person.user);
});

test('a script changes the password and goes on with the token it is given', async () => {
  const person = await newPerson(server.url);
  const devices = await Promise.all([person.device(), person.device()]);
  const hungUp = timeToHangUp(devices);
  const fresh = await person.call('PUT', '/account/password', {
    current_password: PASSWORD,
    new_password: NEW_PASSWORD,
  });
  await hungUp;
  expect(Object.keys(fresh)).toEqual(['token', 'expires_at']);
  await expect(person.call('GET', '/notifications')).rejects.toThrow(UNAUTHORIZED);
  const headers = { authorization: `Bearer ${fresh.token as string}` };
  await call(server.url, 'GET', '/notifications', undefined, headers);
  (await Device.open(server.url, { auth: { token: fresh.token } })).close();
});

test('of two changes at once, one wins', async () => {
  const person = await newPerson(server.url);
  const bodies = ['the first one', 'the second one'].map((password) => ({
    current_password: PASSWORD,
    new_password: password,
  }));
  const answers = await Promise.allSettled(
    bodies.map((body) => person.call('PUT', '/account/password', body)),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a wrong password changes nothing and is not said back', async () => {
  const person = await newPerson(server.url);
  const device = await person.device();
  const browser = await browserOf(person);
  const change = { current_password: 'not this one', new_password: NEW_PASSWORD };
  await expect(person.call('PUT', '/account/password', change)).rejects.toThrow(/403 .*passwordWrong/);
  await expect(person.call('DELETE', '/account', { password: 'nor this' })).rejects.toThrow(
    /403 .*passwordWrong/,
  );
  const short = { current_password: PASSWORD, new_password: 'short' };
  await expect(person.call('PUT', '/account/password', short)).rejects.toThrow(/400 .*new_password/);

  const typed = { currentPassword: 'not this one', newPassword: NEW_PASSWORD };
  const { html } = await browser.submit('/account', typed);
  expect(html).toMatch(/id="currentPassword-error"[^>]*>This is not your current password/);
  for (const secret of Object.values(typed)) expect(html).not.toContain(secret);
  const refused = await browser.submit('/account', { password: 'nor this' });
  expect(refused.html).toMatch(/id="password-error"[^>]*>This is not your current password/);
  expect(refused.html).not.toContain('nor this');

  await person.call('GET', '/notifications');
  expect(device.socket.connected).toBe(true);
  device.close();
});

test('a deleted account is gone with its notifications; what it wrote stays without a name', async () => {
  const [person, other] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const browser = await browserOf(person);
  const postId = await person.post();
  await person.comment(postId, 'this stays');
  await other.comment(postId, 'for you');
  const devices = await Promise.all([
    person.device(),
    Device.open(server.url, { extraHeaders: { cookie: browser.cookie } }),
  ]);
  await until(async () => expect(await leftOf(person)).toEqual({ notifications: 1, inboxes: 1 }));
  const oldCookie = browser.cookie;

  const hungUp = timeToHangUp(devices);
  expect((await browser.submit('/account', { password: PASSWORD })).status).toBe(303);
  console.log(`deleted: ${devices.length} sockets hung up after ${await hungUp} ms`);

  expect(browser.cookie).not.toMatch(/session-token=\w/);
  expect(await leftOf(person)).toEqual({ notifications: 0, inboxes: 0 });
  await expect(person.call('DELETE', '/account', { password: PASSWORD })).rejects.toThrow(UNAUTHORIZED);
  expect(await refusalOf(server.url, { auth: { token: person.token } })).toBe('unauthenticated');
  expect(await refusalOf(server.url, { extraHeaders: { cookie: oldCookie } })).toBe('unauthenticated');

  const { name } = person.user;
  await expect(call(server.url, 'POST', '/auth/token', { name, password: PASSWORD })).rejects.toThrow(/401/);
  const { user } = await call<Pick<Person, 'user'>>(server.url, 'POST', '/auth/register', {
    name,
    password: NEW_PASSWORD,
  });
  expect(user.id).not.toBe(person.user.id);

  const { id } = await other.comment(postId, 'is anybody here?');
  await until(async () =>
    expect(
      await stored.collection('comments').findOne({ _id: new mongoose.Types.ObjectId(id) }),
    ).toMatchObject({
      outbox: { state: 'done' },
    }),
  );
  const page = await call<{ items: { body: string; author: { display_name: string } }[] }>(
    server.url,
    'GET',
    `/posts/${postId}/comments`,
  );
  expect(page.items.map(({ body, author }) => [body, author.display_name])).toEqual([
    ['this stays', '—'],
    ['for you', other.user.display_name],
    ['is anybody here?', other.user.display_name],
  ]);
});

test('deleting twice at once is deleting once', async () => {
  const person = await newPerson(server.url);
  await Promise.all([1, 2].map(() => person.call('DELETE', '/account', { password: PASSWORD })));
  await expect(person.call('GET', '/notifications')).rejects.toThrow(UNAUTHORIZED);
});

test('the people of the demo cannot be changed or deleted', async () => {
  const account = { name: 'lan', password: 'tingting' };
  const { token } = await call<{ token: string }>(server.url, 'POST', '/auth/token', account);
  const headers = { authorization: `Bearer ${token}` };
  const change = { current_password: 'tingting', new_password: NEW_PASSWORD };
  await expect(call(server.url, 'PUT', '/account/password', change, headers)).rejects.toThrow(
    /403 .*Everybody who tries the demo/,
  );
  await expect(call(server.url, 'DELETE', '/account', { password: 'tingting' }, headers)).rejects.toThrow(
    /403 .*demoShared/,
  );
  await call(server.url, 'POST', '/auth/token', account);

  const browser = new PlainBrowser(server.url);
  await browser.submit('/sign-in', account);
  const html = await browser.open('/account');
  expect(html).toContain('>Everybody who tries the demo shares this person.');
  expect(html).not.toContain('type="password"');
});

test('the account page is for people who are signed in', async () => {
  const answer = await fetch(`${server.url}/account`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([307, '/sign-in?next=/account']);
});

test('both calls are in the description of the API, and the log is quiet', async () => {
  const { paths } = await call<{ paths: Record<string, object> }>(server.url, 'GET', '/openapi.json');
  expect(paths['/account/password']).toHaveProperty('put.requestBody');
  expect(paths['/account']).toHaveProperty('delete.responses.204');
  expect(server.output()).not.toMatch(/"level":"(warn|error|fatal)"/);
  for (const secret of [PASSWORD, NEW_PASSWORD]) expect(server.output()).not.toContain(secret);
});

async function browserOf(person: Person): Promise<PlainBrowser> {
  const browser = new PlainBrowser(server.url);
  await browser.submit('/sign-in', { name: person.user.name, password: PASSWORD });
  return browser;
}

/** @returns milliseconds from now until the server has hung up the last of them */
async function timeToHangUp(devices: Device[]): Promise<number> {
  const start = performance.now();
  const reasons = await Promise.all(
    devices.map(({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve))),
  );
  expect(reasons).toEqual(devices.map(() => 'io server disconnect'));
  return Math.round(performance.now() - start);
}

function readSession(browser: PlainBrowser) {
  const token = /session-token=([^;]+)/.exec(browser.cookie)?.[1];
  return jwt.decode({ token, secret: SECRET });
}

async function leftOf({ user }: Person): Promise<{ notifications: number; inboxes: number }> {
  const id = new mongoose.Types.ObjectId(user.id);
  const [notifications, inboxes] = await Promise.all([
    stored.collection('notifications').countDocuments({ recipient: id }),
    stored.collection('inboxes').countDocuments({ _id: id }),
  ]);
  return { notifications, inboxes };
}
