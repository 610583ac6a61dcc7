'use client';

import { useEffect, useLayoutEffect } from 'react';
import toast, { type Toast } from 'react-hot-toast/headless';
import { NotificationToast } from '@/components/notifications/notification-toast';
import { alertIdOf, collapse, type Raised } from '@/components/notifications/sender-alert';
import { addToSlip, standSlip } from '@/components/notifications/sender-slips';
import { useInbox } from '@/components/notifications/use-inbox';
import { usePreferences } from '@/components/preferences/use-preferences';

type MarkRead = (ids: string[]) => Promise<void>;

/** Raises the toast of a notification: in the slip of its sender while that stands, else in a new one. */
export function showNotification(news: Raised, markRead: MarkRead): void {
  const raised = addToSlip(news);
  toast.custom((state) => <SenderToast state={state} raised={raised} cameLast={news} markRead={markRead} />, {
    id: alertIdOf(news.item),
  });
}

/** Tells of what is left of what it was raised for, and goes when that is nothing. */
function SenderToast({
  state,
  raised,
  cameLast,
  markRead,
}: {
  state: Toast;
  raised: Raised[];
  cameLast: Raised;
  markRead: MarkRead;
}) {
  const inbox = useInbox();
  const levels = usePreferences()?.levels;
  const left = collapse(raised, {
    isUnread: (id) => inbox?.items.some((item) => item.id === id && item.readAt === null) ?? true,
    isMuted: (postId) => levels?.get(postId) === 'muted',
  });
  const isNothing = left === null;
  useLayoutEffect(() => standSlip(state.id), [state.id]);
  useEffect(() => {
    if (isNothing) toast.dismiss(state.id);
  }, [isNothing, state.id]);
  const { shown, more } = left ?? { shown: cameLast.item, more: 0 };
  return (
    <NotificationToast
      state={state}
      item={shown}
      more={more}
      spokenId={cameLast.item.id}
      markRead={markRead}
    />
  );
}
