import type { NotificationType, ThreadLevel } from '@/lib/realtime/events';

/** Who took part in a comment. All ids are 24-hex. */
export interface CommentFacts {
  authorId: string;
  postAuthorId: string;
  /** Author of the comment that was replied to, or null for a comment on the post itself. */
  parentAuthorId: string | null;
  mentionedIds: string[];
  /** People who chose to follow the thread. */
  followerIds: string[];
}

/** What somebody wishes to hear, as far as it concerns one comment. */
export interface Wishes {
  kinds: Record<NotificationType, boolean>;
  /** What they chose for the thread, or null. */
  level: ThreadLevel | null;
  hasBlockedAuthor: boolean;
}

export interface Recipient {
  userId: string;
  type: NotificationType;
}

/**
 * Decides who hears of a comment. One entry a person, by the strongest reason that they have not switched off: a reply
 * outranks a mention, a mention a comment. Nobody hears of their own doing, of a thread they have muted or of somebody
 * they have blocked. Whoever has unfollowed a thread still hears what is addressed to them: replies and mentions.
 * @param wishesOf null for somebody who is gone
 */
export function recipientsOf(facts: CommentFacts, wishesOf: (userId: string) => Wishes | null): Recipient[] {
  const { authorId, parentAuthorId, postAuthorId, mentionedIds, followerIds } = facts;
  const reasons: Recipient[] = [
    ...(parentAuthorId ? [{ userId: parentAuthorId, type: 'NEW_REPLY' as const }] : []),
    ...mentionedIds.map((userId) => ({ userId, type: 'NEW_MENTION' as const })),
    ...[postAuthorId, ...followerIds].map((userId) => ({ userId, type: 'NEW_COMMENT' as const })),
  ];
  const heard = new Set([authorId]);
  return reasons.filter(({ userId, type }) => {
    if (heard.has(userId)) return false;
    const wishes = wishesOf(userId);
    if (!wishes || !isWished(wishes, type)) return false;
    heard.add(userId);
    return true;
  });
}

function isWished({ kinds, level, hasBlockedAuthor }: Wishes, type: NotificationType): boolean {
  if (hasBlockedAuthor || level === 'muted' || !kinds[type]) return false;
  // Without a choice, whoever is asked about hears: the post's author follows it.
  return type !== 'NEW_COMMENT' || level !== 'normal';
}
