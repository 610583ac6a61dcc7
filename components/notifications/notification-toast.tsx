'use client';

import { useTranslations } from 'next-intl';
import toast, { type Toast } from 'react-hot-toast';
import { notificationLink } from '@/components/notifications/notification-link';
import { ToastSlip } from '@/components/notifications/toast-slip';
import { Avatar } from '@/components/ui/avatar';
import { PageLink } from '@/components/ui/page-link';
import type { NotificationView } from '@/lib/notifications/schema';

const SHOWN_MS = 6_000;

/** Raises the toast of a notification. Its id is the notification's, so the same one can never stand twice. */
export function showNotification(item: NotificationView, markRead: (ids: string[]) => Promise<void>): void {
  toast.custom((state) => <NotificationToast state={state} item={item} markRead={markRead} />, {
    id: item.id,
    duration: SHOWN_MS,
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
  return (
    <ToastSlip state={state}>
      <Avatar person={item.sender} size="medium" />
      <PageLink
        href={notificationLink(item)}
        className="min-w-0 flex-1"
        onClick={() => {
          toast.dismiss(item.id);
          void markRead([item.id]);
        }}
      >
        <span className="block font-semibold">{t(item.type, { name: item.sender.displayName })}</span>
        <span dir="auto" className="line-clamp-2 text-quiet">
          {item.preview}
        </span>
      </PageLink>
    </ToastSlip>
  );
}
