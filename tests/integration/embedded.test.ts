import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findEmbeddedDatabase, startEmbeddedDatabase } from '@/lib/db/embedded';
import { endWithUs } from '@/tests/support/child';
import { startServer } from '@/tests/support/server';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tingting-db-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('what was acknowledged survives a kill -9, and a start right after it works', async () => {
  const owner = spawn(process.execPath, ['--import', 'tsx', 'tests/support/owner-process.ts', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endWithUs(owner);
  const { uri } = await new Promise<{ uri: string }>((resolve) =>
    owner.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()) as { uri: string })),
  );
  const before = await mongoose.createConnection(uri).asPromise();
  await before.collection('things').insertOne({ kept: true }, { writeConcern: { w: 'majority', j: true } });
  const killed = new Promise((resolve) => owner.once('exit', resolve));
  owner.kill('SIGKILL');
  await killed;
  await before.close(true);

  const database = await startEmbeddedDatabase({ dataDir });
  const after = await mongoose.createConnection(database.uri).asPromise();
  expect(await after.collection('things').countDocuments({ kept: true })).toBe(1);
  await after.close();
  await database.stop();
});

test('a folder that stays in use gives one clear error, after a bounded wait', async () => {
  const first = await startEmbeddedDatabase({ dataDir });
  await expect(startEmbeddedDatabase({ dataDir, waitMs: 300 })).rejects.toMatchObject({
    code: 'in_use',
    message: expect.stringContaining('DATA_DIR is in use') as string,
  });
  await first.stop();
});

test('a sidecar that dies is started again, and connections find it at the same address', async () => {
  const warnings: string[] = [];
  const database = await startEmbeddedDatabase({ dataDir, warn: (line) => warnings.push(line) });
  const client = await mongoose.createConnection(database.uri).asPromise();
  const things = client.collection('things');
  await things.insertOne({ kept: true }, { writeConcern: { w: 'majority', j: true } });
  const { pid } = database;
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(database.pid).not.toBe(pid), { timeout: 10_000 });
  await vi.waitFor(async () => expect(await things.countDocuments()).toBe(1), { timeout: 10_000 });
  expect(warnings).toEqual([expect.stringContaining('SIGKILL')]);
  await client.close();
  await database.stop();
});

test('a script finds the database of a running server, and none when it has stopped', async () => {
  const database = await startEmbeddedDatabase({ dataDir });
  expect(await findEmbeddedDatabase(dataDir)).toBe(database.uri);
  await database.stop();
  expect(await findEmbeddedDatabase(dataDir)).toBeUndefined();
});

test('the server comes back to its data after a graceful stop', async () => {
  const settings = { DATA_DIR: dataDir };
  const first = await startServer('built', settings);
  // The outbox counts a comment when it delivers it, and the demo's are on their way.
  const posts = await vi.waitFor(
    async () => {
      const listed = await postsOf(first.url);
      expect(listed.items.map((post) => post.comment_count)).toEqual([1, 3]);
      return listed;
    },
    { timeout: 10_000 },
  );
  expect(await first.stop({ keepData: true })).toBe(0);
  const second = await startServer('built', settings);
  expect(await postsOf(second.url)).toEqual(posts);
  await second.stop();
});

test('a query is answered for which no index finds anything soon', async () => {
  const database = await startEmbeddedDatabase({ dataDir });
  const connection = await mongoose.createConnection(database.uri).asPromise();
  const things = connection.collection('things');
  await things.createIndex({ owner: 1, at: 1 });
  await things.createIndex({ owner: 1, kind: 1 });
  const many = Array.from({ length: 11_000 }, (_, n) => ({
    owner: 'lan',
    at: n,
    kind: n,
    isRare: n > 10_990,
  }));
  await things.insertMany(many);
  expect(await things.find({ owner: 'lan', isRare: true }).sort({ at: 1 }).toArray()).toHaveLength(9);
  await connection.close();
  await database.stop();
});

async function postsOf(url: string) {
  const response = await fetch(`${url}/api/v1/posts`);
  return (await response.json()) as { items: { comment_count: number }[] };
}
