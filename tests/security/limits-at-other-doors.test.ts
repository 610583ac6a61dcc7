import { afterAll, beforeAll, expect, test } from 'vitest';
import { RATES } from '@/lib/rate-limits/rates';
import { anAddress, newName, send, untilRefused } from '@/tests/security/support/proxied';
import { callAction } from '@/tests/support/action-caller';
import { call, newPerson, PASSWORD, refusalOf } from '@/tests/support/person';
import { PlainBrowser } from '@/tests/support/plain-form';
import { startServer, type TestServer } from '@/tests/support/server';
import { sessionCookie, TEST_SECRET } from '@/tests/support/session';

let server: TestServer;

beforeAll(async () => {
  // Behind a proxy, so that each test can come from an address of its own.
  server = await startServer('built', { RATE_LIMITS: 'on', TRUST_PROXY: 'on', AUTH_SECRET: TEST_SECRET });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

test('a form says so, keeps what was written, and says how long to wait; in Vietnamese too', async () => {
  const person = await newPerson(server.url);
  const postId = await person.post();
  const browser = new PlainBrowser(server.url);
  await browser.submit('/sign-in', { name: person.user.name, password: PASSWORD });
  const comment = {
    url: server.url,
    method: 'POST',
    path: `/posts/${postId}/comments`,
    body: { body: 'again' },
    person,
  };
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
        : (await send({ url: server.url, method: 'GET', path: '/notifications', person })).status,
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
  const open = await startServer('built', { RATE_LIMITS: 'on' });
  const register = (forwarded: string) =>
    fetch(`${open.url}/api/v1/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
      body: JSON.stringify({ name: newName(), password: 'password1' }),
    });
  const statuses = [];
  for (let n = 0; n < 61; n++) statuses.push((await register(anAddress())).status);
  expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 400));
  expect(statuses[60]).toBe(429);
  await expect(call(open.url, 'GET', '/posts')).resolves.toBeDefined();
  expect(await open.stop()).toBe(0);
});
