import { callApi } from '@/components/call-api';
import type { CommentView } from '@/lib/comments/schema';
import { commentFromWire } from '@/lib/comments/wire';
import type { Page } from '@/lib/cursor';
import { LIMITS } from '@/lib/limits';
import type { WireComment } from '@/lib/realtime/events';

type WirePage = { items: WireComment[]; next_cursor: string | null };

/** A request may be sent into a connection that leads nowhere; the next one then takes another. */
const ANSWER_MS = 3_000;

/**
 * Reads a page of a thread, oldest first.
 * @throws as `callApi`
 */
export function fetchComments(postId: string, cursor: string): Promise<Page<CommentView>> {
  return fetchPage(postId, { cursor });
}

/**
 * Reads what was written, edited or deleted from a time on, the longest ago first.
 * @param since milliseconds since 1970
 * @throws as `fetchComments`
 */
export async function fetchChanges(postId: string, since: number): Promise<CommentView[]> {
  const asked = { changed_since: String(Math.max(0, Math.floor(since))) };
  const comments: CommentView[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<CommentView> = await fetchPage(postId, { ...asked, ...(cursor && { cursor }) });
    comments.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return comments;
}

async function fetchPage(postId: string, asked: Record<string, string>): Promise<Page<CommentView>> {
  const query = new URLSearchParams({ ...asked, limit: String(LIMITS.pageMax) });
  const path = `/posts/${postId}/comments?${query.toString()}`;
  const page = await callApi<WirePage>('GET', path, undefined, AbortSignal.timeout(ANSWER_MS));
  return { items: page.items.map(commentFromWire), nextCursor: page.next_cursor };
}
