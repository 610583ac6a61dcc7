'use client';

import { useEffect, useMemo, useState } from 'react';
import { useInbox } from '@/components/notifications/use-inbox';
import { LIMITS } from '@/lib/limits';
import type { NotificationView } from '@/lib/notifications/schema';
import { notificationFromWire } from '@/lib/notifications/wire';
import type { WireNotificationItem } from '@/lib/realtime/events';

const NONE: NotificationView[] = [];

/**
 * The unread notifications about the comments of a post. Where there are older ones than this tab holds, they are asked
 * for once.
 * @returns notification ids by comment id
 */
export function useUnread(postId: string): ReadonlyMap<string, string> {
  const { items = NONE, unreadCount = 0 } = useInbox() ?? {};
  const [older, setOlder] = useState<NotificationView[]>([]);
  const held = useMemo(() => items.filter((item) => item.readAt === null), [items]);
  const [areMissing] = useState(unreadCount > held.length);

  useEffect(() => {
    if (!areMissing) return;
    const controller = new AbortController();
    // Offline, or down: those that are held are marked all the same.
    fetchUnread(controller.signal).then(setOlder, () => undefined);
    return () => controller.abort();
  }, [areMissing]);

  return useMemo(() => {
    const isKnown = new Set(items.map(({ id }) => id));
    const all = [...held, ...older.filter(({ id }) => !isKnown.has(id))];
    return new Map(all.filter((item) => item.postId === postId).map(({ id, commentId }) => [commentId, id]));
  }, [items, held, older, postId]);
}

async function fetchUnread(signal: AbortSignal): Promise<NotificationView[]> {
  const answer = await fetch(`/api/v1/notifications?filter=unread&limit=${LIMITS.pageMax}`, { signal });
  if (!answer.ok) throw new Error(`unread: ${answer.status}`);
  const page = (await answer.json()) as { items: WireNotificationItem[] };
  return page.items.map(notificationFromWire);
}
