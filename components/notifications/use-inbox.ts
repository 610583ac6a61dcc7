'use client';

import { createContext, useContext, useEffect } from 'react';
import type { ConnectionState } from '@/components/notifications/connection';
import type { InboxActions } from '@/components/notifications/inbox-actions';
import type { InboxStore } from '@/components/notifications/inbox-store';
import type { ThreadListener, ThreadWatch } from '@/components/notifications/thread-watch';
import type { NotificationView } from '@/lib/notifications/schema';

export interface InboxContextValue {
  status: ConnectionState;
  unreadCount: number;
  /** Newest first. */
  items: NotificationView[];
  markRead(ids: string[]): Promise<void>;
  /** Marks what has come into view, as soon as the server can be told. */
  markSeen(ids: string[]): void;
  /** What lists are made of; the same as long as the person is. */
  store: InboxStore;
  actions: InboxActions;
  watchThread: ThreadWatch['watch'];
}

export const InboxContext = createContext<InboxContextValue | null>(null);

/** The inbox of the person signed in, or null for a visitor. */
export function useInbox(): InboxContextValue | null {
  return useContext(InboxContext);
}

/** Hears of new, edited and deleted comments while a post is open. `follow` should be stable. */
export function useThreadEvents(postId: string, follow: () => ThreadListener): void {
  const watchThread = useInbox()?.watchThread;
  useEffect(() => watchThread?.(postId, follow()), [watchThread, postId, follow]);
}
