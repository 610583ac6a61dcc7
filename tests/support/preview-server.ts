import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildPreviewWhenStale, next } from '@/scripts/preview-build.mjs';
import { endWithUs } from '@/tests/support/child';
import { freePort } from '@/tests/support/server';

/** Starts the designers' bench, built, without a database. */
export async function startPreview(): Promise<{ url: string; stop(): void }> {
  const root = process.cwd();
  buildPreviewWhenStale(root, console.log);
  const port = await freePort();
  const args = [next(root), 'start', '--hostname', '127.0.0.1', '--port', String(port)];
  const child = spawn(process.execPath, args, {
    cwd: path.join(root, 'preview'),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', MONGODB_URI: '' },
  });
  endWithUs(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes('Ready') && resolve());
    child.once('exit', (code) => reject(new Error(`the bench ended with ${code}`)));
  });
  return { url: `http://127.0.0.1:${port}/preview`, stop: () => void child.kill('SIGTERM') };
}
