'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import toast from 'react-hot-toast';
import { startAlerts } from '@/components/notifications/alerts';
import { rememberAlerted } from '@/components/notifications/alerted';
import { dismissAwaySummary } from '@/components/notifications/away-toast';
import { type Connection, type ConnectionState, openConnection } from '@/components/notifications/connection';
import { requestPage } from '@/components/notifications/request-page';
import { requestRead } from '@/components/notifications/request-read';
import { InboxContext } from '@/components/notifications/use-inbox';
import { LIMITS } from '@/lib/limits';
import {
  type InboxEvent,
  inboxFrom,
  inboxReducer,
  type InboxView,
  needsSnapshot,
  type RowPlace,
} from '@/lib/notifications/reducer';
import type { InboxSnapshot, ReadInput } from '@/lib/notifications/schema';

/** Holds the inbox of the person signed in: one socket a tab, one reducer, and an alert for what is new. */
export function NotificationProvider({
  snapshot,
  children,
}: {
  snapshot: InboxSnapshot;
  children: ReactNode;
}) {
  const t = useTranslations('notifications');
  const router = useRouter();
  const [view, setView] = useState(() => inboxFrom(snapshot));
  const [status, setStatus] = useState<ConnectionState>('connecting');
  const [connection, setConnection] = useState<Connection | null>(null);
  // Ahead of what is drawn: a message may come before the one before it has been.
  const latest = useRef(view);

  const apply = useCallback((event: InboxEvent) => {
    latest.current = inboxReducer(latest.current, event);
    setView(latest.current);
  }, []);

  useEffect(() => {
    apply({ kind: 'snapshot', snapshot });
    // What stands in the badge of a page that was just opened has been told.
    rememberAlerted(snapshot.items.filter((item) => item.readAt === null).map(({ id }) => id));
  }, [apply, snapshot]);

  const markRead = useCallback(
    async (input: ReadInput) => {
      try {
        const inbox = await requestRead(input);
        const read = 'ids' in input ? input.ids : 'all';
        apply({ kind: 'state', inbox, read, at: new Date().toISOString() });
      } catch {
        // Offline or a server that is down: nothing was marked, and the row says so by staying unread.
        toast.error(t('failed'), { id: 'read-failed' });
      }
    },
    [apply, t],
  );
  const markIds = useCallback((ids: string[]) => markRead({ ids }), [markRead]);
  const loadPage = useCallback(
    async (after: RowPlace | null, limit: number) => {
      const page = await requestPage(after, limit, () => latest.current.revision);
      apply(page);
      return page;
    },
    [apply],
  );

  useEffect(() => {
    const alerts = startAlerts(markIds);
    const onEvent = (event: InboxEvent) => {
      const before = latest.current;
      apply(event);
      if (event.kind === 'notification' && isNews(event.item.id, before, latest.current)) {
        void alerts.onArrival(event.item);
      }
      if (event.kind === 'snapshot') void alerts.onCatchUp(event.snapshot.items, before);
      if (event.kind === 'change' && event.read) closeToasts(event.read);
    };
    const opened = openConnection({
      onEvent,
      onState: setStatus,
      onEnded: () => router.refresh(),
      needsSnapshot: () => needsSnapshot(latest.current),
    });
    setConnection(opened);
    return () => {
      opened.close();
      alerts.stop();
    };
  }, [apply, router, markIds]);

  useEffect(() => connection?.askIfNeeded(), [connection, view]);

  const { staleBelow, revision } = view;
  useEffect(() => {
    // Offline again: the next catch-up finds the same rows stale.
    if (staleBelow) loadPage(staleBelow, LIMITS.pageMax).catch(() => undefined);
  }, [staleBelow, revision, loadPage]);

  const value = useMemo(
    () => ({
      status,
      unreadCount: view.unreadCount,
      items: view.items,
      markRead: markIds,
      markAllRead: () => markRead({ all: true }),
      loadPage,
      connection,
    }),
    [status, view, markIds, markRead, loadPage, connection],
  );
  return <InboxContext value={value}>{children}</InboxContext>;
}

/** Whether a row is here that was not, and that nobody has read on the way. */
function isNews(id: string, before: InboxView, after: InboxView): boolean {
  return !before.asOf.has(id) && after.items.some((item) => item.id === id && item.readAt === null);
}

function closeToasts(read: string[] | 'all'): void {
  if (read === 'all') toast.dismiss();
  else for (const id of read) toast.dismiss(id);
  dismissAwaySummary();
}
