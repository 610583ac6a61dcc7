import mongoose from 'mongoose';
import { whyUnusable } from '@/lib/db/address';
import { OPERATION_MS, withinDeadline } from '@/lib/db/deadline';
import { measureDatabase } from '@/lib/db/measure';
import '@/lib/db/models/user';
import '@/lib/db/models/post';
import '@/lib/db/models/comment';
import '@/lib/db/models/notification';
import '@/lib/db/models/inbox';
import '@/lib/db/models/subscription';

/**
 * What a person was told is saved must be on disk: journalled by a majority before the answer. The default of every
 * write, so that none can forget it.
 */
const SAVED = { w: 'majority', j: true } as const;

/** Delivery may write lightly: the outbox mark is written last and the journal is one sequence. */
export const DELIVERED = { w: 1 } as const;

/** Indexes that earlier versions built and nobody asks any more. */
const FORMER_INDEXES = [{ model: 'Comment', name: 'alive' }];

const PING_MS = 2_000;
/** Less than a person's write may take: a probe has to answer before whoever asks gives up. */
const PROBE_MS = 3_000;

/**
 * Connects mongoose for this process and builds the indexes.
 * @param uri `mongodb://…`; of the sidecar or of a server
 * @throws MongooseServerSelectionError after 5 s without a server; MongoServerError on refused credentials
 */
export async function connectDatabase(uri: string): Promise<void> {
  measureDatabase();
  // A filter that names a field the schema has not would otherwise lose it, and find everything.
  mongoose.set('strictQuery', 'throw');
  mongoose.set('sanitizeFilter', true);
  mongoose.set('bufferTimeoutMS', OPERATION_MS);
  const options = {
    dbName: databaseNameOf(uri),
    autoIndex: false,
    serverSelectionTimeoutMS: OPERATION_MS,
    waitQueueTimeoutMS: OPERATION_MS,
    maxPoolSize: 20,
    writeConcern: SAVED,
    // The embedded engine has no sessions, so retryable writes are not to be had there; the outbox retries.
    retryWrites: false,
  };
  // Building an index on a large collection may take as long as it needs, so not yet with a limit.
  await mongoose.connect(uri, options);
  // createIndexes leaves indexes alone that operators added; syncIndexes would drop them.
  for (const model of Object.values(mongoose.models)) await model.createIndexes();
  await dropFormerIndexes();
  await mongoose.disconnect();
  await mongoose.connect(uri, { ...options, socketTimeoutMS: OPERATION_MS });
}

/** Drops what `FORMER_INDEXES` names; what operators added stays. */
export async function dropFormerIndexes(): Promise<void> {
  for (const { model, name } of FORMER_INDEXES) {
    const { collection } = mongoose.model(model);
    // Of two nodes that start together one finds it gone.
    if (await collection.indexExists(name)) await collection.dropIndex(name).catch(() => undefined);
  }
}

/**
 * Connects to a database of one's own.
 * @throws SettingsError when the address, or what is there, cannot be used
 */
export async function connectOwnDatabase(uri: string): Promise<void> {
  try {
    await connectDatabase(uri);
  } catch (error) {
    throw whyUnusable(error);
  }
}

export async function disconnectDatabase(): Promise<void> {
  await mongoose.disconnect();
}

/** @throws MongoError when the database does not answer within 2 s */
export async function pingDatabase(): Promise<void> {
  if (mongoose.connection.readyState !== 1 || !mongoose.connection.db) throw new Error('not connected');
  await withinDeadline(mongoose.connection.db.command({ ping: 1 }), PING_MS);
}

/**
 * Writes as a person's comment is written, journalled by a majority: a database that answers and takes nothing is no use.
 * @throws MongoError when it is read-only, full or has lost its majority, or takes more than 3 s
 */
export async function probeWrite(): Promise<void> {
  if (!mongoose.connection.db) throw new Error('not connected');
  const probes = mongoose.connection.db.collection<{ _id: string; at: Date }>('probes');
  const write = probes.updateOne({ _id: 'write' }, { $set: { at: new Date() } }, { upsert: true });
  await withinDeadline(write, PROBE_MS);
}

function databaseNameOf(uri: string): string | undefined {
  const path = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(uri)?.[1];
  return path ? undefined : 'tingting';
}
