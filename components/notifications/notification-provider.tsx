'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import {
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import toast from 'react-hot-toast/headless';
import { rememberAlerted } from '@/components/notifications/alerted';
import { loadAlerts } from '@/components/notifications/alerts-loader';
import { type ConnectionState, openConnection } from '@/components/notifications/connection';
import { pageFetcher } from '@/components/notifications/fetch-page';
import { createInboxActions, readOnServer } from '@/components/notifications/inbox-actions';
import { createInboxStore } from '@/components/notifications/inbox-store';
import { createSeenMarker } from '@/components/notifications/seen-marker';
import { createThreadWatch } from '@/components/notifications/thread-watch';
import { InboxContext } from '@/components/notifications/use-inbox';
import { createPreferencesStore } from '@/components/preferences/preferences-store';
import { PreferencesContext } from '@/components/preferences/use-preferences';
import { type InboxEvent, type InboxView, needsSnapshot } from '@/lib/notifications/reducer';
import type { InboxSnapshot } from '@/lib/notifications/schema';
import type { Preferences } from '@/lib/preferences/schema';

/** Holds the inbox of the person signed in: one socket a tab, one reducer, and an alert for what is new. */
export function NotificationProvider({
  snapshot,
  preferences,
  children,
}: {
  snapshot: InboxSnapshot;
  preferences: Preferences;
  children: ReactNode;
}) {
  const t = useTranslations('notifications');
  const router = useRouter();
  const [store] = useState(() => createInboxStore(snapshot, pageFetcher()));
  const [threads] = useState(createThreadWatch);
  const [wishes] = useState(() => createPreferencesStore(preferences));
  const view = useSyncExternalStore(store.subscribe, store.view, store.view);
  const [status, setStatus] = useState<ConnectionState>('connecting');

  useEffect(() => store.apply({ kind: 'snapshot', snapshot }), [store, snapshot]);

  const [opened] = useState(snapshot);
  useEffect(() => {
    // What stands in the badge of a page that was just opened has been told. Made anew, it tells nobody more.
    rememberAlerted(opened.items.filter((item) => item.readAt === null).map(({ id }) => id));
  }, [opened]);

  useEffect(() => wishes.apply(preferences), [wishes, preferences]);

  const actions = useMemo(
    () =>
      createInboxActions(store, (isGone) =>
        toast.error(t(isGone ? 'changed' : 'failed'), { id: 'inbox-failed' }),
      ),
    [store, t],
  );
  const markRead = useCallback(
    async (ids: string[]) => {
      await actions.markRead(ids);
    },
    [actions],
  );
  // A page that is made anew brings new ones; the connection and what stands as an alert outlive it.
  const latest = useRef({ markRead, router, t });
  useEffect(() => {
    latest.current = { markRead, router, t };
  }, [markRead, router, t]);
  const [marker] = useState(() => createSeenMarker((ids) => readOnServer(store, ids)));
  useEffect(() => marker.setReachable(status === 'live' || status === 'connecting'), [marker, status]);
  useEffect(() => marker.stop, [marker]);

  useEffect(() => {
    const alerts = loadAlerts({
      preferences: wishes.preferences,
      subscribePreferences: wishes.subscribe,
      isUnread: (id) => store.view().items.some((item) => item.id === id && item.readAt === null),
      isMuted: (postId) => wishes.levels().get(postId) === 'muted',
      markSeen: marker.seen,
      markRead: (ids) => latest.current.markRead(ids),
      open: (href) => latest.current.router.push(href),
      t: () => latest.current.t,
    });
    const onEvent = (event: InboxEvent) => {
      const before = store.view();
      store.apply(event);
      if (event.kind === 'notification' && isNews(event.item.id, before, store.view())) {
        alerts.onArrival(event.item);
      }
      if (event.kind === 'snapshot') alerts.onCatchUp(event.snapshot.items, before);
    };
    const connection = openConnection(
      {
        onEvent,
        onState: setStatus,
        onEnded: () => latest.current.router.refresh(),
        needsSnapshot: () => needsSnapshot(store.view()),
      },
      [threads.attach, wishes.attach],
    );
    const unsubscribe = [store.subscribe(connection.askIfNeeded), store.subscribe(alerts.onChange)];
    return () => {
      for (const each of unsubscribe) each();
      connection.close();
      alerts.stop();
    };
  }, [store, threads, wishes, marker]);

  const value = useMemo(
    () => ({
      status,
      unreadCount: view.unreadCount,
      items: view.items,
      markRead,
      markSeen: marker.seen,
      store,
      actions,
      watchThread: threads.watch,
    }),
    [status, view, markRead, marker, store, actions, threads],
  );
  return (
    <InboxContext value={value}>
      <PreferencesContext value={wishes}>{children}</PreferencesContext>
    </InboxContext>
  );
}

/** Whether a row is here that was not, and that nobody has read on the way. */
function isNews(id: string, before: InboxView, after: InboxView): boolean {
  return !before.asOf.has(id) && after.items.some((item) => item.id === id && item.readAt === null);
}
