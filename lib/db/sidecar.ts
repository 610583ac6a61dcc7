import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { databaseCommand } from '@/scripts/glibc.mjs';

/** Why the embedded database cannot run, in a sentence that says what to do. */
export class EmbeddedDatabaseError extends Error {
  override name = 'EmbeddedDatabaseError';
  constructor(
    readonly code: 'in_use' | 'disk_full' | 'unsupported' | 'missing' | 'died' | 'timeout',
    message: string,
  ) {
    super(message);
  }
}

export interface Sidecar {
  /** The Unix socket it listens on, in a folder that is new with every start. */
  socketPath: string;
  pid: number;
  /** Closes the engine cleanly; kills the process if it has not gone after 5 s. */
  stop(): Promise<void>;
  /** Called once if the process ends without having been asked to. */
  onExit(listener: (reason: string) => void): void;
}

interface Answer {
  socketPath?: string;
  error?: { code: EmbeddedDatabaseError['code']; message: string };
}

const STOP_MS = 5_000;

/**
 * Starts the real MongoDB engine as a process of its own on `<dataDir>/db`. Its standard input is a lifeline:
 * when this process ends, however it ends, the sidecar closes its files and goes.
 * @param options.waitMs how long to wait for an earlier sidecar to let go of the folder, in milliseconds
 * @throws EmbeddedDatabaseError with a sentence for each way it can fail
 */
export async function startSidecar(options: { dataDir: string; waitMs?: number }): Promise<Sidecar> {
  const dataDir = path.resolve(options.dataDir);
  const { command, args } = databaseCommand(process.cwd());
  const script = path.join(process.cwd(), 'scripts', 'database.mjs');
  const child = spawn(command, [...args, script, dataDir, String(options.waitMs ?? 15_000)], {
    // Detached: a Ctrl-C in the terminal must not take the database from under the app.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // The lifeline may break while it is written to; the exit is what counts and is handled below.
  child.stdin.on('error', () => undefined);
  let lastWords = '';
  child.stderr.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-2_000);
  });

  const answer = await firstAnswer(child, () => lastWords);
  if (!answer.socketPath || !child.pid) {
    const { code, message } = answer.error ?? { code: 'died' as const, message: 'it gave no address' };
    throw new EmbeddedDatabaseError(code, message);
  }
  return handleOf(child, answer.socketPath, child.pid);
}

function firstAnswer(child: ChildProcess, lastWords: () => string): Promise<Answer> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const line = text.split('\n').find((each) => each.startsWith('{"'));
      if (line && text.includes(`${line}\n`)) resolve(JSON.parse(line) as Answer);
    });
    const died = (why: string) =>
      resolve({ error: { code: 'died', message: `The embedded database did not start: ${why}. ${HINT}` } });
    child.once('error', (error) => died(error.message));
    child.once('exit', (code, signal) =>
      died(lastWords().trim().split('\n').at(-1) || `it ended with ${signal ?? code}`),
    );
  });
}

const HINT = 'Set MONGODB_URI to use a MongoDB of your own instead.';

function handleOf(child: ChildProcess, socketPath: string, pid: number): Sidecar {
  let isStopping = false;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    socketPath,
    pid,
    async stop() {
      isStopping = true;
      child.stdin?.end();
      const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      if (child.exitCode === null && child.signalCode === null) await gone;
      clearTimeout(deadline);
    },
    onExit(listener) {
      child.once('exit', (code, signal) => {
        if (!isStopping) listener(`it ended with ${signal ?? code}`);
      });
    },
  };
}
