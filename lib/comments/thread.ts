import type { CommentView } from '@/lib/comments/schema';
import { commentExists, listComments } from '@/lib/comments/read';
import { isObjectId } from '@/lib/id';
import { LIMITS } from '@/lib/limits';

export interface Thread {
  comments: CommentView[];
  nextCursor: string | null;
  /** Whether the comment that was asked for is among them. */
  hasTarget: boolean;
  /** The comment whose branch was asked for, if it is among them. */
  rootId: string | null;
}

/**
 * The comments a page starts with: the first page, or as many as it takes to reach what was asked for.
 * @param asked.target a comment that is led to
 * @param asked.rootId the first comment of a branch; a deleted one still has replies below it
 */
export async function loadThread(
  postId: string,
  asked: { target: string | null; rootId: string | null },
): Promise<Thread> {
  const [target, root] = await Promise.all([
    known(postId, asked.target),
    known(postId, asked.rootId, { mayBeDeleted: true }),
  ]);
  const comments: CommentView[] = [];
  const isHere = (id: string | null) => id === null || comments.some((comment) => comment.id === id);
  let nextCursor: string | null = null;
  do {
    const page = await listComments(postId, { cursor: nextCursor, limit: LIMITS.pageMax });
    comments.push(...page.items);
    nextCursor = page.nextCursor;
  } while (nextCursor && !(isHere(target) && isHere(root)));
  return { comments, nextCursor, hasTarget: target !== null, rootId: isHere(root) ? root : null };
}

async function known(
  postId: string,
  id: string | null,
  options?: { mayBeDeleted: boolean },
): Promise<string | null> {
  return id !== null && isObjectId(id) && (await commentExists(postId, id, options)) ? id : null;
}
