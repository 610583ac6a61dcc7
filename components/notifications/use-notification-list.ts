'use client';

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { createFilteredStore, type FilteredStore } from '@/components/notifications/filtered-store';
import type { InboxStore } from '@/components/notifications/inbox-store';
import type { InboxContextValue } from '@/components/notifications/use-inbox';
import { isListed, type ListFilter } from '@/lib/notifications/filtered';
import type { InboxSnapshot, NotificationView } from '@/lib/notifications/schema';
import { LIMITS } from '@/lib/limits';

export interface NotificationList {
  items: NotificationView[];
  /** There are no rows yet, because nobody has answered. */
  isLoading: boolean;
  /** More may lie below. */
  hasMore: boolean;
  /** The last attempt to load more has failed. */
  hasFailed: boolean;
  /** How often more was loaded. */
  loads: number;
  /** Loads the rows below the last one; one request at a time. @returns whether it does */
  loadMore(): boolean;
}

/**
 * The rows of a list, live. The whole inbox is the provider's own; a part of it is kept by a store of its own, made anew
 * for another filter.
 * @param first what the server rendered of a part
 */
export function useNotificationList(
  inbox: InboxContextValue,
  wanted: ListFilter,
  first: InboxSnapshot | null,
): NotificationList {
  const part = usePart(wanted, first);
  const store = part ?? inbox.store;
  const view = useSyncExternalStore(store.subscribe, store.view, store.view);
  const items = useMemo(
    () => view.items.filter((item) => isListed(item, { filter: wanted.filter, type: wanted.type })),
    [view.items, wanted.filter, wanted.type],
  );
  useEffect(() => part?.attach(inbox.store), [part, inbox.store]);
  useEffect(() => {
    if (part && first) part.apply({ kind: 'snapshot', snapshot: first });
  }, [part, first]);

  const isLoading = part !== null && !part.hasLoaded();
  return { items, isLoading, hasMore: !isLoading && !view.isWhole, ...useLoadMore(store) };
}

function usePart(wanted: ListFilter, first: InboxSnapshot | null): FilteredStore | null {
  const make = () => ({
    wanted,
    part: wanted.filter === 'all' && wanted.type === null ? null : createFilteredStore(wanted, first),
  });
  const [made, setMade] = useState(make);
  const isOther = made.wanted.filter !== wanted.filter || made.wanted.type !== wanted.type;
  const now = isOther ? make() : made;
  if (isOther) setMade(now);
  return now.part;
}

function useLoadMore(store: InboxStore): Pick<NotificationList, 'hasFailed' | 'loads' | 'loadMore'> {
  const isBusy = useRef(false);
  const [loads, setLoads] = useState(0);
  const [failed, setFailed] = useState<InboxStore | null>(null);
  const loadMore = useCallback(() => {
    if (isBusy.current) return false;
    isBusy.current = true;
    store
      .loadPage(store.view().items.at(-1) ?? null, LIMITS.pageMax)
      .then(
        () => setFailed(null),
        // Offline or an overloaded server: what is shown stays, and a button to try again.
        () => setFailed(store),
      )
      .finally(() => {
        isBusy.current = false;
        setLoads((before) => before + 1);
      });
    return true;
  }, [store]);
  return { hasFailed: failed === store, loads, loadMore };
}
