'use client';

import { useEffect, useMemo, useState } from 'react';
import { pageFetcher } from '@/components/notifications/fetch-page';
import { useInbox } from '@/components/notifications/use-inbox';
import { LIMITS } from '@/lib/limits';
import type { NotificationView } from '@/lib/notifications/schema';

const NONE: NotificationView[] = [];
const fetchUnread = pageFetcher('', {}, { filter: 'unread', type: null });

/**
 * The unread notifications about the comments of a post. Where there are older ones than this tab holds, they are asked
 * for; those that newer ones push out while the post is open are kept.
 * @returns notification ids by comment id
 */
export function useUnread(postId: string): ReadonlyMap<string, string> {
  const { items = NONE, unreadCount = 0 } = useInbox() ?? {};
  const [older, setOlder] = useState<NotificationView[]>([]);
  const held = useMemo(() => items.filter((item) => item.readAt === null), [items]);
  const areMissing = unreadCount > held.length;
  const [heldBefore, setHeldBefore] = useState(held);
  if (held !== heldBefore) {
    setHeldBefore(held);
    setOlder([...older, ...heldBefore.filter((item) => !items.some(({ id }) => id === item.id))]);
  }

  useEffect(() => {
    if (!areMissing) return;
    // Offline, or down: those that are held are marked all the same.
    fetchUnread(null, LIMITS.pageMax).then(
      ({ items: all }) => setOlder((before) => [...before, ...all]),
      () => undefined,
    );
  }, [areMissing]);

  return useMemo(() => {
    const isKnown = new Set(items.map(({ id }) => id));
    const all = [...held, ...older.filter(({ id }) => !isKnown.has(id))];
    return new Map(all.filter((item) => item.postId === postId).map(({ id, commentId }) => [commentId, id]));
  }, [items, held, older, postId]);
}
