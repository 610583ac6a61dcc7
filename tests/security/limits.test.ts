import { afterAll, beforeAll, expect, test } from 'vitest';
import { RATES } from '@/lib/rate-limits/rates';
import {
  anAddress,
  expectRefusal,
  newName,
  type Request,
  send,
  untilRefused,
} from '@/tests/security/support/proxied';
import { newPerson, PASSWORD } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';

let server: TestServer;

beforeAll(async () => {
  // Behind a proxy, so that each test can come from an address of its own.
  server = await startServer('built', { RATE_LIMITS: 'on', TRUST_PROXY: 'on' });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

test('passwords are guessed ten times from one address, whatever the name is spelled like', async () => {
  const { user } = await newPerson(server.url);
  const address = anAddress();
  const spelled = [user.name, user.name.toUpperCase(), ` ${user.name}`];
  let n = 0;
  const guess = () => ({
    url: server.url,
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

test('guessing from one address locks nobody out anywhere else', async () => {
  const { user } = await newPerson(server.url);
  const [attacker, owner] = [anAddress(), anAddress()];
  const attempt = (address: string, password: string) =>
    send({
      url: server.url,
      method: 'POST',
      path: '/auth/token',
      body: { name: user.name, password },
      address,
    });
  for (let n = 0; n < 200; n++) await (await attempt(attacker, 'wrong horse')).body?.cancel();
  expect((await attempt(attacker, PASSWORD)).status).toBe(429);
  expect((await attempt(owner, PASSWORD)).status).toBe(200);
});

test('whoever knows the password may come as often as they like; who has none does not wear out a name', async () => {
  const { user } = await newPerson(server.url);
  const address = anAddress();
  for (let n = 0; n < 15; n++) {
    const body = { name: user.name, password: PASSWORD };
    expect((await send({ url: server.url, method: 'POST', path: '/auth/token', body, address })).status).toBe(
      200,
    );
  }
});

test('one address makes sixty accounts an hour', async () => {
  const address = anAddress();
  // Refused for its password, and so without the work of hashing one: it counts all the same.
  const register = () => ({
    url: server.url,
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
    comment: () => ({
      url: server.url,
      method: 'POST',
      path: `/posts/${postId}/comments`,
      body: { body: 'again' },
    }),
    edit: () => ({ url: server.url, method: 'PATCH', path: `/comments/${id}`, body: { body: newName() } }),
    post: () => ({ url: server.url, method: 'POST', path: '/posts', body: { title: 'x', body: 'y' } }),
    markRead: () => ({ url: server.url, method: 'POST', path: '/notifications/read', body: { all: true } }),
    snapshot: () => ({ url: server.url, method: 'GET', path: '/notifications' }),
    search: () => ({ url: server.url, method: 'GET', path: '/users?prefix=la' }),
    settings: () => ({ url: server.url, method: 'PATCH', path: '/preferences', body: { sound: true } }),
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
    url: server.url,
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
