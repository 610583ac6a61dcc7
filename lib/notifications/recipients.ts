import type { NotificationType } from '@/lib/realtime/events';

/** Who took part in a comment. All ids are 24-hex. */
export interface CommentFacts {
  authorId: string;
  postAuthorId: string;
  /** Author of the comment that was replied to, or null for a comment on the post itself. */
  parentAuthorId: string | null;
}

export interface Recipient {
  userId: string;
  type: NotificationType;
}

/**
 * Decides who hears of a comment: the post's owner of a comment, the parent's author of a reply. One entry a
 * person, the strongest reason first (a reply outranks a comment); nobody hears of their own doing.
 */
export function recipientsOf(facts: CommentFacts): Recipient[] {
  const reasons: Recipient[] = [];
  if (facts.parentAuthorId) reasons.push({ userId: facts.parentAuthorId, type: 'NEW_REPLY' });
  reasons.push({ userId: facts.postAuthorId, type: 'NEW_COMMENT' });

  const heard = new Set([facts.authorId]);
  return reasons.filter(({ userId }) => !heard.has(userId) && heard.add(userId));
}
