// npm run outbox -- list | retry <comment id>... | retry --all
// Looks at what has not been delivered, and puts back into the queue what was given up. A server that is running
// finds it within a second; else the next start does.
import { parseArgs } from 'node:util';
import { openDatabase } from '@/lib/db/open';
import { env } from '@/lib/env';
import { isObjectId } from '@/lib/id';
import { listUndelivered, requeue } from '@/lib/notifications/outbox-store';

const USAGE = 'Usage: npm run outbox -- list | retry <comment id>... | retry --all';
const SHOWN = 200;

const { command, ids } = read(process.argv.slice(2));
const close = await openDatabase(env());
try {
  if (command === 'list') await list();
  else await retry(ids);
} finally {
  await close();
}

function read(args: string[]): { command: 'list' | 'retry'; ids: string[] | 'all' } {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { all: { type: 'boolean', default: false } },
    });
    const [command, ...ids] = positionals;
    if (command === 'list' && ids.length === 0 && !values.all) return { command, ids: [] };
    const wrong = ids.find((id) => !isObjectId(id));
    if (command === 'retry' && wrong !== undefined)
      fail(`${wrong} is no comment id: 24 characters of 0-9 and a-f.`);
    if (command === 'retry' && values.all !== ids.length > 0)
      return { command, ids: values.all ? 'all' : ids };
  } catch {
    // An option there is none of: the usage says which there are.
  }
  return fail(USAGE);
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

async function list(): Promise<void> {
  const rows = await listUndelivered(SHOWN);
  for (const { id, state, attempts, createdAt, notBefore } of rows) {
    const next = state === 'pending' ? `next try ${notBefore.toISOString()}` : 'given up';
    console.log(
      `${id}  ${state.padEnd(7)}  ${attempts} attempts  written ${createdAt.toISOString()}  ${next}`,
    );
  }
  if (rows.length === 0) console.log('Everything is delivered.');
  if (rows.length === SHOWN) console.log(`These are the first ${SHOWN}.`);
}

async function retry(ids: string[] | 'all'): Promise<void> {
  const count = await requeue(ids);
  console.log(`${count} put back into the queue.`);
  if (ids !== 'all' && count < ids.length) {
    console.log(`${ids.length - count} left alone: only what was given up can be retried.`);
  }
}
