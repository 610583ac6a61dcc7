import mongoose, { type Model, Schema, type Types } from 'mongoose';
import type { NotificationType } from '@/lib/realtime/events';

export interface NotificationDoc {
  _id: Types.ObjectId;
  recipient: Types.ObjectId;
  type: NotificationType;
  actor: Types.ObjectId;
  post: Types.ObjectId;
  comment: Types.ObjectId;
  preview: string;
  readAt: Date | null;
  createdAt: Date;
  /** When it is deleted; a TTL index where the server has a monitor, the outbox's sweep elsewhere. */
  expiresAt: Date;
}

const schema = new Schema<NotificationDoc>(
  {
    recipient: { type: Schema.Types.ObjectId, ref: 'User', required: true },
    type: { type: String, required: true },
    actor: { type: Schema.Types.ObjectId, ref: 'User', required: true },
    post: { type: Schema.Types.ObjectId, ref: 'Post', required: true },
    comment: { type: Schema.Types.ObjectId, ref: 'Comment', required: true },
    preview: { type: String, required: true },
    readAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);
schema.index({ recipient: 1, comment: 1 }, { unique: true });
schema.index({ recipient: 1, createdAt: -1, _id: -1 });
schema.index({ recipient: 1, type: 1, createdAt: -1, _id: -1 }, { name: 'kind' });
schema.index(
  { recipient: 1, createdAt: -1, _id: -1 },
  { name: 'unread', partialFilterExpression: { readAt: null } },
);
// What a comment, or a person, has caused: to take it back.
schema.index({ comment: 1 });
schema.index({ recipient: 1, actor: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const Notification =
  (mongoose.models.Notification as Model<NotificationDoc>) ?? mongoose.model('Notification', schema);
