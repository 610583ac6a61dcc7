import { LRUCache } from 'lru-cache';
import mongoose from 'mongoose';
import { inBatches } from '@/lib/db/in-batches';
import { Comment, type CommentDoc } from '@/lib/db/models/comment';
import type { PostDoc } from '@/lib/db/models/post';
import {
  type Audience,
  type AudiencePerson,
  type Listener,
  loadListeners,
  listenersOf,
  peopleStages,
} from '@/lib/preferences/audience';
import { audienceOfPost } from '@/lib/preferences/held-audience';

/** What a comment is about to be written into. */
export interface Surroundings {
  /** Null when it is not there. */
  post: Pick<PostDoc, '_id' | 'author'> | null;
  /** Null for a comment on the post itself, and when it is not there. */
  parent: Parent | null;
  /** Who may hear of any comment on the post. */
  audience: Audience;
  /** Who may hear of this one beside them, people whom it mentions left out. */
  others: ReadonlyMap<string, Listener>;
  /** Whether both may be relied on still. */
  isCurrent(): boolean;
}

type Parent = Pick<CommentDoc, '_id' | 'post' | 'author' | 'ancestors' | 'deletedAt'>;

/** What was read of a parent's author decides who hears for so long; what is muted later counts. */
const FRESH_MS = 100;

const NOBODY: ReadonlyMap<string, Listener> = new Map();

/** Who wrote a comment, by its id: never another, so what a process remembers stays true. */
const authors = new LRUCache<string, string>({ max: 10_000 });

/**
 * Reads what decides whether a comment may be written, together with what decides who hears of it a moment later: a
 * round trip costs more than what is found.
 */
export async function loadSurroundings(postId: string, parentId: string | null): Promise<Surroundings> {
  const readAt = Date.now();
  const [{ post, audience, isCurrent }, reply] = await Promise.all([
    audienceOfPost(postId),
    parentId ? loadParent(parentId) : null,
  ]);
  if (!reply) return { post, parent: null, audience, others: NOBODY, isCurrent };
  return {
    post,
    parent: reply.parent,
    audience,
    others: reply.listeners,
    isCurrent: () => isCurrent() && Date.now() < readAt + FRESH_MS,
  };
}

type Reply = { parent: Parent | null; listeners: Map<string, Listener> };

const loadParent = inBatches(async (ids: string[]): Promise<Reply[]> => {
  const remembered = ids.flatMap((id) => authors.get(id) ?? []);
  const rows = await Comment.collection
    .aggregate<({ of: 'parent' } & Parent) | AudiencePerson>([
      { $match: { _id: { $in: ids.map((id) => new mongoose.Types.ObjectId(id)) } } },
      { $project: { of: { $literal: 'parent' }, post: 1, author: 1, ancestors: 1, deletedAt: 1 } },
      ...peopleStages(remembered),
    ])
    .toArray();
  const parents = rows.filter((row) => row.of === 'parent');
  for (const { _id, author } of parents) authors.set(_id.toString(), author.toString());
  const listeners = listenersOf(rows.filter((row) => row.of === 'person'));
  const missing = parents.map(({ author }) => author.toString()).filter((id) => !listeners.has(id));
  for (const [id, listener] of await loadListeners(missing)) listeners.set(id, listener);
  return ids.map((id) => ({ parent: parents.find(({ _id }) => _id.equals(id)) ?? null, listeners }));
});
