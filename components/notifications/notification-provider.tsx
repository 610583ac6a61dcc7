'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import toast from 'react-hot-toast';
import { type Connection, type ConnectionState, openConnection } from '@/components/notifications/connection';
import { requestRead } from '@/components/notifications/request-read';
import { showNotification } from '@/components/notifications/notification-toast';
import { InboxContext } from '@/components/notifications/use-inbox';
import { type InboxEvent, inboxFrom, inboxReducer } from '@/lib/notifications/reducer';
import type { InboxSnapshot, ReadInput } from '@/lib/notifications/schema';

/** Holds the inbox of the person signed in: one socket a tab, one reducer, and a toast for what is new. */
export function NotificationProvider({
  snapshot,
  children,
}: {
  snapshot: InboxSnapshot;
  children: ReactNode;
}) {
  const t = useTranslations('notifications');
  const router = useRouter();
  const [view, dispatch] = useReducer(inboxReducer, snapshot, inboxFrom);
  const [status, setStatus] = useState<ConnectionState>('connecting');
  const [connection, setConnection] = useState<Connection | null>(null);
  const latest = useRef(view);

  useEffect(() => {
    latest.current = view;
  }, [view]);

  useEffect(() => dispatch({ kind: 'snapshot', snapshot }), [snapshot]);

  const markRead = useCallback(
    async (input: ReadInput) => {
      try {
        const inbox = await requestRead(input);
        const read = 'ids' in input ? input.ids : 'all';
        dispatch({ kind: 'change', inbox, read, at: new Date().toISOString() });
      } catch {
        // Offline or a server that is down: nothing was marked, and the row says so by staying unread.
        toast.error(t('failed'), { id: 'read-failed' });
      }
    },
    [t],
  );
  const markIds = useCallback((ids: string[]) => markRead({ ids }), [markRead]);

  useEffect(() => {
    const onEvent = (event: InboxEvent) => {
      const isNew =
        event.kind === 'notification' && !latest.current.items.some((item) => item.id === event.item.id);
      dispatch(event);
      if (isNew) showNotification(event.item, markIds);
      if (event.kind === 'change' && event.read) closeToasts(event.read);
    };
    const opened = openConnection({
      onEvent,
      onState: setStatus,
      onEnded: () => router.refresh(),
      revision: () => latest.current.revision,
    });
    setConnection(opened);
    return () => opened.close();
  }, [router, markIds]);

  const value = useMemo(
    () => ({
      status,
      unreadCount: view.unreadCount,
      items: view.items,
      markRead: markIds,
      markAllRead: () => markRead({ all: true }),
      addPage: (items: typeof view.items, inbox: InboxSnapshot | { revision: number; unreadCount: number }) =>
        dispatch({ kind: 'page', items, inbox }),
      connection,
    }),
    [status, view, markIds, markRead, connection],
  );
  return <InboxContext value={value}>{children}</InboxContext>;
}

function closeToasts(read: string[] | 'all'): void {
  if (read === 'all') toast.dismiss();
  else for (const id of read) toast.dismiss(id);
}
