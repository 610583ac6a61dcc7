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
  /** Who may hear of it: after an edit only the newly mentioned. Null: everybody whom it concerns. */
  only?: Types.ObjectId[] | null;
  /** Id of the request that wrote, edited or deleted it; none where a script did. */
  request?: string | null;
  /** Edited or deleted since it was leased: what is being delivered is not the whole truth. */
  hasChanged?: boolean;
  /** What is being taken back, kept until everybody was told. */
  retracting?: { recipient: Types.ObjectId; notification: Types.ObjectId }[];
}

export interface CommentDoc {
  _id: Types.ObjectId;
  post: Types.ObjectId;
  parent: Types.ObjectId | null;
  /** From the root down to the parent. */
  ancestors: Types.ObjectId[];
  author: Types.ObjectId;
  body: string;
  /** People who are or were named in it. */
  mentions?: Types.ObjectId[];
  /** Idempotency key, unique per author where it was given. */
  clientKey?: string;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  /** Deleted, and no reply hangs below: not even a placeholder is left. */
  removedAt?: Date | null;
  /** The last of the times above, for those who look for what they missed. */
  changedAt?: Date;
  outbox: OutboxMark;
}

const objectId = { type: Schema.Types.ObjectId, default: null };

const schema = new Schema<CommentDoc>(
  {
    post: { type: Schema.Types.ObjectId, ref: 'Post', required: true },
    parent: objectId,
    ancestors: { type: [Schema.Types.ObjectId], default: [] },
    author: { type: Schema.Types.ObjectId, ref: 'User', required: true },
    // Empty once it is deleted.
    body: { type: String, default: '' },
    mentions: { type: [Schema.Types.ObjectId], default: [] },
    clientKey: { type: String },
    createdAt: { type: Date, required: true },
    editedAt: { type: Date, default: null },
    deletedAt: { type: Date, default: null },
    removedAt: { type: Date, default: null },
    changedAt: { type: Date },
    outbox: {
      state: { type: String, enum: ['pending', 'done', 'failed'], required: true },
      attempts: { type: Number, default: 0 },
      notBefore: { type: Date, required: true },
      lease: {
        type: new Schema({ worker: String, batch: String, until: Date }, { _id: false }),
        default: null,
      },
      facts: { postAuthor: { ...objectId, required: true }, parentAuthor: objectId },
      only: { type: [Schema.Types.ObjectId], default: null },
      request: { type: String },
      hasChanged: { type: Boolean, default: false },
      retracting: {
        type: [
          new Schema(
            { recipient: Schema.Types.ObjectId, notification: Schema.Types.ObjectId },
            { _id: false },
          ),
        ],
        default: undefined,
      },
    },
  },
  { strict: 'throw', versionKey: false },
);
schema.index({ post: 1, _id: 1 });
// Counted without looking at a document.
schema.index({ post: 1, _id: 1 }, { name: 'alive_by_id', partialFilterExpression: { deletedAt: null } });
schema.index({ post: 1, changedAt: 1, _id: 1 });
schema.index({ parent: 1 }, { partialFilterExpression: { parent: { $type: 'objectId' } } });
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
