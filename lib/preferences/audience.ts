import mongoose from 'mongoose';
import type { UserView } from '@/lib/auth/schema';
import { userView } from '@/lib/auth/store';
import { Subscription } from '@/lib/db/models/subscription';
import { User } from '@/lib/db/models/user';
import { preferencesView } from '@/lib/preferences/store';
import type { NotificationType, ThreadLevel } from '@/lib/realtime/events';

/** What the people of some threads have chosen for them. */
export interface Choices {
  /** By post and person; without an entry nothing was chosen. */
  levelOf(postId: string, userId: string): ThreadLevel | null;
  followersOf(postId: string): string[];
}

export interface Listener {
  view: UserView;
  kinds: Record<NotificationType, boolean>;
  blocked: ReadonlySet<string>;
}

export async function loadChoices(postIds: string[]): Promise<Choices> {
  const rows = await Subscription.find({ post: mongoose.trusted({ $in: postIds }) })
    .select('user post level')
    .lean();
  const levels = new Map(rows.map(({ post, user, level }) => [`${String(post)}.${String(user)}`, level]));
  return {
    levelOf: (postId, userId) => levels.get(`${postId}.${userId}`) ?? null,
    followersOf: (postId) =>
      rows
        .filter(({ post, level }) => level === 'following' && post.toString() === postId)
        .map(({ user }) => user.toString()),
  };
}

/** People with what they wish to hear, in one query. Ids nobody has are missing from the map. */
export async function loadListeners(ids: Iterable<string>): Promise<Map<string, Listener>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const users = await User.find({ _id: mongoose.trusted({ $in: unique }) })
    .select('name displayName avatar preferences')
    .lean();
  return new Map(
    users.map((user) => {
      const { kinds, blocked } = preferencesView(user.preferences);
      return [user._id.toString(), { view: userView(user), kinds, blocked: new Set(blocked) }];
    }),
  );
}
