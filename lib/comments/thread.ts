import type { CommentView } from '@/lib/comments/schema';
import { commentExists, listComments } from '@/lib/comments/store';
import { isObjectId } from '@/lib/id';
import { LIMITS } from '@/lib/limits';

export interface Thread {
  comments: CommentView[];
  nextCursor: string | null;
  /** Whether the comment that was asked for is among them. */
  hasTarget: boolean;
}

/** The comments a page starts with: the first page, or as many as it takes to reach the target. */
export async function loadThread(postId: string, target: string | null): Promise<Thread> {
  const isThere = target !== null && isObjectId(target) && (await commentExists(postId, target));
  const comments: CommentView[] = [];
  let nextCursor: string | null = null;
  do {
    const page = await listComments(postId, { cursor: nextCursor, limit: LIMITS.pageMax });
    comments.push(...page.items);
    nextCursor = page.nextCursor;
  } while (nextCursor && isThere && !comments.some(({ id }) => id === target));
  return { comments, nextCursor, hasTarget: isThere };
}
