'use client';

import { type ReactNode, useMemo, useState, useSyncExternalStore } from 'react';
import type { ConnectionState } from '@/components/notifications/connection';
import { pageFetcher } from '@/components/notifications/fetch-page';
import { createInboxActions } from '@/components/notifications/inbox-actions';
import { createInboxStore } from '@/components/notifications/inbox-store';
import { InboxContext, type InboxContextValue } from '@/components/notifications/use-inbox';
import { createPreferencesStore } from '@/components/preferences/preferences-store';
import { PreferencesContext } from '@/components/preferences/use-preferences';
import type { NotificationView } from '@/lib/notifications/schema';
import type { Preferences } from '@/lib/preferences/schema';
import { setUp } from '@/preview/stage/board';

export interface SignedInProps {
  items?: NotificationView[];
  /** Where it differs from what of `items` is unread. */
  unreadCount?: number;
  status?: ConnectionState;
  preferences?: Partial<Preferences>;
}

/** What a page of somebody signed in stands in: the project's own stores, without a connection. */
export function SignedIn({
  items = [],
  unreadCount = items.filter(({ readAt }) => readAt === null).length,
  status = 'live',
  preferences = {},
  children,
}: SignedInProps & { children: ReactNode }) {
  const [{ store, wishes }] = useState(() => {
    const page = setUp(items, unreadCount, preferences);
    return {
      store: createInboxStore(page.snapshot, pageFetcher()),
      wishes: createPreferencesStore(page.preferences),
    };
  });
  const view = useSyncExternalStore(store.subscribe, store.view, store.view);
  const actions = useMemo(() => createInboxActions(store, nothing), [store]);
  const inbox = useMemo(
    (): InboxContextValue => ({
      status,
      unreadCount: view.unreadCount,
      items: view.items,
      markRead: async (ids) => void (await actions.markRead(ids)),
      markSeen: nothing,
      store,
      actions,
      watchThread: () => nothing,
    }),
    [status, view, store, actions],
  );
  return (
    <InboxContext value={inbox}>
      <PreferencesContext value={wishes}>{children}</PreferencesContext>
    </InboxContext>
  );
}

const nothing = () => undefined;
