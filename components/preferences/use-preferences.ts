'use client';

import { useTranslations } from 'next-intl';
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import toast from 'react-hot-toast/headless';
import type { PreferencesStore } from '@/components/preferences/preferences-store';
import { RefusedError } from '@/components/call-api';
import { requestBlock, requestLevel } from '@/components/preferences/request-preferences';
import type { Preferences } from '@/lib/preferences/schema';
import type { ThreadLevel } from '@/lib/realtime/events';

export interface PreferencesValue {
  preferences: Preferences;
  /** Levels of threads that were chosen or told since the page was opened, by post id. */
  levels: ReadonlyMap<string, ThreadLevel>;
  /** Each answers whether the server has it; a failure is said in a toast. */
  setBlocked(userId: string, isBlocked: boolean): Promise<boolean>;
  setLevel(postId: string, level: ThreadLevel): Promise<boolean>;
  /** @returns the level before, or null when it failed */
  changeLevel(postId: string, level: ThreadLevel): Promise<ThreadLevel | null>;
}

export const PreferencesContext = createContext<PreferencesStore | null>(null);

/** The wishes of the person signed in, or null for a visitor. */
export function usePreferences(): PreferencesValue | null {
  const t = useTranslations('preferences');
  const store = useContext(PreferencesContext);
  const preferences = useSyncExternalStore(
    store?.subscribe ?? never,
    () => store?.preferences() ?? null,
    () => store?.preferences() ?? null,
  );
  const levels = useSyncExternalStore(
    store?.subscribe ?? never,
    () => store?.levels() ?? NONE,
    () => NONE,
  );
  return useMemo(() => {
    if (!store || !preferences) return null;
    const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
      try {
        return await work();
      } catch (error) {
        // Refused, with a sentence of the server's; or offline. Nothing has changed, and the page shows that.
        toast.error(error instanceof RefusedError ? error.message : t('failed'), {
          id: 'preferences-failed',
        });
        return null;
      }
    };
    const done = async (work: () => Promise<void>) => (await attempt(() => work().then(() => true))) ?? false;
    return {
      preferences,
      levels,
      setBlocked: (userId, isBlocked) => done(async () => store.apply(await requestBlock(userId, isBlocked))),
      setLevel: (postId, level) =>
        done(async () => store.applyLevel(postId, await requestLevel(postId, level))),
      changeLevel: (postId, level) =>
        attempt(async () => {
          const before = await requestLevel(postId);
          store.applyLevel(postId, await requestLevel(postId, level));
          return before;
        }),
    };
  }, [store, preferences, levels, t]);
}

const NONE: ReadonlyMap<string, ThreadLevel> = new Map();
const never = () => () => undefined;
