import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RATES } from '@/lib/rate-limits/rates';
import { callAction } from '@/tests/support/action-caller';
import { call, newPerson, PASSWORD, type Person, refusalOf } from '@/tests/support/person';
import { PlainBrowser } from '@/tests/support/plain-form';
import { startServer, type TestServer } from '@/tests/support/server';
import { sessionCookie, TEST_SECRET } from '@/tests/support/session';

let server: TestServer;
let secondOne: TestServer;
beforeAll(async () => {
  // Behind a proxy, so that each test can come from an address of its own.
  const settings = { RATE_LIMITS: 'on', TRUST_PROXY: 'on', AUTH_SECRET: TEST_SECRET };
  server = await startServer('built', settings);
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

const anAddress = () => `10.${[...randomBytes(3)].join('.')}`;
const newName = () => `n_${randomBytes(6).toString('hex')}`;

interface Request {
  method: string;
  path: string;
  body?: object;
  /** Where the proxy says that it comes from. */
  address?: string;
  person?: Person;
}

function send({ method, path, body, address = anAddress(), person }: Request): Promise<Response> {
  return fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      'x-forwarded-for': `1.2.3.4, ${address}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(person && { authorization: `Bearer ${person.token}` }),
    },
    body: body && JSON.stringify(body),
  });
}

/** Sends until the first refusal. @returns how many went through, and the refusal */
async function untilRefused(
  request: () => Request,
  atMost: number,
): Promise<{ through: number; answer: Response }> {
  for (let through = 0; through <= atMost; through++) {
    const answer = await send(request());
    if (answer.status === 429) return { through, answer };
    await answer.body?.cancel();
  }
  throw new Error(`${atMost} went through`);
}

async function expectRefusal(answer: Response, longestSeconds: number): Promise<void> {
  const wait = Number(answer.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(longestSeconds);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({
    status: 429,
    code: 'tooFast',
    detail: expect.stringMatching(
      /^That was too often in a short time\. Try again in \d+ (second|minute)s?\.$/,
    ) as string,
  });
}

test('passwords are guessed ten times from one address, whatever the name is spelled like', async () => {
  const { user } = await newPerson(server.url);
  const address = anAddress();
  const spelled = [user.name, user.name.toUpperCase(), ` ${user.name}`];
  let n = 0;
  const guess = () => ({
    method: 'POST',
    path: '/auth/token',
    body: { name: spelled[n++ % 3], password: 'wrong horse' },
    address,
  });
  const { through, answer } = await untilRefused(guess, 20);
  expect(through).toBe(10);
  await expectRefusal(answer, 15 * 60);
  // Not the right one either; but from elsewhere the person is not locked out.
  const right = { ...guess(), body: { name: user.name, password: PASSWORD } };
  expect((await send(right)).status).toBe(429);
  expect((await send({ ...right, address: anAddress() })).status).toBe(200);
});

test('whoever knows the password may come as often as they like; who has none does not wear out a name', async () => {
  const { user } = await newPerson(server.url);
  const address = anAddress();
  for (let n = 0; n < 15; n++) {
    const body = { name: user.name, password: PASSWORD };
    expect((await send({ method: 'POST', path: '/auth/token', body, address })).status).toBe(200);
  }
});

test('one address makes sixty accounts an hour', async () => {
  const address = anAddress();
  // Refused for its password, and so without the work of hashing one: it counts all the same.
  const register = () => ({
    method: 'POST',
    path: '/auth/register',
    body: { name: newName(), password: 'password1' },
    address,
  });
  const { through, answer } = await untilRefused(register, 100);
  expect(through).toBe(60);
  await expectRefusal(answer, 3_600);
});

test.for([
  ['comment', RATES.comment[0].times],
  ['edit', RATES.edit[0].times],
  ['post', RATES.post[0].times],
  ['markRead', RATES.markRead[0].times],
  ['snapshot', RATES.snapshot[0].times],
  ['search', RATES.search[0].times],
  ['settings', RATES.settings[0].times],
] as const)('%s: %i in a while, wherever from; another person is not held up', async ([act, times]) => {
  const [person, other] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const postId = await person.post();
  const { id } = await person.comment(postId, 'mine');
  const requests: Record<typeof act, () => Request> = {
    comment: () => ({ method: 'POST', path: `/posts/${postId}/comments`, body: { body: 'again' } }),
    edit: () => ({ method: 'PATCH', path: `/comments/${id}`, body: { body: newName() } }),
    post: () => ({ method: 'POST', path: '/posts', body: { title: 'x', body: 'y' } }),
    markRead: () => ({ method: 'POST', path: '/notifications/read', body: { all: true } }),
    snapshot: () => ({ method: 'GET', path: '/notifications' }),
    search: () => ({ method: 'GET', path: '/users?prefix=la' }),
    settings: () => ({ method: 'PATCH', path: '/preferences', body: { sound: true } }),
  };
  const used = act === 'comment' || act === 'post' ? 1 : 0;
  const { through, answer } = await untilRefused(() => ({ ...requests[act](), person }), times + 10);
  expect(through).toBe(times - used);
  await expectRefusal(answer, 600);
  const others = act === 'edit' ? requests.search : requests[act];
  expect((await send({ ...others(), person: other })).status).toBeLessThan(300);
});

test('people are named sixty times in ten minutes', async () => {
  const [writer, ...named] = await Promise.all(Array.from({ length: 11 }, () => newPerson(server.url)));
  if (!writer) throw new Error('a writer');
  const postId = await writer.post();
  const body = named.map(({ user }) => `@${user.name}`).join(' ');
  const request = () => ({
    method: 'POST',
    path: `/posts/${postId}/comments`,
    body: { body },
    person: writer,
  });
  const { through, answer } = await untilRefused(request, 10);
  expect(through).toBe(6);
  await expectRefusal(answer, 600);
  expect((await send({ ...request(), body: { body: 'without a name' } })).status).toBe(201);
});

test('a form says so, keeps what was written, and says how long to wait; in Vietnamese too', async () => {
  const person = await newPerson(server.url);
  const postId = await person.post();
  const browser = new PlainBrowser(server.url);
  await browser.submit('/sign-in', { name: person.user.name, password: PASSWORD });
  const comment = { method: 'POST', path: `/posts/${postId}/comments`, body: { body: 'again' }, person };
  await untilRefused(() => comment, 70);
  const { html } = await browser.submit(`/posts/${postId}`, { postId, body: 'one too many' });
  expect(html).toMatch(/That was too often in a short time\. Try again in \d+ seconds?\./);
  expect(html).toMatch(/<textarea[^>]*>one too many<\/textarea>/);
  const { name, value } = await sessionCookie(server.url, person.user.id);
  const cookie = `locale=vi; ${name}=${value}`;
  const answer = await callAction(server.url, 'postComment', { postId, body: 'x' }, { cookie });
  expect(answer.value?.problem?.message).toMatch(/^Bạn thao tác quá nhanh\. Hãy thử lại sau \d+ giây\.$/);
});

test('signing in by the form and by next-auth counts to the same limit', async () => {
  const { user } = await newPerson(server.url);
  const from = { 'x-forwarded-for': anAddress() };
  const wrong = { name: user.name, password: 'wrong horse', next: '/' };
  for (let n = 0; n < 10; n++) {
    const { value } = await callAction(server.url, 'signIn', wrong, from);
    expect(value?.problem?.code).toBe('errors.signInWrong');
  }
  const { value } = await callAction(server.url, 'signIn', { ...wrong, password: PASSWORD }, from);
  expect(value?.problem).toMatchObject({
    code: 'errors.tooFast',
    message: expect.stringContaining('minutes') as string,
  });
  const csrf = await fetch(`${server.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers.getSetCookie().map((line) => line.split(';')[0]);
  const byNextAuth = await fetch(`${server.url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...from, cookie: cookie.join('; '), origin: server.url },
    body: new URLSearchParams({ csrfToken, name: user.name, password: PASSWORD }),
  });
  expect(byNextAuth.headers.getSetCookie().join()).not.toContain('session-token');
});

test('a person connects sixty times a minute and asks for 120 snapshots', async () => {
  const person = await newPerson(server.url);
  const device = await person.device();
  const socket = device.socket;
  const answers = [];
  for (let n = 0; n <= RATES.snapshot[0].times; n++) {
    // Twenty events a second is all that one socket may send; the person may ask by REST as well.
    answers.push(
      n < 15
        ? await socket.emitWithAck('inbox:sync')
        : (await send({ method: 'GET', path: '/notifications', person })).status,
    );
  }
  expect(answers.at(-2)).toBe(200);
  expect(answers.at(-1)).toBe(429);
  const refused = await socket.emitWithAck('inbox:sync');
  expect(refused).toMatchObject({ error: { code: 'too_fast', retry_after: expect.any(Number) as number } });
  device.close();
  for (let n = 1; n < RATES.socketConnect[0].times; n++) (await person.device()).close();
  expect(await refusalOf(server.url, { auth: { token: person.token } })).toBe('too_many_connections');
});

test('the address is the last one of X-Forwarded-For behind a proxy, and never what a client says itself', async () => {
  secondOne = await startServer('built', { RATE_LIMITS: 'on' });
  const register = (forwarded: string) =>
    fetch(`${secondOne.url}/api/v1/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
      body: JSON.stringify({ name: newName(), password: 'password1' }),
    });
  const statuses = [];
  for (let n = 0; n < 61; n++) statuses.push((await register(anAddress())).status);
  expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 400));
  expect(statuses[60]).toBe(429);
  await expect(call(secondOne.url, 'GET', '/posts')).resolves.toBeDefined();
  expect(await secondOne.stop()).toBe(0);
});
