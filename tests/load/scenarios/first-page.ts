import mongoose from 'mongoose';
import { start } from '@/tests/load/contestants';
import { Repeats } from '@/tests/load/rows';
import { type Scenario, stopAll } from '@/tests/load/scenarios/scenario';
import { percentile } from '@/tests/load/statistics';

const FEW = 100;
const NOTIFICATIONS = 100_000;
const COMMENTS = 20_000;
const ROUNDS = 300;
const BATCH = 5_000;

/** The first page of an inbox and of a thread, of few and of many, read in turn. */
export const firstPage: Scenario = {
  name: 'first-page',
  async run({ generator, repeats, isQuick, say }) {
    const product = await start('product');
    const [few, many, writer] = await product.people(3);
    if (!few || !many || !writer) throw new Error('there is nobody to read');
    const [short, long] = [await product.post(few), await product.post(many)];
    const [notifications, comments] = isQuick
      ? [NOTIFICATIONS / 10, COMMENTS / 10]
      : [NOTIFICATIONS, COMMENTS];
    const database = product.database();
    await insert(database, 'notifications', FEW, (n) => notification(few.id, writer.id, short, n));
    await insert(database, 'notifications', notifications, (n) => notification(many.id, writer.id, long, n));
    await insert(database, 'comments', FEW, (n) => comment(short, writer.id, few.id, n));
    await insert(database, 'comments', comments, (n) => comment(long, writer.id, many.id, n));

    const figures = new Repeats();
    const rounds = isQuick ? 50 : ROUNDS;
    const read = async (of: string, token: string, path: string) => {
      const took = await generator.ask<'read'>({
        kind: 'read',
        url: product.url,
        token,
        paths: [path],
        rounds,
      });
      return { of, times: took[path] ?? [] };
    };
    const turn = async () => [
      await read('inbox few', few.token, '/api/v1/notifications'),
      await read('inbox many', many.token, '/api/v1/notifications'),
      await read('thread few', many.token, `/api/v1/posts/${short}/comments`),
      await read('thread many', many.token, `/api/v1/posts/${long}/comments`),
      await read('page few', many.token, `/posts/${short}`),
      await read('page many', many.token, `/posts/${long}`),
    ];
    await turn();
    for (let n = 0; n < repeats; n++) {
      for (const { of, times } of await turn()) {
        figures.add(of, percentile(times, 0.99));
        say(
          `product: ${of} p50 ${percentile(times, 0.5).toFixed(2)} p99 ${percentile(times, 0.99).toFixed(2)} ms`,
        );
      }
    }
    await stopAll([product], generator);
    const row = (measure: string, of: string) => ({
      measure: `first page of ${measure}, p99`,
      unit: 'ms',
      product: figures.of(`${of} many`),
      against: { name: `with ${FEW}`, values: figures.of(`${of} few`) },
      goal: { most: 1.5 },
    });
    return {
      faults: figures.faults,
      rows: [
        row(`an inbox of ${notifications.toLocaleString('en')}`, 'inbox'),
        row(`a post with ${comments.toLocaleString('en')} comments`, 'thread'),
        row('that post, as a page', 'page'),
      ],
    };
  },
};

async function insert(
  database: mongoose.mongo.Db,
  collection: string,
  count: number,
  make: (n: number) => object,
): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const docs = Array.from({ length: Math.min(BATCH, count - from) }, (_, n) => make(from + n));
    await database.collection(collection).insertMany(docs, { ordered: false });
  }
}

const id = (of?: string) => new mongoose.Types.ObjectId(of);

function notification(recipient: string, actor: string, post: string, n: number): object {
  const createdAt = new Date(Date.now() - n);
  return {
    recipient: id(recipient),
    type: 'NEW_COMMENT',
    actor: id(actor),
    post: id(post),
    comment: id(),
    preview: 'The window seat is the best one when it rains.',
    readAt: null,
    createdAt,
    expiresAt: new Date(Date.now() + 24 * 3600 * 1000),
  };
}

function comment(post: string, author: string, owner: string, n: number): object {
  const at = new Date(Date.now() - n);
  return {
    post: id(post),
    parent: null,
    ancestors: [],
    author: id(author),
    body: 'The window seat is the best one when it rains.',
    mentions: [],
    createdAt: at,
    editedAt: null,
    deletedAt: null,
    removedAt: null,
    changedAt: at,
    outbox: {
      state: 'done',
      attempts: 1,
      notBefore: at,
      lease: null,
      facts: { postAuthor: id(owner), parentAuthor: null },
    },
  };
}
