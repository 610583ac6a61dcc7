import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { call } from '@/tests/support/person';
import { startServer } from '@/tests/support/server';

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

/** Runs the server until it says that it is ready or ends. @returns all it printed by then, and how it ended */
async function run(settings: Record<string, string>): Promise<{ printed: string; code: number | null }> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tingting-'));
  const child = spawn(process.execPath, ['dist/server.js'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      DATA_DIR: dataDir,
      MONGODB_URI: '',
      ...settings,
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      // Once: at a second signal it would end at once, and leave its database closing its files.
      if (!child.killed && /ready on \S+\n/.test(printed)) child.kill('SIGTERM');
    });
  }
  const [code] = (await once(child, 'exit')) as [number | null];
  rmSync(dataDir, { recursive: true, force: true });
  return { printed, code };
}

test('the data folder is shut to others of this machine, also one that was open, and the secret is the owner’s', async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tingting-'));
  const secret = path.join(dataDir, 'auth-secret');
  chmodSync(dataDir, 0o755);
  writeFileSync(secret, 'x'.repeat(40), { mode: 0o644 });
  const server = await startServer('built', {}, { dataDir });
  expect(server.output()).not.toContain('WARNING');
  expect([modeOf(dataDir), modeOf(secret), modeOf(path.join(dataDir, 'db'))]).toEqual(['700', '600', '700']);
  expect(readFileSync(secret, 'utf8')).toBe('x'.repeat(40));
  expect(await server.stop()).toBe(0);
});

test('a server that others can reach warns of the demo people and of passwords in the open', async () => {
  const open = await run({ PUBLIC_URL: 'http://board.example' });
  expect(open.printed).toMatch(/WARNING: everybody who reaches .*Set DEMO=off/);
  expect(open.printed).toMatch(/WARNING: passwords and cookies travel .*https/);
});

test('with a database of one’s own and no secret it does not start, and says why', async () => {
  const { printed, code } = await run({
    MONGODB_URI: 'mongodb://user:hunter2@127.0.0.1:9/x',
    AUTH_SECRET: '',
  });
  expect(code).toBe(1);
  expect(printed.trim()).toBe('AUTH_SECRET must be set when MONGODB_URI is: every node has to sign alike.');
});

test('an address of a database that cannot be one stops the start with a sentence and no password', async () => {
  const { printed, code } = await run({
    MONGODB_URI: 'mongodb://user:hunter2@127.0.0.1:9/x?noSuchOption=1',
    AUTH_SECRET: 'a secret of forty characters for tests..',
  });
  expect(code).toBe(1);
  expect(printed).toMatch(/^MONGODB_URI is no address that the driver takes\./);
  expect(printed).not.toContain('hunter2');
});

test('a Redis that is not there stops the start with a sentence and no password', async () => {
  const { printed, code } = await run({ REDIS_URL: 'redis://user:hunter2@127.0.0.1:9' });
  expect(code).toBe(1);
  expect(printed).toMatch(/^REDIS_URL: no Redis answers there\./m);
  expect(printed).not.toContain('hunter2');
});

test('nothing of the server is in what a browser loads', () => {
  const folder = '.next/static';
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => /\.(js|css|map|json)$/.test(file));
  expect(files.length).toBeGreaterThan(10);
  const inside =
    /AUTH_SECRET|NEXTAUTH_SECRET|MONGODB_URI|REDIS_URL|passwordHash|argon2|mongodb:\/\/|auth-secret|sessionVersion/;
  expect(files.filter((file) => inside.test(readFileSync(file, 'utf8')))).toEqual([]);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
});

test('errors say nothing of the inside', async () => {
  const server = await startServer();
  for (const [method, address, body] of [
    ['POST', '/posts', '{"title":'],
    ['GET', '/posts/zz', undefined],
    ['GET', '/nothing/%2e%2e/etc/passwd', undefined],
    ['POST', '/auth/token', '{"name":{"$gt":""},"password":{"$gt":""}}'],
  ] as const) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}/api/v1${address}`, { method, body, headers });
    const said = await answer.text();
    expect(answer.status, address).toBeLessThan(500);
    expect(said).not.toMatch(/ at .*\.[jt]s|node_modules|Mongo|stack|dist\/|\/home\/|\/tmp\//);
  }
  await call(server.url, 'GET', '/posts');
  expect(await server.stop()).toBe(0);
});

test('packages come by the lock file, and none runs anything when it is installed', () => {
  const settings = readFileSync('.npmrc', 'utf8');
  expect(settings).toMatch(/^ignore-scripts=true$/m);
  expect(existsSync('package-lock.json')).toBe(true);
  const lock = readFileSync('package-lock.json', 'utf8');
  expect(lock).not.toContain('"resolved"');
  const { packages } = JSON.parse(lock) as {
    packages: Record<string, { integrity?: string; link?: boolean }>;
  };
  const unsealed = Object.entries(packages).filter(([name, { integrity }]) => name !== '' && !integrity);
  expect(unsealed.map(([name]) => name)).toEqual([]);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
});
