import mongoose, { type Model, Schema, type Types } from 'mongoose';
import type { ThreadLevel } from '@/lib/realtime/events';

/** How much a person has chosen to hear of a thread. Without a choice there is no document. */
export interface SubscriptionDoc {
  _id: Types.ObjectId;
  user: Types.ObjectId;
  post: Types.ObjectId;
  level: ThreadLevel;
}

const schema = new Schema<SubscriptionDoc>(
  {
    user: { type: Schema.Types.ObjectId, ref: 'User', required: true },
    post: { type: Schema.Types.ObjectId, ref: 'Post', required: true },
    level: { type: String, enum: ['following', 'normal', 'muted'], required: true },
  },
  { strict: 'throw', versionKey: false },
);
schema.index({ user: 1, post: 1 }, { unique: true });
schema.index({ post: 1, level: 1 });

export const Subscription =
  (mongoose.models.Subscription as Model<SubscriptionDoc>) ?? mongoose.model('Subscription', schema);
