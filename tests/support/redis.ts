import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { endWithUs } from '@/tests/support/child';
import { hasProgram } from '@/tests/support/debian-package';
import { freePort } from '@/tests/support/server';

const PROGRAM = '/usr/bin/redis-server';

export interface TestRedis {
  url: string;
  pid: number;
  /** Ends it, as a crash would; what it held is gone. */
  kill(): Promise<void>;
  /** Starts it again at the same address, empty. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Whether there is a Redis to test with; on Debian as root it is brought. */
export function hasRedis(): boolean {
  return hasProgram(PROGRAM, 'redis-server');
}

/** Starts a Redis of its own: loopback, a free port, a folder that goes with it. */
export async function startRedis(settings: string[] = []): Promise<TestRedis> {
  const port = await freePort();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tingting-redis-'));
  let child: ChildProcess;
  const start = async () => {
    const own = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'no',
    ];
    child = spawn(PROGRAM, [...own, ...settings], { stdio: ['ignore', 'pipe', 'inherit'] });
    endWithUs(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk: Buffer) => chunk.includes('Ready to accept connections') && resolve());
      child.once('exit', (code) => reject(new Error(`Redis ended with ${code}`)));
    });
  };
  const kill = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return child.pid ?? 0;
    },
    kill,
    start,
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
