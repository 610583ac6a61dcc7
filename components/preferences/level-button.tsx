'use client';

import clsx from 'clsx';
import { Bell, BellOff, BellRing } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { TOASTS_ID } from '@/components/notifications/toast-layer';
import { useLevelChange } from '@/components/preferences/use-level-change';
import { usePreferences } from '@/components/preferences/use-preferences';
import type { ThreadLevel } from '@/lib/realtime/events';

const ICONS = { following: BellRing, muted: BellOff };

/** Follows or silences the thread of a notification with one click, or ends that: an icon in a row, a word in a toast. */
export function LevelButton({
  postId,
  level,
  usual,
  look,
  className,
}: {
  postId: string;
  level: 'following' | 'muted';
  /** What ending it goes back to. */
  usual: ThreadLevel;
  look: 'icon' | 'word';
  className?: string;
}) {
  const t = useTranslations('preferences');
  const change = useLevelChange();
  const isOn = usePreferences()?.levels.get(postId) === level;
  const which = isOn ? (`${level}.end` as const) : (`${level}.begin` as const);
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
