import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import jwt from 'next-auth/jwt';
import { Device, newPerson } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';

const SECRET = 'a secret of forty characters for tests..';
let server: TestServer;
beforeAll(async () => {
  server = await startServer('built', { DEMO: 'off', LOG_LEVEL: 'warn', AUTH_SECRET: SECRET });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

type Loose = { emitWithAck(event: string, ...args: unknown[]): Promise<unknown> };

test('a session that runs out takes its socket along', async () => {
  const person = await newPerson(server.url);
  const token = await jwt.encode({
    token: { sub: person.user.id, sid: 'a session of two seconds' },
    secret: SECRET,
    maxAge: 2,
    salt: 'tingting-api',
  });
  const device = await Device.open(server.url, { auth: { token } });
  const reason = await new Promise((resolve) => device.socket.once('disconnect', resolve));
  expect(reason).toBe('io server disconnect');
  device.close();
});

test.each([
  ['an unknown event', 'drop table', [], 'unknown_event'],
  ['a name of Object’s own', 'constructor', [], 'unknown_event'],
  ['a snapshot with an argument', 'inbox:sync', [{ all: true }], 'invalid'],
  ['a post that is no id', 'post:watch', ['nope'], 'invalid'],
  ['an operator for a post', 'post:watch', [{ $gt: '' }], 'invalid'],
  ['two posts', 'post:watch', ['f'.repeat(24), 'f'.repeat(24)], 'invalid'],
  ['no post', 'post:unwatch', [], 'invalid'],
  ['bytes', 'post:watch', [new Uint8Array(24)], 'invalid'],
  ['a post that is not there', 'post:watch', ['f'.repeat(24)], 'not_found'],
])('%s gets an error in its ack, and the socket goes on', async (_, event, args, code) => {
  const person = await newPerson(server.url);
  const device = await person.device();
  const answer = await (device.socket as unknown as Loose).emitWithAck(event, ...args);
  expect(answer).toMatchObject({ error: { code } });
  expect(await device.socket.emitWithAck('inbox:sync')).toMatchObject({ revision: 0, items: [] });
  device.close();
});

test('a flood gets an ack error, then a disconnect; other people notice nothing', async () => {
  const [owner, writer, flooder] = await Promise.all([1, 2, 3].map(() => newPerson(server.url)));
  if (!owner || !writer || !flooder) throw new Error('three people');
  const [device, flood] = await Promise.all([owner.device(), flooder.device()]);
  const postId = await owner.post();
  const hungUp = new Promise((resolve) => flood.socket.once('disconnect', resolve));
  const answers: unknown[] = [];
  for (let n = 0; n < 200; n++) {
    // Some of it is nonsense, which counts as everything does.
    const event = n % 4 ? 'inbox:sync' : 'nonsense';
    void (flood.socket as unknown as Loose).emitWithAck(event).then(
      (answer) => answers.push(answer),
      () => undefined,
    );
  }
  const from = Date.now();
  await writer.comment(postId, 'in the middle of it');
  await vi.waitFor(() => expect(device.notifications).toHaveLength(1), { timeout: 5_000, interval: 5 });
  const heardAfterMs = Date.now() - from;
  expect(await hungUp).toBe('io server disconnect');
  const codes = answers.map((answer) => (answer as { error?: { code: string } }).error?.code ?? 'ok');
  console.log(`flood of 200 events: ${codes.length} answered; another person heard after ${heardAfterMs} ms`);
  expect(codes.filter((code) => code === 'too_many_events')).toHaveLength(1);
  expect(codes.filter((code) => code !== 'too_many_events').length).toBeLessThanOrEqual(20);
  expect(device.socket.connected).toBe(true);
  // Coming back is allowed; flooding is not.
  (await flooder.device()).close();
  device.close();
});

test('a packet that is none, or too large, costs its sender the connection and nobody else’s', async () => {
  const [quiet, loud] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const device = await quiet.device();
  for (const packet of ['4not a packet', `42["post:watch","${'x'.repeat(20_000)}"]`]) {
    const noisy = await loud.device();
    const gone = new Promise((resolve) => noisy.socket.once('disconnect', resolve));
    noisy.socket.io.engine.write(packet.slice(1));
    expect(['transport close', 'transport error', 'parse error']).toContain(await gone);
    noisy.close();
  }
  expect(await device.socket.emitWithAck('inbox:sync')).toMatchObject({ revision: 0 });
  device.close();
});
