import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { endWithUs } from '@/tests/support/child';
import { hasProgram } from '@/tests/support/debian-package';
import { freePort } from '@/tests/support/server';

const PROGRAM = '/usr/sbin/nginx';
const CONFIG = path.resolve('deploy/nginx.conf');
const RELOADED_MS = 5_000;
/** As in `deploy/nginx/nodes.conf`. */
const PATIENCE = 'max_fails=5 fail_timeout=2s';

export interface TestNginx {
  url: string;
  /** Where its nodes stand, as `deploy/nginx/nodes.conf` has them: to be written to, and then taken over. */
  nodesFile: string;
  /** Takes over its configuration without closing anything; resolves when nothing new begins with the old one. */
  reload(): Promise<void>;
  /** What it has passed on, and where to: a line per request. */
  log(): Promise<string[]>;
  /** What it has complained of. */
  complaints(): string;
  stop(): Promise<void>;
}

export interface Node {
  name: string;
  port: number;
}

/** Whether there is an nginx to test with; on Debian as root it is brought. */
export function hasNginx(): boolean {
  return hasProgram(PROGRAM, 'nginx-light');
}

/**
 * Starts an nginx of its own with the configuration of `deploy/`: loopback, a free port, a folder that goes with it.
 * @param change what a test changes about that configuration, to see what it is good for
 */
export async function startNginx(
  nodes: Node[],
  change: (config: string) => string = (config) => config,
): Promise<TestNginx> {
  const port = await freePort();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tingting-nginx-'));
  // Its workers are somebody else's than root.
  await chmod(folder, 0o755);
  await mkdir(path.join(folder, 'nginx'));
  const config = await readFile(CONFIG, 'utf8');
  const changed = change(config);
  const own = path.join(folder, 'nginx.conf');
  await (changed === config ? symlink(CONFIG, own) : writeFile(own, changed));
  await writeFile(path.join(folder, 'nginx', 'listen.conf'), `listen 127.0.0.1:${port};\n`);
  const nodesFile = path.join(folder, 'nginx', 'nodes.conf');
  await writeFile(
    nodesFile,
    nodes.map((node) => `server 127.0.0.1:${node.port} ${PATIENCE}; # ${node.name}\n`).join(''),
  );
  const log = path.join(folder, 'access.log');
  const child = spawn(PROGRAM, ['-e', 'stderr', '-p', folder, '-c', own, '-g', 'daemon off;'], {
    stdio: ['ignore', openSync(log, 'a'), 'pipe'],
  });
  // Killed, it would leave its workers behind.
  endWithUs(child, 'SIGTERM');
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`nginx ended with ${code}:\n${complaints}`);
  });
  died.catch(() => undefined);
  await Promise.race([listening(port), died]);

  return {
    url: `http://127.0.0.1:${port}`,
    nodesFile,
    async reload() {
      const before = await workersOf(child.pid);
      child.kill('SIGHUP');
      const until = Date.now() + RELOADED_MS;
      // Until the old workers take nothing new; they stay for what they have begun.
      while ((await Promise.all(before.map(takesWork))).includes(true)) {
        if (Date.now() > until) throw new Error(`nginx did not take over its configuration:\n${complaints}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    complaints: () => complaints,
    log: async () => (await readFile(log, 'utf8')).trim().split('\n'),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function workersOf(pid = 0): Promise<string[]> {
  return (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ');
}

async function takesWork(pid: string): Promise<boolean> {
  // One that has ended says nothing.
  const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return title.includes('worker process') && !title.includes('shutting down');
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
