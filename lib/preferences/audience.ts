import mongoose from 'mongoose';
import type { UserView } from '@/lib/auth/schema';
import { userView } from '@/lib/auth/store';
import { Post } from '@/lib/db/models/post';
import type { SubscriptionDoc } from '@/lib/db/models/subscription';
import { User, type UserDoc } from '@/lib/db/models/user';
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

export interface Audience {
  /** Of the posts asked for, those that are there. */
  posts: ReadonlySet<string>;
  choices: Choices;
  /** Of the people asked for and of those who follow the threads, those who are there. */
  listeners: Map<string, Listener>;
}

type Person = Pick<UserDoc, '_id' | 'name' | 'displayName' | 'avatar' | 'preferences'>;
type Found =
  | { of: 'post'; _id: mongoose.Types.ObjectId }
  | ({ of: 'choice' } & Pick<SubscriptionDoc, 'user' | 'post' | 'level'>)
  | ({ of: 'person' } & Person);

/**
 * All that decides who hears of comments, in one command: a delivery asks for it every time, and a round trip costs both
 * sides more than what is found.
 */
export async function loadAudience(postIds: string[], userIds: Iterable<string>): Promise<Audience> {
  const rows = await Post.collection
    .aggregate<Found>([
      { $match: { _id: { $in: idsOf(postIds) }, deletedAt: null } },
      { $project: { of: { $literal: 'post' } } },
      {
        $unionWith: {
          coll: 'subscriptions',
          pipeline: [
            { $match: { post: { $in: idsOf(postIds) } } },
            { $project: { of: { $literal: 'choice' }, user: 1, post: 1, level: 1 } },
          ],
        },
      },
      {
        $unionWith: {
          coll: 'users',
          pipeline: [
            { $match: { _id: { $in: idsOf(userIds) } } },
            { $project: { of: { $literal: 'person' }, name: 1, displayName: 1, avatar: 1, preferences: 1 } },
          ],
        },
      },
    ])
    .toArray();
  const choices = choicesOf(rows.flatMap((row) => (row.of === 'choice' ? row : [])));
  const listeners = listenersOf(rows.flatMap((row) => (row.of === 'person' ? row : [])));
  const followers = postIds.flatMap((post) => choices.followersOf(post)).filter((id) => !listeners.has(id));
  for (const [id, listener] of await loadListeners(followers)) listeners.set(id, listener);
  return {
    posts: new Set(rows.flatMap((row) => (row.of === 'post' ? row._id.toString() : []))),
    choices,
    listeners,
  };
}

function choicesOf(rows: Pick<SubscriptionDoc, 'user' | 'post' | 'level'>[]): Choices {
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
async function loadListeners(ids: string[]): Promise<Map<string, Listener>> {
  if (ids.length === 0) return new Map();
  const users = await User.find({ _id: mongoose.trusted({ $in: [...new Set(ids)] }) })
    .select('name displayName avatar preferences')
    .lean();
  return listenersOf(users);
}

function listenersOf(users: Person[]): Map<string, Listener> {
  return new Map(
    users.map((user) => {
      const { kinds, blocked } = preferencesView(user.preferences);
      return [user._id.toString(), { view: userView(user), kinds, blocked: new Set(blocked) }];
    }),
  );
}

function idsOf(ids: Iterable<string>): mongoose.Types.ObjectId[] {
  return [...new Set(ids)].map((id) => new mongoose.Types.ObjectId(id));
}
