'use client';

import { Bell as BellIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/notifications/badge';
import { InboxPanel } from '@/components/notifications/inbox-panel';
import { useInbox } from '@/components/notifications/use-inbox';

const PANEL_ID = 'inbox-panel';

export function Bell() {
  const t = useTranslations('notifications');
  const unreadCount = useInbox()?.unreadCount ?? 0;
  return (
    <>
      <button
        type="button"
        popoverTarget={PANEL_ID}
        aria-label={t('bell', { count: unreadCount })}
        className="relative inline-flex min-h-9 min-w-9 items-center justify-center pointer-coarse:min-h-11"
      >
        <span className="relative">
          {/* A new element for each number, so that it tilts once. */}
          <BellIcon
            key={unreadCount}
            aria-hidden
            className={unreadCount > 0 ? 'size-5 animate-tilt' : 'size-5'}
          />
          <Badge count={unreadCount} />
        </span>
      </button>
      <InboxPanel id={PANEL_ID} />
    </>
  );
}
