import { createHash } from 'node:crypto';
import type { CommentInput } from '@/lib/comments/schema';

/**
 * The idempotency key of a submitted form. A form's own key names a draft, which a retry and a second tab share;
 * with the text it names a submission. The same text again is the first comment, other text is another one and
 * never swallowed.
 * @returns 43 characters, or undefined where the form has no key
 */
export function submissionKey({ clientKey, parentId, body }: CommentInput): string | undefined {
  if (clientKey === undefined) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([clientKey, parentId, body]))
    .digest('base64url');
}
