import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPerson } from '@/tests/support/person';
import { freePort, startServer, type TestServer } from '@/tests/support/server';
import { SOCKET_PATH } from '@/lib/realtime/events';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

const PAGES = ['/', '/sign-in', '/register', '/offline', '/nothing-here', '/posts/ffffffffffffffffffffffff'];
const FILES = ['/sw.js', '/favicon.ico', '/manifest.webmanifest', '/robots.txt'];
const API = [
  '/api/v1/posts',
  '/api/v1/notifications',
  '/api/v1/nothing',
  '/api/v1/docs',
  '/healthz',
  '/readyz',
];
const SOCKET = `${SOCKET_PATH}/?EIO=4&transport=polling`;

const ask = (path: string, url = server.url) => fetch(url + path, { redirect: 'manual' });

test.for([...PAGES, ...FILES, ...API, SOCKET])('%s has the headers that every answer has', async (path) => {
  const { headers } = await ask(path);
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': expect.stringContaining('camera=()') as string,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('strict-transport-security')).toBeNull();
});

test.for(PAGES)(
  '%s has a policy with a nonce of its own, which its scripts and styles carry',
  async (path) => {
    const [first, second] = await Promise.all([ask(path), ask(path)]);
    const policy = directivesOf(first);
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'connect-src': `'self' ${server.url.replace('http', 'ws')}`,
    });
    const nonce = /'nonce-([^']+)'/.exec(policy['script-src'] ?? '')?.[1] ?? '';
    expect(policy['script-src']).toBe(`'self' 'nonce-${nonce}' 'strict-dynamic'`);
    expect(policy['style-src']).toBe(`'self' 'nonce-${nonce}'`);
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(directivesOf(second)['script-src']).not.toBe(policy['script-src']);
    const tags = [...(await first.text()).matchAll(/<(?:script|style)[^>]*>/g)].map(([tag]) => tag);
    expect(tags.length).toBeGreaterThan(0);
    expect(tags.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
  },
);

test('what looks like a file and is none has a policy too, and no nonce but ours is believed', async () => {
  for (const path of ['/posts/x.js', '/nothing.txt', '/sw.js']) {
    expect(directivesOf(await ask(path))['default-src'], path).toBe("'self'");
  }
  const forged = await fetch(`${server.url}/nothing.js`, { headers: { 'x-nonce': 'forged-nonce' } });
  expect(await forged.text()).not.toContain('forged-nonce');
});

test('an answer of the API could do nothing as a page, and what is one person’s is not kept', async () => {
  for (const path of API.filter((each) => !each.endsWith('/docs'))) {
    expect(directivesOf(await ask(path)), path).toEqual({
      'default-src': "'none'",
      'frame-ancestors': "'none'",
    });
  }
  const docs = directivesOf(await ask('/api/v1/docs'));
  expect(docs['script-src']).toBe("'self'");
  const person = await newPerson(server.url);
  const answer = await fetch(`${server.url}/api/v1/notifications`, {
    headers: { authorization: `Bearer ${person.token}` },
  });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('by default no other origin may read an answer', async () => {
  const answer = await fetch(`${server.url}/api/v1/posts`, { headers: { origin: 'https://friend.example' } });
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('behind https browsers are told to stay there', async () => {
  const port = await freePort();
  const secure = await startServer('built', { PORT: String(port), PUBLIC_URL: 'https://board.example' });
  for (const path of ['/', '/sw.js', '/api/v1/posts', SOCKET]) {
    const { headers } = await ask(path, `http://127.0.0.1:${port}`);
    expect(headers.get('strict-transport-security'), path).toBe('max-age=31536000; includeSubDomains');
  }
  const policy = directivesOf(await ask('/', `http://127.0.0.1:${port}`));
  expect(policy['connect-src']).toBe("'self' wss://board.example");
  expect(policy).toHaveProperty('upgrade-insecure-requests');
  expect(await secure.stop()).toBe(0);
});

function directivesOf({ headers }: Response): Record<string, string> {
  const directives = (headers.get('content-security-policy') ?? '').split('; ');
  return Object.fromEntries(
    directives.map((each) => [each.split(' ')[0], each.split(' ').slice(1).join(' ')]),
  );
}
