'use client';

import { useTranslations } from 'next-intl';
import { showUndo } from '@/components/notifications/undo-toast';
import { usePreferences } from '@/components/preferences/use-preferences';

/**
 * Mutes a thread, with a toast that takes it back.
 * @returns what answers whether the thread is muted now
 */
export function useMute(): (postId: string, options?: { takesFocus?: boolean }) => Promise<boolean> {
  const t = useTranslations('preferences');
  const wishes = usePreferences();
  return async (postId, options) => {
    const before = await wishes?.mute(postId);
    if (!wishes || !before) return false;
    // Muted twice, on two devices perhaps: going back must lead somewhere.
    const back = before === 'muted' ? 'normal' : before;
    showUndo({
      id: `mute.${postId}`,
      text: t('mutedNow'),
      undo: () => void wishes.setLevel(postId, back),
      ...options,
    });
    return true;
  };
}
