'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { notificationLink } from '@/components/notifications/notification-link';
import { useInbox } from '@/components/notifications/use-inbox';
import { Avatar } from '@/components/ui/avatar';
import { RelativeTime } from '@/components/ui/relative-time';
import { PageLink } from '@/components/ui/page-link';
import type { NotificationView } from '@/lib/notifications/schema';

export function NotificationRow({ item, onOpen }: { item: NotificationView; onOpen?: () => void }) {
  const t = useTranslations('notifications');
  const inbox = useInbox();
  const isUnread = item.readAt === null;
  const markRead = () => void inbox?.markRead([item.id]);
  return (
    <li className="flex items-start gap-3 py-3">
      <Avatar person={item.sender} size="medium" />
      <PageLink
        href={notificationLink(item)}
        className="min-w-0 flex-1"
        onClick={() => {
          onOpen?.();
          if (isUnread) markRead();
        }}
      >
        <span className="flex items-center gap-2">
          {isUnread && (
            <span className="size-2 shrink-0 rounded-full bg-accent" role="img" aria-label={t('unread')} />
          )}
          <span className={isUnread ? 'font-semibold' : undefined}>
            {t(item.type, { name: item.sender.displayName })}
          </span>
        </span>
        <span dir="auto" className="line-clamp-2 text-quiet">
          {item.preview}
        </span>
        <span className="text-sm text-quiet">
          <RelativeTime at={item.createdAt} />
        </span>
      </PageLink>
      {isUnread && (
        <button
          type="button"
          aria-label={t('markOne')}
          className="inline-flex size-8 shrink-0 items-center justify-center text-quiet hover:text-ink pointer-coarse:size-11"
          onClick={markRead}
        >
          <Check aria-hidden className="size-4" />
        </button>
      )}
    </li>
  );
}
