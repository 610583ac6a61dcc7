import { LRUCache } from 'lru-cache';
import mongoose from 'mongoose';
import { inBatches } from '@/lib/db/in-batches';
import type { CommentDoc } from '@/lib/db/models/comment';
import { Post, type PostDoc } from '@/lib/db/models/post';
import {
  type Audience,
  audienceOf,
  type AudiencePerson,
  type AudiencePost,
  audienceStages,
} from '@/lib/preferences/audience';

/** What a comment is about to be written into. */
export interface Surroundings {
  /** Null when it is not there. */
  post: Pick<PostDoc, '_id' | 'author'> | null;
  /** Null for a comment on the post itself, and when it is not there. */
  parent: Parent | null;
  /** Who may hear of it, people whom it mentions left out. The same object for all that were read together. */
  audience: Audience;
  /** When reading all this began, in milliseconds since 1970. */
  readAt: number;
}

interface Place {
  postId: string;
  parentId: string | null;
  authorId: string;
}

type Parent = Pick<CommentDoc, '_id' | 'post' | 'author' | 'ancestors' | 'deletedAt'>;

/** Who wrote a post or a comment, by its id: never another, so what a process remembers stays true. */
const authors = new LRUCache<string, string>({ max: 10_000 });

/**
 * Reads what decides whether a comment may be written, together with what decides who hears of it a moment later: a
 * round trip costs more than what is found.
 */
export const loadSurroundings = inBatches(async (places: Place[]): Promise<Surroundings[]> => {
  const postIds = [...new Set(places.map(({ postId }) => postId))];
  const parentIds = [...new Set(places.flatMap(({ parentId }) => parentId ?? []))];
  const readAt = Date.now();
  const remembered = [...postIds, ...parentIds].flatMap((each) => authors.get(each) ?? []);
  const rows = await Post.collection
    .aggregate<AudiencePost | AudiencePerson | ({ of: 'parent' } & Parent)>([
      ...audienceStages(postIds, [...places.map(({ authorId }) => authorId), ...remembered]),
      ...parentStages(parentIds),
    ])
    .toArray();
  const posts = rows.filter((row) => row.of === 'post');
  const parents = rows.filter((row) => row.of === 'parent');
  for (const { _id, author } of [...posts, ...parents]) authors.set(_id.toString(), author.toString());
  const audience = await audienceOf(
    posts,
    rows.filter((row) => row.of === 'person'),
    [...posts, ...parents].map(({ author }) => author.toString()),
  );
  return places.map(({ postId, parentId }) => ({
    post: posts.find(({ _id }) => _id.equals(postId)) ?? null,
    parent: (parentId && parents.find(({ _id }) => _id.equals(parentId))) || null,
    audience,
    readAt,
  }));
});

function parentStages(parentIds: string[]): mongoose.mongo.Document[] {
  if (parentIds.length === 0) return [];
  const ids = parentIds.map((hex) => new mongoose.Types.ObjectId(hex));
  const fields = { post: 1, author: 1, ancestors: 1, deletedAt: 1 };
  const pipeline = [
    { $match: { _id: { $in: ids } } },
    { $project: { of: { $literal: 'parent' }, ...fields } },
  ];
  return [{ $unionWith: { coll: 'comments', pipeline } }];
}
