'use client';

import { useContext, useEffect } from 'react';
import { useInbox } from '@/components/notifications/use-inbox';
import { requestLevel } from '@/components/preferences/request-preferences';
import { PreferencesContext } from '@/components/preferences/use-preferences';

/** Asks for the level of a thread with each new connection: what other devices changed meanwhile was not heard. */
export function useFreshLevel(postId: string): void {
  const store = useContext(PreferencesContext);
  const isLive = useInbox()?.status === 'live';
  useEffect(() => {
    if (!store || !isLive) return;
    store
      .refreshLevel(postId, () => requestLevel(postId))
      .catch(() => {
        // Offline again, or the post is gone: what is shown stays until the next connection.
      });
  }, [store, isLive, postId]);
}
