import mongoose, { Schema } from 'mongoose';
import { startEmbeddedDatabase } from '@/lib/db/embedded';
import { serveBaseline } from '@/tests/load/baseline';

// Socket.IO, mongoose, and two inserts a comment: the least that a board can do which keeps what it tells. It loses what
// a crash cuts off between the two, counts nothing, asks nobody what they wish to hear, and reads nothing at all.

// What was acknowledged and what was told is on disk first: the same promise as the product's.
const SAVED = { w: 'majority', j: true } as const;

const id = { type: Schema.Types.ObjectId, required: true };
const commentSchema = new Schema(
  { post: id, author: id, body: { type: String, required: true }, createdAt: { type: Date, required: true } },
  { versionKey: false, autoIndex: false },
);
commentSchema.index({ post: 1, _id: 1 });
const notificationSchema = new Schema(
  {
    recipient: id,
    actor: id,
    comment: id,
    preview: { type: String, required: true },
    readAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
notificationSchema.index({ recipient: 1, createdAt: -1 });
const Comment = mongoose.model('Comment', commentSchema);
const Notification = mongoose.model('Notification', notificationSchema);

const database = await startEmbeddedDatabase({ dataDir: process.env.DATA_DIR ?? '' });
await mongoose.connect(database.uri, {
  dbName: 'floor',
  maxPoolSize: 20,
  writeConcern: SAVED,
  retryWrites: false,
});
await Promise.all([Comment.createIndexes(), Notification.createIndexes()]);

await serveBaseline({
  async saveComment({ id: _id, post_id, author, body, created_at }) {
    await Comment.create({ _id, post: post_id, author: author.id, body, createdAt: created_at });
  },
  async saveNotification(recipient, { data }) {
    const { notification_id, sender, comment_id, preview, created_at } = data;
    await Notification.create({
      _id: notification_id,
      recipient,
      actor: sender.id,
      comment: comment_id,
      preview,
      createdAt: created_at,
    });
  },
});

process.on('SIGTERM', () => void database.stop().finally(() => process.exit(0)));
