import { LRUCache } from 'lru-cache';
import { inBatches } from '@/lib/db/in-batches';
import { Post } from '@/lib/db/models/post';
import {
  type Audience,
  audienceOf,
  type AudiencePerson,
  type AudiencePost,
  audienceStages,
} from '@/lib/preferences/audience';
import { tellNodesOfPerson, tellNodesOfPost } from '@/lib/realtime/emit';
import { singleton } from '@/lib/singleton';

/** What another node has changed is known here at once, if nodes can tell each other; else after so long. */
const HELD_MS = 3_000;
const MOST_HELD = 500;

/** A post, and who may hear of any comment on it: its author and those who follow it. */
export interface PostAudience {
  /** Null when it is not there. */
  post: Pick<AudiencePost, '_id' | 'author'> | null;
  audience: Audience;
}

interface Held {
  answer: Promise<PostAudience>;
  /** Undefined while it is being read. */
  audience?: Audience;
}
const shared = singleton<LRUCache<string, Held>>('audiences');

/** Who wrote a post, by its id: never another, so what a process remembers stays true. */
const authors = new LRUCache<string, string>({ max: 10_000 });

/**
 * Who may hear of comments on a post. Asked for at every comment, and so held for seconds.
 * @returns with it whether that is still so: not too long ago, and nothing has changed since
 * @throws MongooseError when the database is unreachable
 */
export async function audienceOfPost(postId: string): Promise<PostAudience & { isCurrent(): boolean }> {
  const entry = audiences().get(postId) ?? hold(postId);
  return { ...(await entry.answer), isCurrent: () => audiences().peek(postId) === entry };
}

function hold(postId: string): Held {
  const entry: Held = { answer: read(postId) };
  audiences().set(postId, entry);
  const letGo = () => {
    if (audiences().peek(postId) === entry) audiences().delete(postId);
  };
  entry.answer.then(({ post, audience }) => {
    entry.audience = audience;
    if (!post) letGo();
  }, letGo);
  return entry;
}

const read = inBatches(async (postIds: string[]): Promise<PostAudience[]> => {
  const rows = await Post.collection
    .aggregate<AudiencePost | AudiencePerson>(
      audienceStages(
        postIds,
        postIds.flatMap((id) => authors.get(id) ?? []),
      ),
    )
    .toArray();
  const posts = rows.filter((row) => row.of === 'post');
  for (const { _id, author } of posts) authors.set(_id.toString(), author.toString());
  const audience = await audienceOf(
    posts,
    rows.filter((row) => row.of === 'person'),
    posts.map(({ author }) => author.toString()),
  );
  return postIds.map((id) => {
    const post = posts.find(({ _id }) => _id.equals(id)) ?? null;
    // Of those read with it another may change before it does: each answers for itself.
    return { post, audience: { ...audience, posts: new Set(post && [id]) } };
  });
});

/** What somebody wishes to hear has changed: from now on nobody goes by what it was. */
export function listenerChanged(userId: string): void {
  forgetListener(userId);
  tellNodesOfPerson(userId);
}

/** A post is gone, or what somebody has chosen to hear of it has changed. */
export function postChanged(postId: string): void {
  forgetPost(postId);
  tellNodesOfPost(postId);
}

/** Asks the database anew who hears of a post. */
export function forgetPost(postId: string): void {
  audiences().delete(postId);
}

/** Asks the database anew about every post where this person may hear. */
export function forgetListener(userId: string): void {
  for (const [postId, { audience }] of audiences().entries()) {
    if (audience?.listeners.has(userId) !== false) audiences().delete(postId);
  }
}

function audiences(): LRUCache<string, Held> {
  // Let go when their time is over: of a post that many follow it is much.
  const current =
    shared.get() ?? new LRUCache<string, Held>({ max: MOST_HELD, ttl: HELD_MS, ttlAutopurge: true });
  shared.set(current);
  return current;
}
