import { performance } from 'node:perf_hooks';
import mongoose from 'mongoose';
import { connectDatabase, disconnectDatabase } from '@/lib/db/connection';
import { findEmbeddedDatabase } from '@/lib/db/embedded';
import { Notification } from '@/lib/db/models/notification';
import { finishBulkRead } from '@/lib/notifications/bulk-read';
import { markRead } from '@/lib/notifications/mark-read';
import { listNotifications } from '@/lib/notifications/store';
import { newPerson } from '@/tests/support/person';
import { startServer } from '@/tests/support/server';
import { sessionCookie, TEST_SECRET } from '@/tests/support/session';

// npm run bench:inbox: an inbox of 100,000, on this machine, in one run. Medians; the goals are 300 ms and 50 ms.
const SIZE = 100_000;
const UNREAD = [100, 1_000, 10_000, 100_000];
const ROUNDS = 5;
const PAGES = 25;
const BATCH = 1_000;

const server = await startServer('built', { LOG_LEVEL: 'warn', AUTH_SECRET: TEST_SECRET });
const lan = await newPerson(server.url, 'Lan');
const { name, value } = await sessionCookie(server.url, lan.user.id);
const uri = await findEmbeddedDatabase(server.dataDir);
if (!uri) throw new Error('the server has no embedded database');
await connectDatabase(uri);
const recipient = new mongoose.Types.ObjectId(lan.user.id);

const from = Date.now() - SIZE * 60_000;
const rows = Array.from({ length: SIZE }, (_, n) => ({
  _id: new mongoose.Types.ObjectId(),
  recipient,
  type: n % 10 === 0 ? 'NEW_REPLY' : 'NEW_COMMENT',
  actor: recipient,
  post: new mongoose.Types.ObjectId(),
  comment: new mongoose.Types.ObjectId(),
  preview: 'The window seat is the best one when it rains.',
  readAt: new Date(),
  createdAt: new Date(from + n * 60_000),
  expiresAt: new Date(Date.now() + 180 * 24 * 3600 * 1000),
}));
for (let n = 0; n < SIZE; n += BATCH) await Notification.collection.insertMany(rows.slice(n, n + BATCH));
const newest = rows.at(-1)?._id.toString() ?? '';

/** Makes exactly the newest so many unread; in batches, for a connection waits only so long for an answer. */
async function makeUnread(count: number): Promise<void> {
  await finishBulkRead(lan.user.id);
  await setReadAt(rows.slice(0, SIZE - count), new Date());
  await setReadAt(rows.slice(SIZE - count), null);
}

async function setReadAt(some: typeof rows, readAt: Date | null): Promise<void> {
  const isOther = readAt ? { readAt: null } : { readAt: { $ne: null } };
  for (let n = 0; n < some.length; n += BATCH) {
    const ids = some.slice(n, n + BATCH).map(({ _id }) => _id);
    await Notification.collection.updateMany({ _id: { $in: ids }, ...isOther }, { $set: { readAt } });
  }
}

/** The page of the history, as a browser first gets it: with its rows. */
async function openHistory(): Promise<void> {
  const answer = await fetch(`${server.url}/notifications`, { headers: { cookie: `${name}=${value}` } });
  const page = await answer.text();
  if (!page.includes('The window seat')) throw new Error(`no rows in the page: ${answer.status}`);
}

async function measure(label: string, times: number, work: () => Promise<unknown>, before = noPreparation) {
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    await before();
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
  }
  const sorted = took.sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? NaN).toFixed(1);
  console.log(`${label.padEnd(44)} p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, n=${times}`);
}
const noPreparation = () => Promise.resolve();

for (const count of UNREAD) {
  const prepare = () => makeUnread(count);
  const label = `mark all read, ${count.toLocaleString('en')} unread`;
  await measure(label, ROUNDS, () => markRead(lan.user.id, { upTo: newest }), prepare);
  await measure(
    `${label}, by REST`,
    ROUNDS,
    () => lan.call('POST', '/notifications/read', { up_to: newest }),
    prepare,
  );
}

for (const count of [0, 100, SIZE]) {
  await makeUnread(count);
  const state = `${count.toLocaleString('en')} unread`;
  await measure(`first page, ${state}`, PAGES, () => listNotifications(lan.user.id, {}));
  await measure(`first page of the unread, ${state}`, PAGES, () =>
    listNotifications(lan.user.id, { filter: 'unread' }),
  );
  await measure(`first page of the replies, ${state}`, PAGES, () =>
    listNotifications(lan.user.id, { type: 'NEW_REPLY' }),
  );
  await measure(`first page by REST, ${state}`, PAGES, () => lan.call('GET', '/notifications'));
  await measure(`first page as a page, ${state}`, PAGES, openHistory);
}
await disconnectDatabase();
await server.stop();
