'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { NotificationRow } from '@/components/notifications/notification-row';
import { useInbox } from '@/components/notifications/use-inbox';
import { Button } from '@/components/ui/button';
import { PageLink } from '@/components/ui/page-link';

const SHOWN = 8;

/** What stands under the bell: the newest notifications, in the browser's own popover. */
export function InboxPanel({ id }: { id: string }) {
  const t = useTranslations('notifications');
  const inbox = useInbox();
  const panel = useRef<HTMLDivElement>(null);
  const close = () => panel.current?.hidePopover();
  const items = inbox?.items.slice(0, SHOWN) ?? [];
  return (
    <div
      ref={panel}
      id={id}
      popover="auto"
      role="dialog"
      aria-labelledby={`${id}-title`}
      className="floats-under-header max-h-4/5 w-panel max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border border-line bg-raised p-3 text-ink shadow-float"
    >
      <div className="mb-1 flex items-center justify-between">
        <h2 id={`${id}-title`} className="font-semibold">
          {t('title')}
        </h2>
        {inbox && inbox.unreadCount > 0 && (
          <Button type="button" look="quiet" onClick={() => void inbox.markAllRead()}>
            {t('markAll')}
          </Button>
        )}
      </div>
      {items.length === 0 && <p className="py-6 text-center text-quiet">{t('empty')}</p>}
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <NotificationRow key={item.id} item={item} onOpen={close} />
        ))}
      </ul>
      <PageLink
        href="/notifications"
        onClick={close}
        className="mt-2 block py-2 text-center underline underline-offset-4"
      >
        {t('seeAll')}
      </PageLink>
    </div>
  );
}
