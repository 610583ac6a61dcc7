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
  const uri = await findEmbeddedDatabase(process.env.TINGTING_DATA_DIR ?? '');
  if (!uri) throw new Error('the test server has no embedded database');
  const connection = await mongoose.createConnection(uri, { dbName: 'tingting' }).asPromise();
  const at = new Date(Date.now() - HOUR_MS);
  const id = (hex: string) => new mongoose.Types.ObjectId(hex);
  await connection.collection('comments').insertMany(
    bodies.map((body) => ({
      // An id begins with its second, and the order of a thread is that of its ids.
      _id: new mongoose.Types.ObjectId(
        mongoose.mongo.BSON.ObjectId.generate(Math.floor(at.getTime() / 1000)),
      ),
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
  await connection.close();
}
