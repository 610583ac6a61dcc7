import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { type Contestant, start } from '@/tests/load/contestants';
import { marked, type Member } from '@/tests/load/orders';
import { Repeats } from '@/tests/load/rows';
import { type Board, newBoard, type Scenario, stopAll } from '@/tests/load/scenarios/scenario';

const PENDING = 10_000;
const LIVE = 4_000;
const IN_FLIGHT = 64;
const OWNERS = 50;
/** Enough to have all of them in the database before the first is due. */
const DUE_IN_MS = 5_000;

/** What a crash has left behind is delivered: 10,000 comments lie in the database, and become due at once. */
export const backlog: Scenario = {
  name: 'backlog',
  async run({ generator, repeats, isQuick, say }) {
    const product = await start('product');
    const { url } = product;
    const board = await newBoard(product, { owners: OWNERS, devices: 2 }, generator);
    const { writers, threads } = board;
    const [pending, live] = isQuick ? [PENDING / 10, LIVE / 10] : [PENDING, LIVE];
    const figures = new Repeats();
    const write = () => {
      const writing = { url, writers, threads, count: live, pace: { inFlight: IN_FLIGHT } };
      return generator.ask<'write'>({ kind: 'write', writing });
    };
    await write();
    for (let n = 0; n < repeats; n++) {
      const written = await write();
      figures.check('live', written.count);
      const run = randomBytes(4).toString('hex');
      const owners = Array.from(
        { length: pending },
        (_, each) => threads[each % threads.length]?.owner ?? '',
      );
      const listening = generator.ask<'listen'>({ kind: 'listen', url, run, owners });
      await leavePending(product, board, run, pending);
      const drained = await listening;
      figures.check('backlog', drained.count);
      const [liveRate, drainRate] = [
        written.count.accepted / (written.tookMs / 1000),
        drained.count.accepted / (drained.tookMs / 1000),
      ];
      figures.add('live', liveRate);
      figures.add('drained', drainRate);
      say(`product: ${drainRate.toFixed(0)}/s from the backlog, ${liveRate.toFixed(0)}/s live`);
    }
    await stopAll([product], generator);
    return {
      faults: figures.faults,
      rows: [
        {
          measure: `backlog of ${pending.toLocaleString('en')} drained`,
          unit: '/s',
          product: figures.of('drained'),
          against: { name: 'live', values: figures.of('live') },
          goal: { least: 3 },
        },
      ],
    };
  },
};

/** As a server leaves them that dies between the answers and the deliveries. */
async function leavePending(
  { database }: Contestant,
  { writers, threads }: Board,
  run: string,
  count: number,
): Promise<void> {
  const now = new Date();
  const notBefore = new Date(now.getTime() + DUE_IN_MS);
  const id = (of: string | undefined) => new mongoose.Types.ObjectId(of);
  const authorOf = (n: number): Member | undefined => writers[n % writers.length];
  const docs = Array.from({ length: count }, (_, n) => ({
    _id: id(undefined),
    post: id(threads[n % threads.length]?.post),
    parent: null,
    ancestors: [],
    author: id(authorOf(n)?.id),
    body: marked(run, n),
    mentions: [],
    createdAt: now,
    editedAt: null,
    deletedAt: null,
    removedAt: null,
    changedAt: now,
    outbox: {
      state: 'pending',
      attempts: 0,
      notBefore,
      lease: null,
      facts: { postAuthor: id(threads[n % threads.length]?.owner), parentAuthor: null },
      only: null,
      hasChanged: false,
    },
  }));
  await database().collection('comments').insertMany(docs, { ordered: false });
}
