import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { call, Device, newPerson, refusalOf } from '@/tests/support/person';
import { PlainBrowser } from '@/tests/support/plain-form';
import { startServer, type TestServer } from '@/tests/support/server';
import { PASSWORD } from '@/tests/support/person';
import jwt from 'next-auth/jwt';

const SECRET = 'a secret of forty characters for tests..';
let server: TestServer;

beforeAll(async () => {
  server = await startServer('built', { AUTH_SECRET: SECRET });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

test('a comment reaches every device of the post’s owner, in the shape of the contract', async () => {
  const [owner, writer] = await Promise.all([newPerson(server.url, 'Lan'), newPerson(server.url, 'Minh')]);
  const [phone, laptop] = await Promise.all([owner.device(), owner.device()]);
  expect(phone.inboxes).toEqual([{ revision: 0, unread_count: 0 }]);

  const postId = await owner.post();
  const comment = await writer.comment(postId, 'First!');
  await until(() => expect([phone.notifications.length, laptop.notifications.length]).toEqual([1, 1]));
  expect(phone.notifications[0]).toEqual({
    type: 'NEW_COMMENT',
    data: {
      notification_id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
      sender: { id: writer.user.id, display_name: 'Minh', avatar: null },
      post_id: postId,
      comment_id: comment.id,
      preview: 'First!',
      created_at: comment.created_at,
    },
    inbox: { revision: 1, unread_count: 1 },
  });
  phone.close();
  laptop.close();
});

test('a reply reaches its parent’s author and the owner, each once', async () => {
  const [owner, parent, writer] = await Promise.all([1, 2, 3].map(() => newPerson(server.url)));
  if (!owner || !parent || !writer) throw new Error('three people');
  const [owners, parents] = await Promise.all([owner.device(), parent.device()]);
  const postId = await owner.post();
  const first = await parent.comment(postId, 'one');
  await writer.comment(postId, 'two', first.id);
  await until(() => expect([owners.notifications.length, parents.notifications.length]).toEqual([2, 1]));
  expect(parents.notifications[0]?.type).toBe('NEW_REPLY');
  expect(owners.notifications.map(({ type }) => type)).toEqual(['NEW_COMMENT', 'NEW_COMMENT']);
  owners.close();
  parents.close();
});

test('a reply to the owner is one notification, and it says reply', async () => {
  const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const device = await owner.device();
  const postId = await owner.post();
  const own = await owner.comment(postId, 'my own');
  await writer.comment(postId, 'to you', own.id);
  await until(() => expect(device.notifications).toHaveLength(1));
  expect(device.notifications[0]?.type).toBe('NEW_REPLY');
  const page = await owner.call<{ items: unknown[] }>('GET', '/notifications');
  expect(page.items).toHaveLength(1);
  device.close();
});

test('the same client_key twice is one comment and one notification', async () => {
  const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const device = await owner.device();
  const postId = await owner.post();
  const clientKey = randomUUID();
  const twice = await Promise.all([1, 2].map(() => writer.comment(postId, 'once', undefined, clientKey)));
  expect(twice[0]?.id).toBe(twice[1]?.id);
  const told: unknown[] = [];
  device.socket.on('comment', ({ comment }) => told.push(comment.id));
  expect(await device.socket.emitWithAck('post:watch', postId)).toEqual({ ok: true });
  await writer.comment(postId, 'once', undefined, clientKey);
  const { id } = await writer.comment(postId, 'another');
  await until(() => expect(told).toEqual([id]));
  await until(() => expect(device.notifications.map(({ data }) => data.preview)).toContain('another'));
  expect(device.notifications).toHaveLength(2);
  device.close();
});

test('reading on one device clears the others, and ids of other people are not found', async () => {
  const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const device = await owner.device();
  const postId = await owner.post();
  await writer.comment(postId, 'one');
  await writer.comment(postId, 'two');
  await until(() => expect(device.notifications).toHaveLength(2));
  const ids = device.notifications.map(({ data }) => data.notification_id);

  await expect(writer.call('POST', '/notifications/read', { ids })).rejects.toThrow(/404/);
  const { inbox } = await owner.call<{ inbox: object }>('POST', '/notifications/read', { ids: [ids[0]] });
  expect(inbox).toEqual({ revision: 3, unread_count: 1 });
  await until(() => expect(device.inboxes.at(-1)).toEqual({ revision: 3, unread_count: 1, read: [ids[0]] }));
  await owner.call('POST', '/notifications/read', { all: true });
  await until(() => expect(device.inboxes.at(-1)).toEqual({ revision: 4, unread_count: 0, read: 'all' }));
  const unread = await owner.call<{ items: unknown[] }>('GET', '/notifications?filter=unread');
  expect(unread.items).toEqual([]);
  device.close();
});

test('the history is paged by cursor without gaps or repeats', async () => {
  const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const device = await owner.device();
  const postId = await owner.post();
  for (const n of [1, 2, 3, 4, 5]) await writer.comment(postId, `comment ${n}`);
  await until(() => expect(device.notifications).toHaveLength(5));
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = `?limit=2${cursor && `&cursor=${cursor}`}`;
    const page: { items: { preview: string }[]; next_cursor: string | null } = await owner.call(
      'GET',
      `/notifications${query}`,
    );
    seen.push(...page.items.map(({ preview }) => preview));
    cursor = page.next_cursor;
  }
  expect(seen).toEqual([5, 4, 3, 2, 1].map((n) => `comment ${n}`));
  device.close();
});

test('sockets: token, ?token= and cookie are let in; none, forged, expired and foreign are refused', async () => {
  const person = await newPerson(server.url);
  const { token } = await person.call<{ token: string }>('POST', '/ws/token');
  const browser = new PlainBrowser(server.url);
  await browser.submit('/sign-in', { name: person.user.name, password: PASSWORD });
  expect(browser.cookie).toContain('next-auth.session-token=');

  for (const options of [
    { auth: { token } },
    { query: { token } },
    { extraHeaders: { cookie: browser.cookie } },
  ]) {
    (await Device.open(server.url, options)).close();
  }
  const sessionToken = /session-token=([^;]+)/.exec(browser.cookie)?.[1] ?? '';
  const expired = await jwt.encode({
    token: { sub: person.user.id, sid: 's' },
    secret: SECRET,
    maxAge: -60,
    salt: 'tingting-socket',
  });
  expect(await refusalOf(server.url, {})).toBe('unauthenticated');
  expect(await refusalOf(server.url, { transports: ['polling'] })).toBe('unauthenticated');
  expect(await refusalOf(server.url, { auth: { token: `${token}x` } })).toBe('unauthenticated');
  expect(await refusalOf(server.url, { auth: { token: { $gt: '' } } })).toBe('unauthenticated');
  expect(await refusalOf(server.url, { auth: { token: sessionToken } })).toBe('unauthenticated');
  expect(await refusalOf(server.url, { auth: { token: expired } })).toBe('token_expired');
  const foreign = { cookie: browser.cookie, origin: 'http://evil.example' };
  expect(await refusalOf(server.url, { extraHeaders: foreign })).toBe('forbidden_origin');
  expect(await refusalOf(server.url, { extraHeaders: foreign, transports: ['polling'] })).toBe(
    'forbidden_origin',
  );
});

test('the path may be written without a slash at its end', async () => {
  const person = await newPerson(server.url);
  for (const transport of ['polling', 'websocket']) {
    const options = { addTrailingSlash: false, transports: [transport], auth: { token: person.token } };
    (await Device.open(server.url, options)).close();
  }
});

test('a socket may ask for its snapshot and watch a post, and nothing else', async () => {
  const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const device = await owner.device();
  const postId = await owner.post();
  expect(await device.socket.emitWithAck('post:watch', postId)).toEqual({ ok: true });
  expect(await device.socket.emitWithAck('post:watch', 'nope')).toMatchObject({ error: { code: 'invalid' } });
  expect(await device.socket.emitWithAck('post:watch', 'f'.repeat(24))).toMatchObject({
    error: { code: 'not_found' },
  });
  expect(
    await (device.socket as { emitWithAck(event: string): Promise<unknown> }).emitWithAck('drop'),
  ).toMatchObject({ error: { code: 'unknown_event' } });

  const changes: unknown[] = [];
  device.socket.on('comment', (change) => changes.push(change));
  const comment = await writer.comment(postId, 'live');
  await until(() => expect(changes).toEqual([{ kind: 'created', comment }]));
  await until(() => expect(device.notifications).toHaveLength(1));
  const snapshot = await device.socket.emitWithAck('inbox:sync');
  expect(snapshot).toMatchObject({
    revision: 1,
    unread_count: 1,
    items: [{ type: 'NEW_COMMENT', preview: 'live', read_at: null }],
  });
  device.close();
});

test('without JavaScript: a form comments through the server action, and the owner’s socket hears', async () => {
  const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const device = await owner.device();
  const postId = await owner.post();
  const browser = new PlainBrowser(server.url);
  await browser.submit('/sign-in', { name: writer.user.name, password: PASSWORD });
  const refused = await browser.submit(`/posts/${postId}`, { body: 'y'.repeat(5001), postId });
  expect(refused.html).toContain('Keep it under 5,000 characters');
  expect(refused.html).toContain('y'.repeat(5001));
  const accepted = await browser.submit(`/posts/${postId}`, { body: 'no script needed', postId });
  expect(accepted.html).toContain('no script needed');
  await until(() =>
    expect(device.notifications.map(({ data }) => data.preview)).toEqual(['no script needed']),
  );
  device.close();
});

test('signing out hangs up that session’s sockets', async () => {
  const person = await newPerson(server.url);
  const browser = new PlainBrowser(server.url);
  await browser.submit('/sign-in', { name: person.user.name, password: PASSWORD });
  const [here, elsewhere] = await Promise.all([
    Device.open(server.url, { extraHeaders: { cookie: browser.cookie } }),
    person.device(),
  ]);
  const hungUp = new Promise((resolve) => here.socket.once('disconnect', resolve));
  const html = await browser.open('/');
  const id = [...html.matchAll(/\$ACTION_ID_\w+/g)].at(-1)?.[0] ?? '';
  const data = new FormData();
  data.append(id, '');
  await fetch(server.url, {
    method: 'POST',
    body: data,
    headers: { cookie: browser.cookie, origin: server.url },
    redirect: 'manual',
  });
  expect(await hungUp).toBe('io server disconnect');
  expect(elsewhere.socket.connected).toBe(true);
  elsewhere.close();
});

test.each([
  ['an empty body', { body: '' }, 400, 'commentEmpty'],
  ['an operator', { body: { $gt: '' } }, 400, 'commentEmpty'],
  ['an unknown field', { body: 'x', admin: true }, 400, 'unexpectedField'],
  ['a parent that is no id', { body: 'x', parent_id: 'zz' }, 400, 'idInvalid'],
  ['a parent that is not there', { body: 'x', parent_id: 'f'.repeat(24) }, 422, 'parentGone'],
  ['too large a body', { body: 'x'.repeat(70_000) }, 413, 'bodyTooLarge'],
])('%s is refused with a problem, and nobody hears', async (_, body, status, code) => {
  const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const device = await owner.device();
  const postId = await owner.post();
  const answer = await fetch(`${server.url}/api/v1/posts/${postId}/comments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${writer.token}` },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer.json()).toMatchObject({ status, code });
  await writer.comment(postId, 'good');
  await until(() => expect(device.notifications).toHaveLength(1));
  expect(device.notifications[0]?.data.preview).toBe('good');
  device.close();
});

