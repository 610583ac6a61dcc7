import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { endWithUs } from '@/tests/support/child';
import { PASSWORD } from '@/tests/support/person';

export interface TestServer {
  url: string;
  pid: number;
  dataDir: string;
  /** Everything the server has printed so far. */
  output(): string;
  /** Asks a module that was loaded beside the server; it answers with one message. */
  ask<T>(question: string): Promise<T>;
  /** The next message of such a module. */
  nextMessage<T>(): Promise<T>;
  /** Resolves when it has ended, however it ended. */
  ended: Promise<void>;
  /** Ends it gracefully and removes its data unless told to keep it. @returns its exit code */
  stop(options?: { keepData?: boolean }): Promise<number | null>;
  /** Sends a signal. @returns when it has ended: how, and after how many milliseconds */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }>;
}

export interface ServerOptions {
  /** A data folder of an earlier server; its own otherwise. */
  dataDir?: string;
  /** A module to load before the server, and what it needs of node. */
  preload?: string;
  nodeArgs?: string[];
}

/** How every token begins: the header of what next-auth encrypts. */
const ENCRYPTED_HEADER = Buffer.from('{"alg":"dir"').toString('base64url').slice(0, 14);

const COMMANDS = { built: ['dist/server.js'], dev: ['--import', 'tsx', 'server.ts'] };

/** Starts a server of its own: loopback, a free port, a data folder that goes with it. */
export async function startServer(
  mode: keyof typeof COMMANDS = 'built',
  settings: Record<string, string> = {},
  options: ServerOptions = {},
): Promise<TestServer> {
  const dataDir = options.dataDir ?? settings.DATA_DIR ?? (await newDataDir());
  const preload = options.preload ? ['--import', path.resolve(options.preload)] : [];
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), ...preload, ...COMMANDS[mode]], {
    stdio: ['ignore', 'pipe', 'pipe', ...(options.preload ? ['ipc' as const] : [])],
    env: {
      ...process.env,
      NODE_ENV: mode === 'built' ? 'production' : 'development',
      HOST: '127.0.0.1',
      PORT: '0',
      MONGODB_URI: '',
      RATE_LIMITS: 'off',
      ...settings,
      DATA_DIR: dataDir,
    },
  });
  endWithUs(child);
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const ready = /ready on (http\S+)/.exec(printed)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${printed}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    output: () => printed,
    nextMessage: <T>() => nextMessage<T>(child),
    ask<T>(question: string) {
      const answer = nextMessage<T>(child);
      child.send(question);
      return answer;
    },
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
    async stop({ keepData = false } = {}) {
      const { code } = await ended(child, 'SIGTERM');
      insistSecretsKept(printed, settings);
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
      return code;
    },
    end: (signal) => ended(child, signal),
  };
}

/** Whatever a test was about: what the server has printed names no password, no secret and no token. */
function insistSecretsKept(
  printed: string,
  { AUTH_SECRET, MONGODB_URI, REDIS_URL }: Record<string, string>,
): void {
  const secrets = [PASSWORD, AUTH_SECRET, MONGODB_URI, REDIS_URL, 'argon2id$', ENCRYPTED_HEADER];
  const said = secrets.filter((secret) => secret && printed.includes(secret));
  if (said.length > 0) throw new Error(`the server has printed a secret:\n${printed}`);
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => child.once('message', (message) => resolve(message as T)));
}

export function newDataDir(): Promise<string> {
  return mkdtemp(path.join(os.tmpdir(), 'tingting-'));
}

/** A port of loopback that is free now: for a server that comes back at the address it had. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }> {
  const from = Date.now();
  return new Promise((resolve) => {
    const done = (code: number | null) => resolve({ code, ms: Date.now() - from });
    if (child.exitCode !== null || child.signalCode !== null) return done(child.exitCode);
    child.once('exit', done);
    child.kill(signal);
  });
}
