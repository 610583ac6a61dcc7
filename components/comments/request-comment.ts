import { callApi, RefusedError } from '@/components/call-api';
import { SendRefused } from '@/components/comments/outgoing';
import type { OutgoingComment } from '@/components/comments/outgoing-storage';
import type { CommentView } from '@/lib/comments/schema';
import { commentFromWire } from '@/lib/comments/wire';
import type { WireComment } from '@/lib/realtime/events';

/** An answer that does not come must not keep the person waiting for ever. */
const ANSWER_MS = 15_000;

/**
 * Posts a comment by REST: a server action would wait behind one whose connection leads nowhere.
 * @throws SendRefused with the server's sentence; anything else when no answer came
 */
export async function requestComment(
  postId: string,
  { parentId, body, key }: OutgoingComment,
): Promise<CommentView> {
  const sent = { body, client_key: key, ...(parentId && { parent_id: parentId }) };
  try {
    const path = `/posts/${postId}/comments`;
    const signal = AbortSignal.timeout(ANSWER_MS);
    return commentFromWire((await callApi<{ comment: WireComment }>('POST', path, sent, signal)).comment);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.status >= 500) throw error;
    throw new SendRefused({
      sentence: error.message,
      isOffline: false,
      // Signed in again, or a moment later, the same text may well be taken.
      isFinal: ![401, 403, 429].includes(error.status),
    });
  }
}
