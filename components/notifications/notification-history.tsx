'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import toast from 'react-hot-toast';
import { NotificationRow } from '@/components/notifications/notification-row';
import { useInbox } from '@/components/notifications/use-inbox';
import { Button } from '@/components/ui/button';
import { PageLink } from '@/components/ui/page-link';
import { LIMITS } from '@/lib/limits';
import type { InboxFilter } from '@/lib/notifications/schema';

/** Rows read at a time where most of them may not be shown. */
const UNREAD_PAGES = 10;

/** The history: the same rows as the panel's, and older ones on demand. */
export function NotificationHistory({ filter }: { filter: InboxFilter }) {
  const t = useTranslations('notifications');
  const inbox = useInbox();
  const [isComplete, setIsComplete] = useState(false);
  const held = inbox?.items ?? [];
  const items = held.filter((item) => filter === 'all' || item.readAt === null);

  const loadOlder = async () => {
    if (!inbox) return;
    const limit = filter === 'all' ? LIMITS.pageDefault : LIMITS.pageMax;
    let last = held.at(-1) ?? null;
    try {
      for (let pages = 1; ; pages++) {
        const page = await inbox.loadPage(last, limit);
        last = page.items.at(-1) ?? last;
        setIsComplete(page.isLast);
        const isShown = filter === 'all' || page.items.some((item) => item.readAt === null);
        if (isShown || page.isLast || pages === UNREAD_PAGES) return;
      }
    } catch {
      // Offline or an overloaded server: what is shown stays, and the button too.
      toast.error(t('failed'), { id: 'history-failed' });
    }
  };
  return (
    <>
      <nav aria-label={t('filter')} className="flex items-center gap-4 border-b border-line">
        {(['all', 'unread'] as const).map((each) => (
          <PageLink
            key={each}
            href={each === 'all' ? '/notifications' : '/notifications?filter=unread'}
            aria-current={each === filter ? 'page' : undefined}
            className={clsx('py-2', each === filter ? 'font-semibold' : 'text-quiet')}
          >
            {t(each)}
          </PageLink>
        ))}
        {inbox && inbox.unreadCount > 0 && (
          <Button type="button" look="quiet" className="ml-auto" onClick={() => void inbox.markAllRead()}>
            {t('markAll')}
          </Button>
        )}
      </nav>
      {items.length === 0 && (
        <p className="py-8 text-center text-quiet">{t(filter === 'unread' ? 'emptyUnread' : 'empty')}</p>
      )}
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <NotificationRow key={item.id} item={item} />
        ))}
      </ul>
      {!isComplete && held.length >= LIMITS.pageDefault && (
        <Button type="button" look="plain" className="mt-4" onClick={() => void loadOlder()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
