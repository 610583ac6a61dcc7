import mongoose, { type Model, Schema, type Types } from 'mongoose';

/** How many comments of a post were there up to an id: a count goes on from it. */
export interface CountBase {
  /** Null: nothing is known. */
  upTo: Types.ObjectId | null;
  count: number;
  /** Another each time the base is dropped. */
  version: number;
}

export interface PostDoc {
  _id: Types.ObjectId;
  author: Types.ObjectId;
  title: string;
  body: string;
  commentCount: number;
  counted?: CountBase;
  createdAt: Date;
  lastActivityAt: Date;
  /** Whether anybody ever chose what to hear of it; where nothing is said, somebody may have. */
  hasChoices?: boolean;
  /** Its author has deleted it; what belongs to it is being taken away. */
  deletedAt: Date | null;
}

const schema = new Schema<PostDoc>(
  {
    author: { type: Schema.Types.ObjectId, ref: 'User', required: true },
    title: { type: String, required: true },
    body: { type: String, required: true },
    commentCount: { type: Number, default: 0 },
    counted: {
      type: new Schema({ upTo: Schema.Types.ObjectId, count: Number, version: Number }, { _id: false }),
    },
    createdAt: { type: Date, required: true },
    lastActivityAt: { type: Date, required: true },
    hasChoices: { type: Boolean, default: false },
    deletedAt: { type: Date, default: null },
  },
  { strict: 'throw', versionKey: false },
);
schema.index({ lastActivityAt: -1, _id: -1 });
schema.index({ deletedAt: 1 }, { partialFilterExpression: { deletedAt: { $type: 'date' } } });

export const Post = (mongoose.models.Post as Model<PostDoc>) ?? mongoose.model('Post', schema);
