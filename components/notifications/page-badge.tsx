'use client';

import { useEffect } from 'react';
import { countInIcon } from '@/components/notifications/page-icon';
import { countInTitle } from '@/components/notifications/page-title';
import { useInbox } from '@/components/notifications/use-inbox';

/** Shows how much is unread where the page itself is not seen: in the tab's title and icon, and on the installed app. */
export function PageBadge() {
  const count = useInbox()?.unreadCount ?? 0;
  useEffect(() => countInTitle(count), [count]);
  useEffect(() => countInIcon(count), [count]);
  useEffect(() => countOnApp(count), [count]);
  return null;
}

function countOnApp(count: number): void {
  const isTold = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  // Not installed, or not allowed to: the number stands in the page as well.
  isTold?.catch(() => undefined);
}
