import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export interface TestServer {
  url: string;
  /** Everything the server has printed so far. */
  output(): string;
  /** Ends it gracefully and removes its data unless told to keep it. @returns its exit code */
  stop(options?: { keepData?: boolean }): Promise<number | null>;
}

const COMMANDS = { built: ['dist/server.js'], dev: ['--import', 'tsx', 'server.ts'] };

/** Starts a server of its own: loopback, a free port, a data folder that goes with it. */
export async function startServer(
  mode: keyof typeof COMMANDS = 'built',
  settings: Record<string, string> = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'tingting-'));
  const child = spawn(process.execPath, COMMANDS[mode], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: mode === 'built' ? 'production' : 'development',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      MONGODB_URI: '',
      RATE_LIMITS: 'off',
      ...settings,
    },
  });
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const ready = /ready on (http\S+)/.exec(printed)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${printed}`)));
  });
  return {
    url,
    output: () => printed,
    async stop(options = {}) {
      const code = await ended(child);
      if (!options.keepData) await rm(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve(child.exitCode);
    child.once('exit', (code) => resolve(code));
    child.kill('SIGTERM');
  });
}
