import { pageFetcher } from '@/components/notifications/fetch-page';
import {
  createInboxStore,
  type FetchPage,
  type InboxStore,
  type PageEvent,
} from '@/components/notifications/inbox-store';
import { createSnapshotAsker } from '@/components/notifications/snapshot-asker';
import { filteredReducer, knownTo, type ListFilter } from '@/lib/notifications/filtered';
import { needsSnapshot } from '@/lib/notifications/reducer';
import type { InboxSnapshot } from '@/lib/notifications/schema';
import { LIMITS } from '@/lib/limits';

export interface FilteredStore extends InboxStore {
  /** Whether there are rows to show: with none of the server's page, not before the first answer. */
  hasLoaded(): boolean;
  /** Follows the inbox that this is a part of. @returns how to stop */
  attach(inbox: InboxStore): () => void;
}

const NOTHING: InboxSnapshot = { revision: 0, unreadCount: 0, items: [] };
/** An answer that has become old on its way, because the inbox changed meanwhile, is asked for so often at once. */
const TRIES = 5;

/**
 * Keeps a list that shows only some of an inbox. It hears what the inbox hears, and reads its own first page where the
 * inbox takes a snapshot.
 * @param first the page that the server rendered, if it did
 */
export function createFilteredStore(
  wanted: ListFilter,
  first: InboxSnapshot | null,
  fetchPage: FetchPage = pageFetcher('', {}, wanted),
): FilteredStore {
  const store = createInboxStore(first ?? NOTHING, fetchPage, filteredReducer(wanted));
  let hasLoaded = first !== null;

  const fetchFirst = async (): Promise<PageEvent> => {
    for (let tries = 1; ; tries++) {
      const page = await fetchPage(null, LIMITS.pageDefault);
      if (page.inbox.revision >= store.view().revision || tries === TRIES) return page;
    }
  };
  const ask = async () => {
    try {
      const { items, inbox } = await fetchFirst();
      hasLoaded = true;
      store.apply({ kind: 'snapshot', snapshot: { ...inbox, items }, isCatchUp: true });
      return store.view().snapshotRevision === inbox.revision;
    } catch {
      // Offline or a server that is down: asked again, ever more seldom.
      return false;
    }
  };
  return {
    ...store,
    hasLoaded: () => hasLoaded,
    attach(inbox) {
      const asker = createSnapshotAsker({ ask, isNeeded: () => !hasLoaded || needsSnapshot(store.view()) });
      const stop = inbox.follow((event) => {
        if (event.kind === 'page') return;
        if (event.kind === 'snapshot') return asker.askWithin(0);
        store.apply(knownTo(inbox.view(), event));
        asker.askIfNeeded();
      });
      // What the inbox was told before this list was here.
      const { revision, unreadCount } = inbox.view();
      store.apply({ kind: 'state', inbox: { revision, unreadCount }, at: new Date().toISOString() });
      if (hasLoaded) asker.askIfNeeded();
      else asker.askWithin(0);
      return () => {
        stop();
        asker.stop();
      };
    },
  };
}
