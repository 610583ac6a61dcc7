import { SendRefused } from '@/components/comments/outgoing';
import type { OutgoingComment } from '@/components/comments/outgoing-storage';
import type { CommentView } from '@/lib/comments/schema';
import { commentFromWire } from '@/lib/comments/wire';
import type { WireComment } from '@/lib/realtime/events';

/** An answer that does not come must not keep the person waiting for ever. */
const ANSWER_MS = 15_000;

/**
 * Posts a comment by REST: a server action would wait behind one whose connection leads nowhere. `keepalive` lets it
 * arrive even when the page is left right after.
 * @throws SendRefused with the server's sentence; anything else when no answer came
 */
export async function requestComment(
  postId: string,
  { parentId, body, key }: OutgoingComment,
): Promise<CommentView> {
  const answer = await fetch(`/api/v1/posts/${postId}/comments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ body, client_key: key, ...(parentId && { parent_id: parentId }) }),
    keepalive: true,
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (answer.ok) return commentFromWire(((await answer.json()) as { comment: WireComment }).comment);
  if (answer.status >= 500) throw new Error(`comment: ${answer.status}`);
  const { detail, errors } = (await answer.json()) as { detail: string; errors?: { detail: string }[] };
  throw new SendRefused({
    sentence: errors?.[0]?.detail ?? detail,
    isOffline: false,
    // Signed in again, the same text may well be taken.
    isFinal: answer.status !== 401 && answer.status !== 403,
  });
}
