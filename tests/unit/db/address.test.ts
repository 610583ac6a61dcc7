import mongoose, { mongo } from 'mongoose';
import { expect, test } from 'vitest';
import { whyUnusable } from '@/lib/db/address';
import { SettingsError } from '@/lib/env';

/** What the driver says of an address. */
async function failureAt(uri: string): Promise<unknown> {
  const connection = mongoose.createConnection(uri, { serverSelectionTimeoutMS: 50 });
  return connection.asPromise().then(
    () => 'it connected',
    (error: unknown) => error,
  );
}

test.for([
  ['mongodb://user:hunter2@127.0.0.1:9/x', 'no MongoDB answers there'],
  ['mongodb://user:hunter2@127.0.0.1:9/x?noSuchOption=1', 'no address that the driver takes'],
  ['mongodb://user:hunt:er2@127.0.0.1:9/x', 'no address that the driver takes'],
  ['mongodb://user:hunter2@:9', 'no address that the driver takes'],
] as const)('says what is wrong with %s', async ([uri, sentence], { expect }) => {
  const error = whyUnusable(await failureAt(uri));
  expect(error).toBeInstanceOf(SettingsError);
  expect(String(error)).toContain(sentence);
  expect(String(error)).not.toContain('hunt');
});

test.for([
  [18, 'user and password'],
  [13, 'readWrite'],
  [10107, 'takes no writes'],
] as const)('says what a server means by %s', ([code, sentence], { expect }) => {
  const error = whyUnusable(new mongo.MongoServerError({ message: 'in its own words', code }));
  expect(String(error)).toMatch(new RegExp(`MONGODB_URI.*${sentence}`));
});

test('leaves alone what is no fault of the address', () => {
  const error = new Error('the index is taken');
  expect(whyUnusable(error)).toBe(error);
});
