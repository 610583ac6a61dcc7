'use client';

import clsx from 'clsx';
import { Bell, BellOff, BellRing } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { TOASTS_ID } from '@/components/notifications/toast-layer';
import { useLevelChange } from '@/components/preferences/use-level-change';
import { usePreferences } from '@/components/preferences/use-preferences';
import type { NotificationView } from '@/lib/notifications/schema';

const ICONS = { following: BellRing, muted: BellOff };

/**
 * Follows or silences the thread of a notification with one click, or ends that: an icon in a row, a word in a toast.
 * Who hears of comments follows already.
 */
export function LevelButton({
  of: { postId, type },
  level,
  look,
  className,
}: {
  of: Pick<NotificationView, 'postId' | 'type'>;
  level: 'following' | 'muted';
  look: 'icon' | 'word';
  className?: string;
}) {
  const t = useTranslations('preferences');
  const change = useLevelChange();
  const isOn = usePreferences()?.levels.get(postId) === level;
  const which = isOn ? (`${level}.end` as const) : (`${level}.begin` as const);
  const usual = type === 'NEW_COMMENT' ? 'following' : 'normal';
  if (level === usual) return null;
  const Icon = isOn ? Bell : ICONS[level];
  return (
    <button
      type="button"
      aria-label={t(`choice.${which}`)}
      title={look === 'icon' ? t(`choice.${which}`) : undefined}
      className={clsx('shrink-0 items-center justify-center text-quiet hover:text-ink', className)}
      onClick={(event) => {
        // Inside a toast the button goes away with it.
        const isInToast = event.currentTarget.closest(`#${TOASTS_ID}`) !== null;
        const takesFocus = isInToast && event.currentTarget === document.activeElement;
        void change(postId, isOn ? usual : level, { takesFocus });
      }}
    >
      {look === 'icon' ? <Icon aria-hidden className="size-4" /> : t(`word.${which}`)}
    </button>
  );
}
