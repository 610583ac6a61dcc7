'use client';

import { BellOff, BellRing, Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useFreshLevel } from '@/components/preferences/use-fresh-level';
import { useMute } from '@/components/preferences/use-mute';
import { usePreferences } from '@/components/preferences/use-preferences';
import { Button } from '@/components/ui/button';
import type { ThreadLevel as Level } from '@/lib/realtime/events';

/**
 * How much a person hears of a thread, and two buttons to hear more or nothing.
 * @param initial what the server said when it made the page
 */
export function ThreadLevel({ postId, initial }: { postId: string; initial: Level }) {
  const t = useTranslations('preferences');
  const hintId = useId();
  const wishes = usePreferences();
  const mute = useMute();
  useFreshLevel(postId);
  if (!wishes) return null;
  const level = wishes.levels.get(postId) ?? initial;
  const set = (next: Level) => void wishes.setLevel(postId, next);
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2">
      <Button
        type="button"
        look="plain"
        aria-describedby={hintId}
        onClick={() => set(level === 'following' ? 'normal' : 'following')}
      >
        {level === 'following' ? (
          <Check aria-hidden className="size-4" />
        ) : (
          <BellRing aria-hidden className="size-4" />
        )}
        {t(level === 'following' ? 'following' : 'follow')}
      </Button>
      <Button
        type="button"
        look="plain"
        aria-describedby={hintId}
        onClick={() => (level === 'muted' ? set('normal') : void mute(postId))}
      >
        {level === 'muted' ? (
          <Check aria-hidden className="size-4" />
        ) : (
          <BellOff aria-hidden className="size-4" />
        )}
        {t(level === 'muted' ? 'muted' : 'mute')}
      </Button>
      <p id={hintId} role="status" className="text-sm text-quiet">
        {t(`level.${level}`)}
      </p>
    </div>
  );
}