test('titles of posts are told by id; what is gone is left out, and what is no id is refused', async () => {
  const person = await newPerson(server.url);
  const [here, gone] = [await person.post('Bánh mì'), await person.post('Phở')];
  await person.call('DELETE', `/posts/${gone}`);
  const ask = (ids: string) => call(server.url, 'GET', `/posts/titles?ids=${ids}`);
  const nowhere = 'f'.repeat(24);
  expect(await ask([here, gone, nowhere].join())).toEqual({ items: [{ id: here, title: 'Bánh mì' }] });
  await expect(ask('')).rejects.toThrow(/400.*idInvalid/);
  await expect(ask(`${here},titles`)).rejects.toThrow(/400.*idInvalid/);
  await expect(ask(Array.from({ length: 101 }, () => nowhere).join())).rejects.toThrow(/400.*idsTooMany/);
});

test('a parent of another post is refused', async () => {
  const person = await newPerson(server.url);
  const [here, there] = [await person.post(), await person.post()];
  const parent = await person.comment(there, 'elsewhere');
  await expect(person.comment(here, 'x', parent.id)).rejects.toThrow(/422.*parentGone/);
});

test('writing needs a person, and a foreign page cannot use somebody’s cookie', async () => {
  await expect(call(server.url, 'POST', '/posts', { title: 'x', body: 'y' })).rejects.toThrow(/401/);
  const person = await newPerson(server.url);
  const browser = new PlainBrowser(server.url);
  await browser.submit('/sign-in', { name: person.user.name, password: PASSWORD });
  const foreign = { cookie: browser.cookie, origin: 'http://evil.example' };
  await expect(call(server.url, 'POST', '/posts', { title: 'x', body: 'y' }, foreign)).rejects.toThrow(/403/);
  await call(server.url, 'POST', '/posts', { title: 'x', body: 'y' }, { ...foreign, origin: server.url });
});

test('next-auth’s own sign-in gives the session that everything else reads', async () => {
  const person = await newPerson(server.url);
  const csrf = await fetch(`${server.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const signedIn = await fetch(`${server.url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, name: person.user.name, password: PASSWORD }),
  });
  const session = signedIn.headers.getSetCookie().find((line) => line.startsWith('next-auth.session-token='));
  const device = await Device.open(server.url, { extraHeaders: { cookie: session?.split(';')[0] ?? '' } });
  device.close();
});

test('the log has no password, no token and nothing above info', async () => {
  expect(server.output()).not.toContain(PASSWORD);
  expect(server.output()).not.toMatch(/"level":"(warn|error|fatal)"/);
});
