'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { type Place, showThread, watchComments } from '@/components/notifications/seen-comments';
import { useInbox } from '@/components/notifications/use-inbox';
import { useUnread } from '@/components/notifications/use-unread';

/**
 * Watches what is new in a thread: comments that came while it is open, and those of which notifications stand unread.
 * A notification about a comment that comes into view is read.
 * @param version changes whenever rows of the thread come or go
 * @param onSeen should be stable
 * @returns where the arrivals are that have not been seen
 */
export function useSeen(
  postId: string,
  arrivals: readonly string[],
  version: unknown,
  onSeen: (ids: string[]) => void,
): ReadonlyMap<string, Place> {
  const { items, markSeen } = useInbox() ?? {};
  const unread = useUnread(postId);
  const [places, setPlaces] = useState<ReadonlyMap<string, Place>>(new Map());
  const watched = useMemo(() => [...new Set([...arrivals, ...unread.keys()])], [arrivals, unread]);

  useEffect(() => showThread(postId), [postId]);

  // Each is marked once: what is unread again somebody wants to keep so, whether or not it is in view.
  const wasRead = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, readAt } of items ?? []) if (readAt !== null) wasRead.current.add(id);
  }, [items]);

  useEffect(() => {
    if (watched.length === 0) return;
    return watchComments(watched, (looks) => {
      setPlaces((before) => new Map([...before, ...looks.map(({ id, place }) => [id, place] as const)]));
      const seen = looks.filter(({ place }) => place === 'in view').map(({ id }) => id);
      if (seen.length === 0) return;
      onSeen(seen);
      const notifications = seen.flatMap((id) => unread.get(id) ?? []);
      const fresh = notifications.filter((id) => !wasRead.current.has(id));
      for (const id of fresh) wasRead.current.add(id);
      markSeen?.(fresh);
    });
  }, [watched, unread, version, markSeen, onSeen]);

  return useMemo(
    () => new Map(arrivals.map((id) => [id, places.get(id)] as const).filter(isPlaced)),
    [arrivals, places],
  );
}

function isPlaced(entry: readonly [string, Place | undefined]): entry is readonly [string, Place] {
  return entry[1] !== undefined;
}
