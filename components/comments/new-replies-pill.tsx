'use client';

import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** Says that something new is out of view, at the edge it is beyond; leads to the first of it. */
export function NewRepliesPill({
  count,
  isAbove,
  onGo,
}: {
  count: number;
  isAbove: boolean;
  onGo: () => void;
}) {
  const t = useTranslations('thread');
  const Arrow = isAbove ? ArrowUp : ArrowDown;
  return (
    // Always there, so that what comes into it is spoken.
    <div role="status" className={clsx('floats-at-edge', isAbove ? 'floats-above' : 'floats-below')}>
      {count > 0 && (
        <button
          type="button"
          className="pointer-events-auto inline-flex min-h-9 animate-slip items-center gap-2 rounded-full bg-accent px-4 font-semibold text-on-accent shadow-float pointer-coarse:min-h-11"
          onClick={onGo}
        >
          <Arrow aria-hidden className="size-4" />
          <span className="tabular-nums">{t('newReplies', { count })}</span>
        </button>
      )}
    </div>
  );
}
