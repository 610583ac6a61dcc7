'use client';

import { useTranslations } from 'next-intl';
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import toast from 'react-hot-toast';
import type { PreferencesStore } from '@/components/preferences/preferences-store';
import {
  RefusedError,
  requestBlock,
  requestLevel,
  requestPreferences,
} from '@/components/preferences/request-preferences';
import type { Preferences, PreferencesPatch } from '@/lib/preferences/schema';
import type { ThreadLevel } from '@/lib/realtime/events';

export interface PreferencesValue {
  preferences: Preferences;
  /** Levels of threads that were chosen or told since the page was opened, by post id. */
  levels: ReadonlyMap<string, ThreadLevel>;
  /** Each answers whether the server has it; a failure is said in a toast. */
  change(patch: PreferencesPatch): Promise<boolean>;
  setBlocked(userId: string, isBlocked: boolean): Promise<boolean>;
  setLevel(postId: string, level: ThreadLevel): Promise<boolean>;
}

export const PreferencesContext = createContext<PreferencesStore | null>(null);

/** The wishes of the person signed in, or null for a visitor. */
export function usePreferences(): PreferencesValue | null {
  const t = useTranslations('notifications');
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
    const attempt = async (work: () => Promise<void>) => {
      try {
        await work();
        return true;
      } catch (error) {
        // Refused, with a sentence of the server's; or offline. Nothing has changed, and the page shows that.
        toast.error(error instanceof RefusedError ? error.message : t('failed'), {
          id: 'preferences-failed',
        });
        return false;
      }
    };
    return {
      preferences,
      levels,
      change: (patch) => attempt(async () => store.apply(await requestPreferences(patch))),
      setBlocked: (userId, isBlocked) =>
        attempt(async () => store.apply(await requestBlock(userId, isBlocked))),
      setLevel: (postId, level) =>
        attempt(async () => store.applyLevel(postId, await requestLevel(postId, level))),
    };
  }, [store, preferences, levels, t]);
}

const NONE: ReadonlyMap<string, ThreadLevel> = new Map();
const never = () => () => undefined;
