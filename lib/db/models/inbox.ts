import mongoose, { type Model, Schema, type Types } from 'mongoose';

/** One small document a person: the revision that orders the states of their inbox. */
export interface InboxDoc {
  _id: Types.ObjectId;
  revision: number;
  /**
   * The last bulk read, so that it can be taken back: its revision, and the `readAt` of what it marked. While it has an
   * `upTo`, its rows are still being written, and all up to that row counts as read.
   */
  bulkRead?: {
    revision: number;
    readAt: Date;
    upTo?: { at: Date; id: Types.ObjectId } | null;
    /** Taken back: its rows are being made unread again. */
    isUndone?: boolean;
  } | null;
}

const schema = new Schema<InboxDoc>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    revision: { type: Number, required: true },
    bulkRead: {
      type: new Schema(
        {
          revision: Number,
          readAt: Date,
          upTo: {
            type: new Schema({ at: Date, id: Schema.Types.ObjectId }, { _id: false, id: false }),
            default: null,
          },
          isUndone: { type: Boolean, default: undefined },
        },
        { _id: false },
      ),
      default: null,
    },
  },
  { strict: 'throw', versionKey: false },
);
schema.index(
  { 'bulkRead.upTo.at': 1 },
  { partialFilterExpression: { 'bulkRead.upTo.at': { $type: 'date' } } },
);
schema.index({ 'bulkRead.isUndone': 1 }, { partialFilterExpression: { 'bulkRead.isUndone': true } });

export const Inbox = (mongoose.models.Inbox as Model<InboxDoc>) ?? mongoose.model('Inbox', schema);
