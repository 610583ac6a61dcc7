import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { issueToken } from '@/lib/auth/tokens';
import { env } from '@/lib/env';
import { NODE_SECRET } from '@/tests/support/nodes';
import { Person } from '@/tests/support/person';

/** People who have a post each. */
export interface Neighbour {
  person: Person;
  postId: string;
}

/** Opens a database past the nodes, for a test to write people into and to see what is stored. */
export async function openStore(uri: string): Promise<mongoose.Connection> {
  return mongoose.createConnection(uri, { dbName: 'tingting' }).asPromise();
}

/** Writes people and their posts straight into the database: by REST the hashing of passwords would be most of a test. */
export async function settle(
  store: mongoose.Connection,
  { url, count }: { url: string; count: number },
): Promise<Neighbour[]> {
  const createdAt = new Date();
  const users = Array.from({ length: count }, (_, n) => ({
    _id: new mongoose.Types.ObjectId(),
    name: `neighbour_${n}`,
    displayName: `Neighbour ${n}`,
    avatar: null,
    passwordHash: null,
    sessionVersion: 0,
    createdAt,
  }));
  const posts = users.map(({ _id: author, displayName }) => ({
    _id: new mongoose.Types.ObjectId(),
    author,
    title: `A question of ${displayName}`,
    body: 'What now?',
    commentCount: 0,
    createdAt,
    lastActivityAt: createdAt,
    deletedAt: null,
  }));
  await store.collection('users').insertMany(users);
  await store.collection('posts').insertMany(posts);
  env().authSecret = NODE_SECRET;
  return Promise.all(
    users.map(async ({ _id, name, displayName }, n) => {
      const id = _id.toString();
      const { token } = await issueToken('api', { userId: id, sessionId: randomUUID(), sessionVersion: 0 });
      const person = new Person(url, token, { id, name, display_name: displayName, avatar: null });
      return { person, postId: posts[n]?._id.toString() ?? '' };
    }),
  );
}
