import mongoose, { type Model, Schema, type Types } from 'mongoose';

/** One small document a person: the revision that orders the states of their inbox. */
export interface InboxDoc {
  _id: Types.ObjectId;
  revision: number;
  /** The last bulk read, so that it can be taken back: its revision, and the `readAt` of what it marked. */
  bulkRead?: { revision: number; readAt: Date } | null;
}

const schema = new Schema<InboxDoc>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    revision: { type: Number, required: true },
    bulkRead: { type: new Schema({ revision: Number, readAt: Date }, { _id: false }), default: null },
  },
  { strict: 'throw', versionKey: false },
);

export const Inbox = (mongoose.models.Inbox as Model<InboxDoc>) ?? mongoose.model('Inbox', schema);
