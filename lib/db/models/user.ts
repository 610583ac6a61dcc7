import mongoose, { type Model, Schema, type Types } from 'mongoose';

export interface UserDoc {
  _id: Types.ObjectId;
  /** Unique, lower case, `a-z0-9_`. */
  name: string;
  displayName: string;
  avatar: string | null;
  /** argon2id in PHC form; null for people who sign in through a provider. */
  passwordHash: string | null;
  /** Grows with every new password; sessions and tokens of an older version are over. */
  sessionVersion: number;
  createdAt: Date;
}

const schema = new Schema<UserDoc>(
  {
    name: { type: String, required: true },
    displayName: { type: String, required: true },
    avatar: { type: String, default: null },
    passwordHash: { type: String, default: null },
    sessionVersion: { type: Number, default: 0 },
    createdAt: { type: Date, default: () => new Date() },
  },
  { strict: 'throw', versionKey: false },
);
schema.index({ name: 1 }, { unique: true });

export const User = (mongoose.models.User as Model<UserDoc>) ?? mongoose.model('User', schema);
