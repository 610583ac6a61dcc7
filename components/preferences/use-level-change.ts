'use client';

import { useTranslations } from 'next-intl';
import { showUndo } from '@/components/notifications/undo-toast';
import { usePreferences } from '@/components/preferences/use-preferences';
import type { ThreadLevel } from '@/lib/realtime/events';

type Change = (postId: string, level: ThreadLevel, options?: { takesFocus?: boolean }) => Promise<boolean>;

/**
 * Chooses how much one hears of a thread, with a toast that takes it back.
 * @returns what answers whether it is so now
 */
export function useLevelChange(): Change {
  const t = useTranslations('preferences');
  const wishes = usePreferences();
  return async (postId, level, options) => {
    const before = await wishes?.changeLevel(postId, level);
    if (!wishes || !before) return false;
    // Chosen twice, on two devices perhaps: going back must lead somewhere.
    const back = before === level ? 'normal' : before;
    showUndo({
      id: `level.${postId}`,
      text: t(`now.${level}`),
      undo: () => void wishes.setLevel(postId, back),
      ...options,
    });
    return true;
  };
}
