import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { mayReadMetrics } from '@/lib/api/metrics-access';

const TOKEN = 'the token of a test';
const app = new Hono();
app.get('/:token?', (c) => c.text(String(mayReadMetrics(c, c.req.param('token') && TOKEN))));

async function mayRead(
  remoteAddress: string,
  headers: Record<string, string> = {},
  path = '/set',
): Promise<boolean> {
  const incoming = { socket: { remoteAddress }, rawHeaders: Object.entries(headers).flat() };
  const answer = await app.request(path, { headers: { host: '127.0.0.1:3000', ...headers } }, { incoming });
  return (await answer.text()) === 'true';
}

test.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('%s is this machine', async (address) => {
  expect(await mayRead(address)).toBe(true);
});

test.each(['10.0.0.1', '::ffff:10.0.0.1', '::2', '127.0.0.1.evil', '1127.0.0.1', ''])(
  '%s is not this machine',
  async (address) => {
    expect(await mayRead(address)).toBe(false);
  },
);

test.each(['X-Forwarded-For', 'x-forwarded-proto', 'Forwarded', 'Via', 'X-Real-IP'])(
  'with %s somebody else is behind the connection',
  async (name) => {
    expect(await mayRead('127.0.0.1', { [name]: '127.0.0.1' })).toBe(false);
  },
);

test.each([
  ['localhost:3000', true],
  ['[::1]:3000', true],
  ['board.example', false],
  ['127.0.0.1.evil.example', false],
])('asked by the name %s: %s', async (host, expected) => {
  expect(await mayRead('127.0.0.1', { host })).toBe(expected);
});

test('the token opens from anywhere, a part of it does not, and none is no token', async () => {
  expect(await mayRead('10.0.0.1', { authorization: `Bearer ${TOKEN}` })).toBe(true);
  expect(await mayRead('10.0.0.1', { authorization: `Bearer ${TOKEN.slice(1)}` })).toBe(false);
  expect(await mayRead('10.0.0.1', { authorization: 'Bearer undefined' }, '/')).toBe(false);
});
