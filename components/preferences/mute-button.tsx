'use client';

import clsx from 'clsx';
import { BellOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMute } from '@/components/preferences/use-mute';

/** Silences the thread of a notification with one click: an icon in a row, a word in a toast. */
export function MuteButton({
  postId,
  look = 'icon',
  className,
}: {
  postId: string;
  look?: 'icon' | 'word';
  className?: string;
}) {
  const t = useTranslations('preferences');
  const mute = useMute();
  return (
    <button
      type="button"
      aria-label={t('muteThread')}
      title={look === 'icon' ? t('muteThread') : undefined}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center text-quiet hover:text-ink',
        look === 'icon' && 'size-8 pointer-coarse:size-11',
        className,
      )}
      onClick={(event) => {
        // Inside a toast the button goes away with it.
        const isInToast = event.currentTarget.closest('[data-rht-toaster]') !== null;
        void mute(postId, { takesFocus: isInToast && event.currentTarget === document.activeElement });
      }}
    >
      {look === 'icon' ? <BellOff aria-hidden className="size-4" /> : t('mute')}
    </button>
  );
}
