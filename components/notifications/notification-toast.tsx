'use client';

import { Bell } from 'lucide-react';
import { useTranslations } from 'next-intl';
import toast, { type Toast } from 'react-hot-toast/headless';
import { alertText } from '@/components/notifications/alert-text';
import { notificationLink, replyLink } from '@/components/notifications/notification-link';
import { ToastSlip } from '@/components/notifications/toast-slip';
import { LevelButton } from '@/components/preferences/level-button';
import { usePreferences } from '@/components/preferences/use-preferences';
import { Avatar } from '@/components/ui/avatar';
import { PageLink } from '@/components/ui/page-link';
import type { NotificationView } from '@/lib/notifications/schema';

const SHOWN_MS = 6_000;
const ACTION = 'inline-flex min-h-6 items-center text-sm text-quiet hover:text-ink pointer-coarse:min-h-11';

/** Raises the toast of a notification. Its id is the notification's, so the same one can never stand twice. */
export function showNotification(item: NotificationView, markRead: (ids: string[]) => Promise<void>): void {
  toast.custom((state) => <NotificationToast state={state} item={item} markRead={markRead} />, {
    id: item.id,
  });
}

export function NotificationToast({
  state,
  item,
  markRead,
}: {
  state: Toast;
  item: NotificationView;
  markRead: (ids: string[]) => Promise<void>;
}) {
  const t = useTranslations('notifications');
  const shown = usePreferences()?.preferences.preview ?? 'all';
  const { title, text } = alertText(t, item, shown);
  const open = () => {
    toast.dismiss(item.id);
    void markRead([item.id]);
  };
  return (
    <ToastSlip state={state} showForMs={SHOWN_MS}>
      {shown === 'nothing' ? (
        <span className="flex size-8 shrink-0 items-center justify-center text-quiet">
          <Bell aria-hidden className="size-5" />
        </span>
      ) : (
        <Avatar person={item.sender} size="medium" />
      )}
      <div className="min-w-0 flex-1">
        <PageLink href={notificationLink(item)} className="block" onClick={open}>
          <span className="block font-semibold">{title}</span>
          {text && (
            <span dir="auto" className="line-clamp-2 text-quiet">
              {text}
            </span>
          )}
        </PageLink>
        <div className="mt-1 -mb-1 flex gap-4">
          <PageLink href={replyLink(item)} className={ACTION} onClick={open}>
            {t('reply')}
          </PageLink>
          <LevelButton of={item} level="following" look="word" className={ACTION} />
          <LevelButton of={item} level="muted" look="word" className={ACTION} />
        </div>
      </div>
    </ToastSlip>
  );
}
