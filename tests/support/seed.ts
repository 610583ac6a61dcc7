import mongoose from 'mongoose';
import { findEmbeddedDatabase } from '@/lib/db/embedded';

const HOUR_MS = 3_600_000;

/**
 * Writes comments of a long thread straight into the database of the test server, as they lie there when everybody was
 * told of them long ago. By REST they would be most of a test.
 * @param bodies oldest first
 */
export async function seedComments(
  postId: string,
  { authorId, ownerId }: { authorId: string; ownerId: string },
  bodies: string[],
): Promise<void> {
  const at = new Date(Date.now() - HOUR_MS);
  await insert(
    'comments',
    bodies.map((body) => ({
      // An id begins with its second, and the order of a thread is that of its ids.
      _id: idOf(at),
      post: id(postId),
      parent: null,
      ancestors: [],
      author: id(authorId),
      body,
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
        facts: { postAuthor: id(ownerId), parentAuthor: null },
        only: null,
        hasChanged: false,
      },
    })),
  );
}

/** Unread notifications of comments on one post, all of just now; the comments themselves there are not. */
export async function seedNotifications(
  recipient: string,
  actor: string,
  post: string,
  count: number,
): Promise<void> {
  const last = Date.now();
  await insert(
    'notifications',
    Array.from({ length: count }, (_, n) => {
      const createdAt = new Date(last - count + n);
      return {
        _id: idOf(createdAt),
        recipient: id(recipient),
        type: 'NEW_COMMENT',
        actor: id(actor),
        post: id(post),
        comment: idOf(createdAt),
        preview: `no. ${n}`,
        readAt: null,
        createdAt,
        expiresAt: new Date(last + 24 * HOUR_MS),
      };
    }),
  );
}

async function insert(collection: string, docs: object[]): Promise<void> {
  const uri = await findEmbeddedDatabase(process.env.TINGTING_DATA_DIR ?? '');
  if (!uri) throw new Error('the test server has no embedded database');
  const connection = await mongoose.createConnection(uri, { dbName: 'tingting' }).asPromise();
  await connection.collection(collection).insertMany(docs);
  await connection.close();
}

function id(hex: string): mongoose.Types.ObjectId {
  return new mongoose.Types.ObjectId(hex);
}

/** A new id of that time. */
function idOf(at: Date): mongoose.Types.ObjectId {
  return new mongoose.Types.ObjectId(mongoose.mongo.BSON.ObjectId.generate(Math.floor(at.getTime() / 1000)));
}
