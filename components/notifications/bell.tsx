'use client';

import { Bell as BellIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/notifications/badge';
import { InboxPanel } from '@/components/notifications/inbox-panel';
import { useInbox } from '@/components/notifications/use-inbox';

const PANEL_ID = 'inbox-panel';

export function Bell() {
  const t = useTranslations('notifications');
  const unreadCount = useInbox()?.unreadCount ?? 0;
  const rises = useRises(unreadCount);
  return (
    <>
      <button
        type="button"
        popoverTarget={PANEL_ID}
        aria-label={t('bell', { count: unreadCount })}
        className="relative inline-flex min-h-9 min-w-9 items-center justify-center pointer-coarse:min-h-11"
      >
        <span className="relative">
          {/* A new element for each rise, so that it tilts once. */}
          <BellIcon key={rises} aria-hidden className={rises > 0 ? 'size-5 animate-tilt' : 'size-5'} />
          <Badge count={unreadCount} />
        </span>
      </button>
      <InboxPanel id={PANEL_ID} />
    </>
  );
}

/** How often the number went up since the page was opened: reading something is no news. */
function useRises(count: number): number {
  const [seen, setSeen] = useState(count);
  const [rises, setRises] = useState(0);
  if (count !== seen) {
    setSeen(count);
    if (count > seen) setRises(rises + 1);
  }
  return rises;
}
