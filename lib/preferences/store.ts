import mongoose from 'mongoose';
import { findUsers } from '@/lib/auth/store';
import type { UserView } from '@/lib/auth/schema';
import { Post } from '@/lib/db/models/post';
import { Subscription } from '@/lib/db/models/subscription';
import { inBatches } from '@/lib/db/in-batches';
import { User, type UserDoc } from '@/lib/db/models/user';
import { LIMITS } from '@/lib/limits';
import { listenerChanged, postChanged } from '@/lib/preferences/held-audience';
import type { Preferences, PreferencesPatch } from '@/lib/preferences/schema';
import type { NotificationType, ThreadLevel } from '@/lib/realtime/events';
import { preferencesView } from '@/lib/preferences/view';
import { refused, type Outcome } from '@/lib/result';

const KINDS: NotificationType[] = ['NEW_COMMENT', 'NEW_REPLY', 'NEW_MENTION'];

/** What a person wishes to hear, and how; the defaults for somebody who never chose, and for somebody who is gone. */
export const loadPreferences = inBatches(async (userIds: string[]): Promise<Preferences[]> => {
  const users = await User.collection
    .find<Pick<UserDoc, '_id' | 'preferences'>>(
      { _id: { $in: userIds.map((id) => new mongoose.Types.ObjectId(id)) } },
      { projection: { preferences: 1 } },
    )
    .toArray();
  const byId = new Map(users.map((user) => [user._id.toString(), user.preferences]));
  return userIds.map((id) => preferencesView(byId.get(id)));
});

/** Changes what a patch names and leaves the rest. @returns null when there is no such person */
export async function savePreferences(userId: string, patch: PreferencesPatch): Promise<Preferences | null> {
  const { kinds = {}, toasts, sound, quietHours, preview } = patch;
  const off = KINDS.filter((kind) => kinds[kind] === false);
  const on = KINDS.filter((kind) => kinds[kind] === true);
  const silenced = { $ifNull: ['$preferences.silenced', []] };
  return update(userId, {
    ...(off.length + on.length > 0 && {
      silenced: { $setDifference: [{ $setUnion: [silenced, off] }, on] },
    }),
    ...(toasts !== undefined && { toasts }),
    ...(sound !== undefined && { sound }),
    ...(quietHours !== undefined && { quietHours: { $literal: quietHours } }),
    ...(preview !== undefined && { preview }),
  });
}

/** Adds or takes away a person on somebody's list of the blocked. Refuses oneself, a full list, and nobody. */
export async function saveBlock(
  userId: string,
  other: string,
  isBlocked: boolean,
): Promise<Outcome<Preferences>> {
  if (isBlocked && userId === other) return refused('errors.blockSelf');
  if (isBlocked && !(await User.exists({ _id: other }))) return refused('errors.notFound');
  const known = { $ifNull: ['$preferences.blocked', []] };
  const id = new mongoose.Types.ObjectId(other);
  const blocked = isBlocked
    ? { $cond: [{ $lt: [{ $size: known }, LIMITS.blockedMax] }, { $setUnion: [known, [id]] }, known] }
    : { $setDifference: [known, [id]] };
  const saved = await update(userId, { blocked });
  if (!saved) return refused('errors.notFound');
  if (isBlocked && !saved.blocked.includes(other)) return refused('errors.blockedTooMany');
  return { ok: true, value: saved };
}

/** The people somebody has blocked, for the settings page. */
export async function blockedPeople(userId: string): Promise<UserView[]> {
  const { blocked } = await loadPreferences(userId);
  const people = await findUsers(blocked);
  return blocked.flatMap((id) => people.get(id) ?? []);
}

/** What a person has chosen for a thread; without a choice its author follows it and others hear what is theirs. */
export async function threadLevel(
  userId: string,
  post: { id: string; author: { id: string } },
): Promise<ThreadLevel> {
  const chosen = await Subscription.findOne({ user: userId, post: post.id }).lean();
  return chosen?.level ?? usualLevel(userId, post);
}

/** How much of a thread somebody hears who has not chosen. */
export function usualLevel(userId: string, post: { author: { id: string } }): ThreadLevel {
  return post.author.id === userId ? 'following' : 'normal';
}

export async function saveThreadLevel(userId: string, postId: string, level: ThreadLevel): Promise<void> {
  // First: whoever delivers looks for choices only where there may be some.
  await Post.updateOne(
    { _id: postId, hasChoices: mongoose.trusted({ $ne: true }) },
    { $set: { hasChoices: true } },
  );
  await Subscription.updateOne({ user: userId, post: postId }, { $set: { level } }, { upsert: true });
  postChanged(postId);
}

/** Forgets what a person has chosen, for threads that are gone or somebody who goes. */
export async function forgetSubscriptions(of: { user: string } | { post: string }): Promise<void> {
  await Subscription.deleteMany(of);
}

async function update(userId: string, fields: Record<string, unknown>): Promise<Preferences | null> {
  const set = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [`preferences.${name}`, value]),
  );
  const version = { $add: [{ $ifNull: ['$preferences.version', 0] }, 1] };
  // Past mongoose's casting, which does not know expressions: what comes here has been parsed.
  const user = await User.collection.findOneAndUpdate(
    { _id: new mongoose.Types.ObjectId(userId) },
    [{ $set: { ...set, 'preferences.version': version } }],
    { returnDocument: 'after', projection: { preferences: 1 } },
  );
  listenerChanged(userId);
  return user && preferencesView(user.preferences);
}
