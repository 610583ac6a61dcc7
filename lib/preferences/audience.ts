import mongoose from 'mongoose';
import type { UserView } from '@/lib/auth/schema';
import { userView } from '@/lib/auth/store';
import { Post, type PostDoc } from '@/lib/db/models/post';
import { Subscription, type SubscriptionDoc } from '@/lib/db/models/subscription';
import { User, type UserDoc } from '@/lib/db/models/user';
import { preferencesView } from '@/lib/preferences/view';
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
/** A post, as far as it decides who hears. */
export type AudiencePost = { of: 'post' } & Pick<PostDoc, '_id' | 'author' | 'hasChoices'>;
export type AudiencePerson = { of: 'person' } & Person;

/**
 * All that decides who hears of comments, in one command where nobody chose anything for the threads: a delivery asks for
 * it every time, and a round trip costs both sides more than what is found.
 */
export async function loadAudience(postIds: string[], userIds: Iterable<string>): Promise<Audience> {
  const rows = await Post.collection
    .aggregate<AudiencePost | AudiencePerson>(audienceStages(postIds, userIds))
    .toArray();
  return audienceOf(
    rows.filter((row) => row.of === 'post'),
    rows.filter((row) => row.of === 'person'),
  );
}

/** An aggregation of posts that finds those that are there, and people with what they wish to hear. */
export function audienceStages(postIds: string[], userIds: Iterable<string>): mongoose.mongo.Document[] {
  return [
    { $match: { _id: { $in: idsOf(postIds) }, deletedAt: null } },
    { $project: { of: { $literal: 'post' }, author: 1, hasChoices: 1 } },
    ...peopleStages(userIds),
  ];
}

/** Adds people with what they wish to hear to whatever an aggregation finds. */
export function peopleStages(userIds: Iterable<string>): mongoose.mongo.Document[] {
  const ids = idsOf(userIds);
  if (ids.length === 0) return [];
  const pipeline = [
    { $match: { _id: { $in: ids } } },
    { $project: { of: { $literal: 'person' }, name: 1, displayName: 1, avatar: 1, preferences: 1 } },
  ];
  return [{ $unionWith: { coll: 'users', pipeline } }];
}

/** The audiences of several comments as one, with others who may hear. */
export function mergeAudiences(audiences: Audience[], others: [string, Listener][]): Audience {
  // Comments on a post have the same one: of a post that many follow it is much.
  const each = [...new Set(audiences)];
  return {
    posts: new Set(each.flatMap(({ posts }) => [...posts])),
    listeners: new Map([...each.flatMap(({ listeners }) => [...listeners]), ...others]),
    choices: {
      levelOf: (postId, userId) =>
        each.find(({ posts }) => posts.has(postId))?.choices.levelOf(postId, userId) ?? null,
      followersOf: (postId) => each.find(({ posts }) => posts.has(postId))?.choices.followersOf(postId) ?? [],
    },
  };
}

/**
 * Puts together what the aggregation found, with what people chose for those threads.
 * @param others people who are to be among the listeners, if they were not asked for
 */
export async function audienceOf(
  posts: AudiencePost[],
  people: AudiencePerson[],
  others: string[] = [],
): Promise<Audience> {
  const rows = await findChoices(posts);
  const choices = choicesOf(rows);
  const listeners = listenersOf(people);
  const followers = posts.flatMap(({ _id }) => choices.followersOf(_id.toString()));
  const missing = [...followers, ...others].filter((id) => !listeners.has(id));
  for (const [id, listener] of await loadListeners(missing)) listeners.set(id, listener);
  return { posts: new Set(posts.map(({ _id }) => _id.toString())), choices, listeners };
}

/** Most threads are as they are by default, and say so themselves. */
async function findChoices(posts: AudiencePost[]): Promise<Choice[]> {
  const chosen = posts.filter(({ hasChoices }) => hasChoices !== false).map(({ _id }) => _id);
  if (chosen.length === 0) return [];
  return Subscription.find({ post: mongoose.trusted({ $in: chosen }) })
    .select('user post level')
    .lean();
}

type Choice = Pick<SubscriptionDoc, 'user' | 'post' | 'level'>;

function choicesOf(rows: Choice[]): Choices {
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
export async function loadListeners(ids: string[]): Promise<Map<string, Listener>> {
  if (ids.length === 0) return new Map();
  const users = await User.find({ _id: mongoose.trusted({ $in: [...new Set(ids)] }) })
    .select('name displayName avatar preferences')
    .lean();
  return listenersOf(users);
}

export function listenersOf(users: Person[]): Map<string, Listener> {
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
