import { createHash } from 'node:crypto';
import mongoose, { type Connection, type Schema, type SchemaType } from 'mongoose';
import { vi } from 'vitest';
import { findEmbeddedDatabase } from '@/lib/db/embedded';
import { Comment } from '@/lib/db/models/comment';
import { Inbox } from '@/lib/db/models/inbox';
import { Notification } from '@/lib/db/models/notification';
import { Post } from '@/lib/db/models/post';
import { Subscription } from '@/lib/db/models/subscription';
import { User } from '@/lib/db/models/user';

const MODELS = [User, Post, Comment, Notification, Inbox, Subscription];

/** The database of a running test server, beside the server itself. */
export async function openDatabase(dataDir: string): Promise<Connection> {
  const uri = await findEmbeddedDatabase(dataDir);
  if (!uri) throw new Error('the test server has no embedded database');
  return mongoose.createConnection(uri, { dbName: 'tingting' }).asPromise();
}

/** Waits until everybody was told of everything. */
export async function settled(database: Connection): Promise<void> {
  const pending = () => database.collection('comments').countDocuments({ 'outbox.state': 'pending' });
  await vi.waitFor(async () => {
    if ((await pending()) > 0) throw new Error('comments are still being delivered');
  }, 30_000);
}

/** Count and hash of every collection: two that are alike hold the same documents. */
export async function digestOf(database: Connection): Promise<Record<string, string>> {
  await settled(database);
  const digests = MODELS.map(async ({ collection: { name } }) => {
    const docs = await database.collection(name).find().sort({ _id: 1 }).toArray();
    const hash = createHash('sha256').update(mongoose.mongo.BSON.EJSON.stringify(docs)).digest('hex');
    return [name, `${docs.length} ${hash}`] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

/** What is stored and is none of its schema's own fields, or not of their type. */
export async function strangersIn(database: Connection): Promise<string[]> {
  await settled(database);
  const strangers: string[] = [];
  for (const { collection, schema } of MODELS) {
    const docs = await database.collection(collection.name).find().toArray();
    strangers.push(
      ...docs.flatMap((doc) =>
        wrongIn(schema as unknown as Schema, doc, `${collection.name} ${String(doc._id)}: `),
      ),
    );
  }
  return strangers;
}

function wrongIn(schema: Schema, doc: object, where: string, above = ''): string[] {
  return Object.entries(doc).flatMap(([key, value]) => {
    const path = above + key;
    if (key.startsWith('$') || key.includes('.')) return [`${where}${path} is an operator or a path`];
    if (schema.pathType(path) === 'nested') return wrongIn(schema, value as object, where, `${path}.`);
    const type = schema.pathType(path) === 'real' ? schema.path(path) : undefined;
    return type ? wrongValue(type, value, `${where}${path}`) : [`${where}${path} is no field`];
  });
}

function wrongValue(type: SchemaType, value: unknown, where: string): string[] {
  if (value === null) return [];
  const inner = (type as { schema?: Schema }).schema;
  if (type.instance === 'Array') {
    if (!Array.isArray(value)) return [`${where} is no list`];
    const item = (type as { embeddedSchemaType?: SchemaType }).embeddedSchemaType;
    return value.flatMap((each: unknown, n) =>
      inner
        ? wrongIn(inner, each as object, `${where}.${n}.`)
        : item
          ? wrongValue(item, each, `${where}.${n}`)
          : [],
    );
  }
  if (inner) return wrongIn(inner, Object(value) as object, `${where}.`);
  return IS[type.instance]?.(value) ? [] : [`${where} is no ${type.instance}`];
}

const IS: Record<string, (value: unknown) => boolean> = {
  String: (value) => typeof value === 'string',
  Number: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
  Date: (value) => value instanceof Date,
  ObjectId: (value) => value instanceof mongoose.Types.ObjectId,
};
