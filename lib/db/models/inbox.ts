import mongoose, { type Model, Schema, type Types } from 'mongoose';

/** One small document a person: the revision that orders the states of their inbox. */
export interface InboxDoc {
  _id: Types.ObjectId;
  revision: number;
}

const schema = new Schema<InboxDoc>(
  { _id: { type: Schema.Types.ObjectId, required: true }, revision: { type: Number, required: true } },
  { strict: 'throw', versionKey: false },
);

export const Inbox = (mongoose.models.Inbox as Model<InboxDoc>) ?? mongoose.model('Inbox', schema);
