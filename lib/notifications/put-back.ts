import { DatabaseTimeoutError, withinDeadline } from '@/lib/db/deadline';
import { isUnavailable } from '@/lib/db/unavailable';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { backoffMs, MAX_ATTEMPTS } from '@/lib/notifications/backoff';
import { LeaseLostError } from '@/lib/notifications/deliver';
import { type LeasedComment, settle } from '@/lib/notifications/outbox-store';

/**
 * Does a step of the delivery of leased comments, and puts back whichever fails: together, and where that fails, each.
 * @param batches of their leases
 * @throws what is no comment's fault: the others could not be delivered now either
 */
export async function orPutBack(
  batches: string[],
  comments: LeasedComment[],
  step: (comments: LeasedComment[]) => Promise<void>,
): Promise<void> {
  try {
    await step(comments);
  } catch (error) {
    const isTooSlow = error instanceof LeaseLostError || error instanceof DatabaseTimeoutError;
    // No comment's fault, as far as can be told: trying the others now would only make them wait as well.
    if (isTooSlow ? comments.length > 1 : isUnavailable(error)) throw error;
    const [only] = comments;
    if (comments.length === 1 && only) return putBack(batches, only, error);
    // One comment that cannot be delivered must not hold up the others of its batch.
    for (const comment of comments) await orPutBack(batches, [comment], step);
  }
}

async function putBack(batches: string[], comment: LeasedComment, error: unknown): Promise<void> {
  const { attempts, request } = comment.outbox;
  const facts = { ...(request && { request }), comment: comment._id, attempts, err: describe(error) };
  if (attempts >= MAX_ATTEMPTS) {
    await withinDeadline(settle(batches, [comment], 'failed'));
    metrics().failed.inc();
    log().error(facts, 'outbox: given up; see npm run outbox -- list');
  } else {
    const retryAt = new Date(Date.now() + backoffMs(attempts));
    await withinDeadline(settle(batches, [comment], { retryAt }));
    metrics().retried.inc();
    log().warn(facts, 'outbox: will try again');
  }
}

export function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
}
