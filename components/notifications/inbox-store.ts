import { LIMITS } from '@/lib/limits';
import { type InboxEvent, inboxFrom, inboxReducer, type InboxView } from '@/lib/notifications/reducer';
import type { RowPlace } from '@/lib/notifications/row-place';
import type { InboxSnapshot } from '@/lib/notifications/schema';

export type PageEvent = Extract<InboxEvent, { kind: 'page' }>;

/**
 * Reads the rows below one.
 * @throws Error when the server cannot be reached or refuses
 */
export type FetchPage = (after: RowPlace | null, limit: number) => Promise<PageEvent>;

export interface InboxStore {
  view(): InboxView;
  apply(event: InboxEvent): void;
  subscribe(listener: () => void): () => void;
  /** Hears every event after it was applied: lists follow the inbox by it. */
  follow(listener: (event: InboxEvent) => void): () => void;
  /** Reads the rows below one into what is held. @throws as `FetchPage` */
  loadPage(after: RowPlace | null, limit: number): Promise<PageEvent>;
}

/** A page that has become old on its way, because the inbox changed meanwhile, is read so often. */
const TRIES = 5;

/**
 * Keeps what this tab knows of an inbox, and reads again those scrolled-to rows that may have changed unseen.
 * @param reduce that of a list, where only some of the inbox is kept
 */
export function createInboxStore(
  snapshot: InboxSnapshot,
  fetchPage: FetchPage,
  reduce = inboxReducer,
): InboxStore {
  const listeners = new Set<() => void>();
  const followers = new Set<(event: InboxEvent) => void>();
  let view = inboxFrom(snapshot);
  let isReading = false;

  const apply = (event: InboxEvent) => {
    view = reduce(view, event);
    for (const follower of followers) follower(event);
    for (const listener of listeners) listener();
    if (view.staleBelow && !isReading) void readStale();
  };
  const loadPage = async (after: RowPlace | null, limit: number) => {
    for (let tries = 1; ; tries++) {
      const page = await fetchPage(after, limit);
      if (page.inbox.revision < view.revision && tries < TRIES) continue;
      apply(page);
      return page;
    }
  };
  const readStale = async () => {
    isReading = true;
    try {
      for (let pages = 0, below = view.staleBelow; below; below = view.staleBelow) {
        await loadPage(below, LIMITS.pageMax);
        // A busy inbox was always faster; the next message starts over.
        if (view.staleBelow === below && ++pages === TRIES) break;
      }
    } catch {
      // Offline again: the next catch-up finds the same rows stale.
    } finally {
      isReading = false;
    }
  };
  return {
    view: () => view,
    apply,
    loadPage,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow(listener) {
      followers.add(listener);
      return () => followers.delete(listener);
    },
  };
}
