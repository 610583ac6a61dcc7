import { performance } from 'node:perf_hooks';
import mongoose from 'mongoose';
import { metrics } from '@/lib/metrics';
import { singleton } from '@/lib/singleton';

/** What this code calls of the driver's collections. `find` and `aggregate` are measured where their answer is read. */
const OPERATIONS = [
  'findOne',
  'findOneAndUpdate',
  'countDocuments',
  'insertOne',
  'updateOne',
  'updateMany',
  'deleteOne',
  'deleteMany',
  'bulkWrite',
] as const;

type Call = (this: unknown, ...args: unknown[]) => unknown;

const isMeasured = singleton<true>('database-measured');

/**
 * Measures every operation that goes through the driver, mongoose's and our own, from the call to its answer: the wait for
 * a connection is part of it. The driver's command monitoring would cost more and know less.
 */
export function measureDatabase(): void {
  if (isMeasured.get()) return;
  isMeasured.set(true);
  const { Collection, AbstractCursor } = mongoose.mongo;
  const collections = Collection.prototype as unknown as Record<string, Call>;
  for (const operation of OPERATIONS) {
    wrap(collections, operation, operation, (self) => (self as { collectionName: string }).collectionName);
  }
  wrap(AbstractCursor.prototype as unknown as Record<string, Call>, 'toArray', 'find', (self) => {
    const { namespace } = self as { namespace: { collection?: string } };
    return namespace.collection ?? 'none';
  });
}

function wrap(
  proto: Record<string, Call>,
  name: string,
  operation: string,
  collectionOf: (self: unknown) => string,
): void {
  const call = proto[name];
  if (!call) throw new Error(`the driver has no ${name} to measure`);
  proto[name] = function (...args) {
    const from = performance.now();
    const labels = { operation, collection: collectionOf(this) };
    const answer = call.apply(this, args) as Promise<unknown>;
    const end = () => metrics().database.observe(labels, (performance.now() - from) / 1000);
    answer.then(end, () => {
      end();
      metrics().databaseErrors.inc(labels);
    });
    return answer;
  };
}
