import type { CommentView } from '@/lib/comments/schema';
import { commentFromWire } from '@/lib/comments/wire';
import type { Page } from '@/lib/cursor';
import { LIMITS } from '@/lib/limits';
import type { WireComment } from '@/lib/realtime/events';

/** A request may be sent into a connection that leads nowhere; the next one then takes another. */
const ANSWER_MS = 3_000;

/**
 * Reads a page of a thread, oldest first.
 * @throws Error when the server cannot be reached or refuses
 */
export async function fetchComments(postId: string, cursor: string): Promise<Page<CommentView>> {
  const path = `/api/v1/posts/${postId}/comments?limit=${LIMITS.pageMax}&cursor=${cursor}`;
  const answer = await fetch(path, { signal: AbortSignal.timeout(ANSWER_MS) });
  if (!answer.ok) throw new Error(`comments: ${answer.status}`);
  const page = (await answer.json()) as { items: WireComment[]; next_cursor: string | null };
  return { items: page.items.map(commentFromWire), nextCursor: page.next_cursor };
}

/**
 * Reads what was written from a time on.
 * @param since milliseconds since 1970
 * @throws as `fetchComments`
 */
export async function fetchCommentsSince(postId: string, since: number): Promise<CommentView[]> {
  const comments: CommentView[] = [];
  // An id begins with its second.
  const second = Math.max(0, Math.floor(since / 1_000));
  let cursor: string | null = `${second}000-${second.toString(16).padStart(8, '0')}${'0'.repeat(16)}`;
  while (cursor) {
    const page: Page<CommentView> = await fetchComments(postId, cursor);
    comments.push(...page.items);
    cursor = page.nextCursor;
  }
  return comments;
}
