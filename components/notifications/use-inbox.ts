'use client';

import { createContext, useContext, useEffect } from 'react';
import type { CommentChange, Connection, ConnectionState } from '@/components/notifications/connection';
import type { InboxState, NotificationView } from '@/lib/notifications/schema';

export interface InboxContextValue {
  status: ConnectionState;
  unreadCount: number;
  /** Newest first. */
  items: NotificationView[];
  markRead(ids: string[]): Promise<void>;
  markAllRead(): Promise<void>;
  /** Lays a page of older rows below what is held. */
  addPage(items: NotificationView[], inbox: InboxState): void;
  connection: Connection | null;
}

export const InboxContext = createContext<InboxContextValue | null>(null);

/** The inbox of the person signed in, or null for a visitor. */
export function useInbox(): InboxContextValue | null {
  return useContext(InboxContext);
}

/** Hears of new, edited and deleted comments while a post is open. `onChange` should be stable. */
export function useThreadEvents(postId: string, onChange: (change: CommentChange) => void): void {
  const connection = useInbox()?.connection;
  useEffect(() => connection?.watchPost(postId, onChange), [connection, postId, onChange]);
}
