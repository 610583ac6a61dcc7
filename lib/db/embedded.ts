import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedDatabaseError, startSidecar } from '@/lib/db/sidecar';

export interface EmbeddedDatabase {
  /** `mongodb://…` on a Unix socket; it stays the same when the sidecar is started again. */
  uri: string;
  /** Process id of the sidecar that runs now. */
  readonly pid: number;
  stop(): Promise<void>;
  /** Called once when the database has ended and could not be brought back. */
  onGone(listener: (reason: string) => void): void;
}

/** Restarts one after another before the database counts as gone; one that held for a minute starts anew. */
const MAX_RESTARTS = 5;
const HELD_MS = 60_000;
const SOCKET_PATH_MAX = 100;

/**
 * Runs the embedded database of a data folder, and starts it again when it ends without having been asked to.
 * Its address is a link to the socket of the sidecar that runs now, so that connections find the next one.
 * @param options.waitMs how long to wait for an earlier sidecar to let go of the folder, in milliseconds
 * @param options.warn hears of every unexpected end
 * @throws EmbeddedDatabaseError with a sentence for each way the first start can fail
 */
export async function startEmbeddedDatabase(options: {
  dataDir: string;
  waitMs?: number;
  warn?: (message: string) => void;
}): Promise<EmbeddedDatabase> {
  const { dataDir, warn = () => undefined } = options;
  let sidecar = await startSidecar(options);
  let isStopping = false;
  let restarting: Promise<void> | undefined;
  let tellGone: (reason: string) => void = () => undefined;

  const watch = () => {
    const startedAt = Date.now();
    linkSocket(dataDir, sidecar.socketPath);
    sidecar.onExit((reason) => {
      warn(`the embedded database has ended (${reason}); starting it again`);
      restarting = restart(Date.now() - startedAt > HELD_MS);
    });
  };
  let restarts = 0;
  const restart = async (hasHeld: boolean) => {
    restarts = hasHeld ? 0 : restarts;
    while (!isStopping) {
      if (restarts === MAX_RESTARTS) return tellGone(`it ended ${MAX_RESTARTS} times in a row`);
      await sleep(restarts === 0 ? 0 : 250 * 2 ** restarts);
      restarts += 1;
      try {
        sidecar = await startSidecar(options);
        if (isStopping) await sidecar.stop();
        return watch();
      } catch (error) {
        // One that runs and could not be linked would hold the folder against the next.
        await sidecar.stop();
        // A disk that is full or a folder that is held may be free at the next try.
        warn(error instanceof EmbeddedDatabaseError ? error.message : String(error));
      }
    }
  };
  watch();
  return {
    uri: uriOf(socketLink(dataDir)),
    get pid() {
      return sidecar.pid;
    },
    async stop() {
      isStopping = true;
      await restarting;
      await sidecar.stop();
      rmSync(socketLink(dataDir), { force: true });
    },
    onGone(listener) {
      tellGone = listener;
    },
  };
}

/**
 * Address of the database that another process of this user runs on a data folder.
 * @returns undefined when none is running
 */
export async function findEmbeddedDatabase(dataDir: string): Promise<string | undefined> {
  const link = socketLink(dataDir);
  const answers = await new Promise<boolean>((resolve) => {
    const socket = net.connect(link, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
  if (!answers) return undefined;
  insistOwn(path.dirname(link));
  return uriOf(link);
}

/** In the data folder; where that makes too long a path for a socket, in a folder of this user's below TMPDIR. */
function socketLink(dataDir: string): string {
  const near = path.join(path.resolve(dataDir), 'run', 'mongodb.sock');
  // In bytes: a name may have letters of more than one.
  if (Buffer.byteLength(near) < SOCKET_PATH_MAX) return near;
  const name = createHash('sha256').update(near).digest('hex').slice(0, 12);
  return path.join(os.tmpdir(), `tingting-${name}`, 'mongodb.sock');
}

function linkSocket(dataDir: string, socketPath: string): void {
  const link = socketLink(dataDir);
  mkdirSync(path.dirname(link), { recursive: true, mode: 0o700 });
  insistOwn(path.dirname(link));
  rmSync(link, { force: true });
  symlinkSync(socketPath, link);
}

/** Below TMPDIR somebody else may have made a folder of this name first. */
function insistOwn(folder: string): void {
  if (lstatSync(folder).uid === process.getuid?.()) return;
  throw new EmbeddedDatabaseError('died', `${folder} belongs to another user. Remove it, or set DATA_DIR.`);
}

function uriOf(socket: string): string {
  return `mongodb://${encodeURIComponent(socket)}/?directConnection=true`;
}
