import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

test('stopping `npm start` stops the server behind it', async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'tingting-start-'));
  const npm = spawn('npm', ['start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, MONGODB_URI: '' },
  });
  const url = await new Promise<string>((resolve) => {
    let printed = '';
    npm.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const ready = /ready on (http\S+)/.exec(printed)?.[1];
      if (ready) resolve(ready);
    });
  });
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const ended = new Promise((resolve) => npm.once('exit', resolve));
  npm.kill('SIGTERM');
  expect(await ended).toBe(0);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  await rm(dataDir, { recursive: true, force: true });
});
