'use client';

import { createContext, useContext, useEffect } from 'react';
import type { ConnectionState } from '@/components/notifications/connection';
import type { ThreadListener, ThreadWatch } from '@/components/notifications/thread-watch';
import type { RowPlace } from '@/lib/notifications/reducer';
import type { NotificationView } from '@/lib/notifications/schema';

export interface InboxContextValue {
  status: ConnectionState;
  unreadCount: number;
  /** Newest first. */
  items: NotificationView[];
  markRead(ids: string[]): Promise<void>;
  markAllRead(): Promise<void>;
  /** Marks what has come into view, as soon as the server can be told. */
  markSeen(ids: string[]): void;
  /**
   * Loads the rows below one and lays them into what is held.
   * @throws Error when the server cannot be reached
   */
  loadPage(after: RowPlace | null, limit: number): Promise<{ items: NotificationView[]; isLast: boolean }>;
  watchThread: ThreadWatch['watch'];
}

export const InboxContext = createContext<InboxContextValue | null>(null);

/** The inbox of the person signed in, or null for a visitor. */
export function useInbox(): InboxContextValue | null {
  return useContext(InboxContext);
}

/** Hears of new, edited and deleted comments while a post is open. `listener` should be stable. */
export function useThreadEvents(postId: string, listener: ThreadListener): void {
  const watchThread = useInbox()?.watchThread;
  useEffect(() => watchThread?.(postId, listener), [watchThread, postId, listener]);
}
