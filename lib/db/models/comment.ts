import mongoose, { type Model, Schema, type Types } from 'mongoose';

/**
 * Delivery of a comment, in the comment itself: one document write saves both, no transaction needed.
 * The facts that decide who hears are kept with it, so that a delivery reads nothing to know its recipients.
 */
export interface OutboxMark {
  state: 'pending' | 'done' | 'failed';
  attempts: number;
  notBefore: Date;
  /** Which worker is delivering, in which batch, and until when nobody else may try. */
  lease: { worker: string; batch: string; until: Date } | null;
  facts: { postAuthor: Types.ObjectId; parentAuthor: Types.ObjectId | null };
}

export interface CommentDoc {
  _id: Types.ObjectId;
  post: Types.ObjectId;
  parent: Types.ObjectId | null;
  /** From the root down to the parent. */
  ancestors: Types.ObjectId[];
  author: Types.ObjectId;
  body: string;
  /** Idempotency key, unique per author where it was given. */
  clientKey?: string;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  outbox: OutboxMark;
}

const objectId = { type: Schema.Types.ObjectId, default: null };

const schema = new Schema<CommentDoc>(
  {
    post: { type: Schema.Types.ObjectId, ref: 'Post', required: true },
    parent: objectId,
    ancestors: { type: [Schema.Types.ObjectId], default: [] },
    author: { type: Schema.Types.ObjectId, ref: 'User', required: true },
    body: { type: String, required: true },
    clientKey: { type: String },
    createdAt: { type: Date, required: true },
    editedAt: { type: Date, default: null },
    deletedAt: { type: Date, default: null },
    outbox: {
      state: { type: String, enum: ['pending', 'done', 'failed'], required: true },
      attempts: { type: Number, default: 0 },
      notBefore: { type: Date, required: true },
      lease: {
        type: new Schema({ worker: String, batch: String, until: Date }, { _id: false }),
        default: null,
      },
      facts: { postAuthor: { ...objectId, required: true }, parentAuthor: objectId },
    },
  },
  { strict: 'throw', versionKey: false },
);
schema.index({ post: 1, _id: 1 });
schema.index(
  { author: 1, clientKey: 1 },
  { unique: true, partialFilterExpression: { clientKey: { $type: 'string' } } },
);
// Partial: only what is still to deliver is indexed, so the index stays as small as the backlog.
schema.index({ 'outbox.notBefore': 1 }, { partialFilterExpression: { 'outbox.state': 'pending' } });
schema.index(
  { createdAt: 1 },
  { name: 'undelivered', partialFilterExpression: { 'outbox.state': 'failed' } },
);

export const Comment = (mongoose.models.Comment as Model<CommentDoc>) ?? mongoose.model('Comment', schema);
