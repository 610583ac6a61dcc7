import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { frontDoor } from '@/lib/http/front-door';
import { requestId } from '@/lib/request-id';

const NEW = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
let server: Server;
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** What the answer says, and what code behind the door knows after having waited. */
async function idsOf(trustsProxy: boolean, given?: string): Promise<[string | null, string]> {
  const settings = { publicUrl: 'http://127.0.0.1', trustsProxy };
  const answer = frontDoor(
    (_, response) => setImmediate(() => response.end(requestId())),
    settings,
    () => true,
  );
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const headers = { connection: 'close', ...(given && { 'x-request-id': given }) };
  const got = await fetch(`http://127.0.0.1:${port}/`, { headers });
  return [got.headers.get('x-request-id'), await got.text()];
}

test('a request without an id gets one, which all that answers it knows', async () => {
  const [answered, known] = await idsOf(false);
  expect(answered).toMatch(NEW);
  expect(known).toBe(answered);
});

test('a proxy’s own id is kept where proxies are trusted, and nowhere else', async () => {
  expect(await idsOf(true, 'a1b2c3d4e5f6')).toEqual(['a1b2c3d4e5f6', 'a1b2c3d4e5f6']);
});

test('a client’s own id counts for nothing', async () => {
  expect((await idsOf(false, 'a1b2c3d4e5f6'))[0]).toMatch(NEW);
});

test.each(['short', 'x'.repeat(65), 'with a space', 'with"quotes"', '$where-it-is'])(
  'not even a proxy may call a request %s',
  async (given) => {
    expect((await idsOf(true, given))[0]).toMatch(NEW);
  },
);

test('outside of a request there is no id', () => {
  server = createServer().listen(0);
  expect(requestId()).toBeUndefined();
});
