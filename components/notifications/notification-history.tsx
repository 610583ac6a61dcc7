'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import toast from 'react-hot-toast';
import { NotificationRow } from '@/components/notifications/notification-row';
import { useInbox } from '@/components/notifications/use-inbox';
import { Button } from '@/components/ui/button';
import { PageLink } from '@/components/ui/page-link';
import { cursorAt } from '@/lib/cursor';
import type { InboxFilter } from '@/lib/notifications/schema';
import { inboxFromWire, notificationFromWire } from '@/lib/notifications/wire';
import type { WireInbox, WireNotificationItem } from '@/lib/realtime/events';

type WirePage = { items: WireNotificationItem[]; next_cursor: string | null; inbox: WireInbox };

/** The history: the same rows as the panel's, and older ones on demand. */
export function NotificationHistory({ filter }: { filter: InboxFilter }) {
  const t = useTranslations('notifications');
  const inbox = useInbox();
  const [isComplete, setIsComplete] = useState(false);
  const items = inbox?.items.filter((item) => filter === 'all' || item.readAt === null) ?? [];

  const loadOlder = async () => {
    const last = items.at(-1);
    const cursor = last ? `&cursor=${cursorAt(new Date(last.createdAt), last.id)}` : '';
    try {
      const answer = await fetch(`/api/v1/notifications?filter=${filter}${cursor}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const page = (await answer.json()) as WirePage;
      inbox?.addPage(page.items.map(notificationFromWire), inboxFromWire(page.inbox));
      setIsComplete(page.next_cursor === null);
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
      {!isComplete && (items.length >= 20 || filter === 'unread') && (
        <Button type="button" look="plain" className="mt-4" onClick={() => void loadOlder()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
