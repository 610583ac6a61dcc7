import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasNginx, startNginx, type TestNginx } from '@/tests/support/nginx';
import { freePort } from '@/tests/support/server';

const isThere = hasNginx();
if (!isThere) console.log('skipped: there is no nginx here, and it could not be installed');

/** What has come through, to whichever node. */
let arrived: { method: string; url: string; headers: IncomingHttpHeaders; isDying: boolean }[];
let dying: Server;
let living: Server;
let nginx: TestNginx;

// Without nginx its configuration cannot be tried; the reason is printed above.
describe.skipIf(!isThere)('the proxy', () => {
  beforeAll(async () => {
    [dying, living] = await Promise.all([startNode(true), startNode(false)]);
    nginx = await startNginx([
      { name: 'dying', port: portOf(dying) },
      { name: 'living', port: portOf(living) },
      { name: 'away', port: await freePort() },
    ]);
  });
  afterAll(async () => {
    await nginx.stop();
    for (const node of [dying, living]) node.close();
  });
  beforeEach(() => (arrived = []));

  const send = async (method: string, url = '/', headers: Record<string, string> = {}) => {
    const body = method === 'POST' ? '{}' : undefined;
    const answer = await fetch(nginx.url + url, { method, headers, ...(body && { body }) });
    return answer.status;
  };
  /** So often that each node has its turn, whatever weight it has after a failure. */
  const sendMany = async (method: string, url?: string) => {
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) statuses.push(await send(method, url));
    return statuses;
  };
  /** Lets these be the only nodes. */
  const only = async (...names: string[]) => {
    const nodes = await readFile(nginx.nodesFile, 'utf8');
    const marked = nodes
      .replaceAll(' down;', ';')
      .replace(/;( # (\w+))$/gm, (line, end: string, name: string) =>
        names.includes(name) ? line : ` down;${end}`,
      );
    await writeFile(nginx.nodesFile, marked);
    await nginx.reload();
  };

  test('never sends what a node may have saved to another one', async () => {
    await only('dying', 'living');
    const statuses = await sendMany('POST');
    expect(arrived.length).toBe(statuses.length);
    const lost = statuses.filter((status) => status === 502).length;
    expect(lost).toBeGreaterThan(0);
    expect(arrived.filter(({ isDying }) => isDying).length).toBe(lost);
  });

  test('asks another node for what can be asked twice', async () => {
    await only('dying', 'living');
    const statuses = await sendMany('GET');
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(arrived.length).toBeGreaterThan(statuses.length);
  });

  test('looks for a file of a page at every node, as one may be of another version', async () => {
    await only('dying', 'living');
    expect(new Set(await sendMany('GET', '/_next/static/old.js'))).toEqual(new Set([200]));
    expect(await send('GET', '/gone')).toBe(404);
  });

  test('goes past a node that refuses, with everything', async () => {
    await only('away', 'living');
    const statuses = [...(await sendMany('POST')), ...(await sendMany('GET'))];
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(arrived.length).toBe(statuses.length);
  });

  test('goes on asking the last node after one answer that did not come', async () => {
    await only('dying');
    expect([await send('POST'), await send('POST')]).toEqual([502, 502]);
    expect(arrived.length).toBe(2);
  });

  test('hangs up on an idle connection before the node does, and perhaps in the middle of a request', async () => {
    await only('living');
    const connected = once(living, 'connection') as Promise<[Socket]>;
    await send('POST');
    const [socket] = await connected;
    const from = performance.now();
    // The end that comes from there: the node's own would have no such event.
    await Promise.race([
      once(socket, 'end'),
      once(socket, 'close').then(() => expect.fail('the node was first')),
    ]);
    expect(performance.now() - from).toBeLessThan(living.keepAliveTimeout / 2 + 500);
  });

  test('says itself where a request comes from, and how long its body is', async () => {
    await only('living');
    const claims = { 'x-forwarded-for': '10.0.0.1', 'x-forwarded-host': 'evil', forwarded: 'for=10.0.0.1' };
    await send('POST', '/', claims);
    const [{ headers } = { headers: {} as IncomingHttpHeaders }] = arrived;
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': new URL(nginx.url).host,
      'content-length': '2',
    });
    expect(headers.forwarded).toBeUndefined();
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  });

  test('keeps the numbers of the nodes to itself, and tokens out of its log', async () => {
    await only('living');
    expect(await send('GET', '/metrics')).toBe(404);
    expect(arrived).toEqual([]);
    const secret = '/api/v1/ws/notifications?token=hush';
    expect(await send('GET', secret)).toBe(200);
    await only('dying');
    expect(await send('GET', secret)).toBe(502);
    await vi.waitFor(async () =>
      expect((await nginx.log()).at(-1)).toContain('/api/v1/ws/notifications 502'),
    );
    expect(nginx.complaints()).not.toContain('hush');
    expect((await nginx.log()).join('\n')).not.toContain('hush');
  });
});

/** @param isDying reads every request to its end, and dies before the answer */
async function startNode(isDying: boolean): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const { method = '', url = '', headers } = request;
      arrived.push({ method, url, headers, isDying });
      // What is gone is gone from both, a file only from the one.
      if (url === '/gone' || (isDying && url.endsWith('.js'))) response.writeHead(404).end();
      else if (isDying) request.socket.destroy();
      else response.end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
