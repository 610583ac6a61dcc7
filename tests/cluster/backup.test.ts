import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadSecret } from '@/lib/auth/secret';
import { startEmbeddedDatabase } from '@/lib/db/embedded';
import { openStore } from '@/tests/cluster/support/people';
import { newDataDir } from '@/tests/support/server';

const folder = await newDataDir();
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A line of the operator's manual, run as it stands there. */
async function asDocumented(begin: string, env: Record<string, string>): Promise<void> {
  const manual = await readFile('docs/operations.md', 'utf8');
  const lines = manual.split('\n').filter((line) => line.startsWith(begin));
  expect(lines).toHaveLength(1);
  execFileSync('sh', ['-euc', `umask 077\n${lines[0]}`], { env: { ...process.env, ...env } });
}

test('the embedded database comes back as it was when it was copied', { timeout: 60_000 }, async () => {
  const DATA_DIR = path.join(folder, 'data');
  const BACKUP = path.join(folder, 'backup.tar.gz');
  await mkdir(DATA_DIR);
  const secret = await loadSecret(DATA_DIR);
  await write(DATA_DIR, 'before');
  await asDocumented('tar -C "$DATA_DIR" --exclude', { DATA_DIR, BACKUP });
  expect((await stat(BACKUP)).mode & 0o077).toBe(0);
  await write(DATA_DIR, 'after');

  await asDocumented('mv "$DATA_DIR"/db', { DATA_DIR });
  await asDocumented('tar -C "$DATA_DIR" -x', { DATA_DIR, BACKUP });
  expect(await write(DATA_DIR, 'again')).toEqual(['before', 'again']);

  // On another machine there is nothing yet.
  await rename(DATA_DIR, path.join(folder, 'gone'));
  await mkdir(DATA_DIR);
  await asDocumented('tar -C "$DATA_DIR" -x', { DATA_DIR, BACKUP });
  expect(await loadSecret(DATA_DIR)).toBe(secret);
  expect((await stat(path.join(DATA_DIR, 'db'))).mode & 0o077).toBe(0);
});

/** Writes one comment more. @returns the texts of all that are there then */
async function write(dataDir: string, body: string): Promise<string[]> {
  const database = await startEmbeddedDatabase({ dataDir });
  const store = await openStore(database.uri);
  await store.collection('comments').insertOne({ body }, { writeConcern: { w: 'majority', j: true } });
  const all = await store.collection('comments').find().sort({ _id: 1 }).toArray();
  await store.close();
  await database.stop();
  return all.map((each) => String(each.body));
}
