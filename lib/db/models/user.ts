import mongoose, { type Model, Schema, type Types } from 'mongoose';
import type { NotificationType } from '@/lib/realtime/events';

/** What a person wishes to hear, and how. Accounts without it have the defaults. */
export interface PreferencesDoc {
  version: number;
  /** Kinds that are switched off. */
  silenced: NotificationType[];
  toasts: boolean;
  sound: boolean;
  quietHours: { from: string; to: string; timeZone: string } | null;
  preview: 'all' | 'sender' | 'nothing';
  blocked: Types.ObjectId[];
}

export interface UserDoc {
  _id: Types.ObjectId;
  /** Unique, lower case, `a-z0-9_`. */
  name: string;
  displayName: string;
  /** What the name looks like: no two people may have names that look alike. */
  nameSkeleton?: string;
  /** The same of the display name, and its letters without regard to case, to tell the same from the alike. */
  displaySkeleton?: string;
  displayFolded?: string;
  /** Words of the display name as they are searched; accounts from before have none. */
  searchTerms?: string[];
  avatar: string | null;
  /** One of the people whom everybody who tries the demo shares. */
  isDemo?: boolean;
  /** argon2id in PHC form; null for people who sign in through a provider. */
  passwordHash: string | null;
  /** Grows with every new password and "sign out everywhere"; sessions and tokens of an older version are over. */
  sessionVersion: number;
  /** Sessions of this version that were signed out, the last of them. */
  endedSessions?: string[];
  preferences?: PreferencesDoc;
  createdAt: Date;
}

const quietHours = new Schema({ from: String, to: String, timeZone: String }, { _id: false });

const preferences = new Schema<PreferencesDoc>(
  {
    version: { type: Number, default: 0 },
    silenced: { type: [String], default: [] },
    toasts: { type: Boolean, default: true },
    sound: { type: Boolean, default: false },
    quietHours: { type: quietHours, default: null },
    preview: { type: String, enum: ['all', 'sender', 'nothing'], default: 'all' },
    blocked: { type: [Schema.Types.ObjectId], default: [] },
  },
  { _id: false },
);

const schema = new Schema<UserDoc>(
  {
    name: { type: String, required: true },
    displayName: { type: String, required: true },
    nameSkeleton: { type: String },
    displaySkeleton: { type: String },
    displayFolded: { type: String },
    searchTerms: { type: [String], default: undefined },
    avatar: { type: String, default: null },
    isDemo: { type: Boolean },
    passwordHash: { type: String, default: null },
    sessionVersion: { type: Number, default: 0 },
    endedSessions: { type: [String], default: undefined },
    preferences: { type: preferences },
    createdAt: { type: Date, default: () => new Date() },
  },
  { strict: 'throw', versionKey: false },
);
schema.index({ name: 1 }, { unique: true });
schema.index({ searchTerms: 1 });
// Partial: names from before looks were compared stay as they are.
schema.index(
  { nameSkeleton: 1 },
  { unique: true, partialFilterExpression: { nameSkeleton: { $type: 'string' } } },
);
schema.index({ displaySkeleton: 1 });

export const User = (mongoose.models.User as Model<UserDoc>) ?? mongoose.model('User', schema);
