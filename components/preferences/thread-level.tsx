'use client';

import { BellOff, BellRing, Check, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useFreshLevel } from '@/components/preferences/use-fresh-level';
import { useLevelChange } from '@/components/preferences/use-level-change';
import { usePreferences } from '@/components/preferences/use-preferences';
import { Button } from '@/components/ui/button';
import type { ThreadLevel as Level } from '@/lib/realtime/events';

/**
 * How much a person hears of a thread, and two buttons to hear more or nothing.
 * @param initial what the server said when it made the page
 * @param usual what one hears of it without a choice
 */
export function ThreadLevel({ postId, initial, usual }: { postId: string; initial: Level; usual: Level }) {
  const t = useTranslations('preferences');
  const hintId = useId();
  const wishes = usePreferences();
  const change = useLevelChange();
  useFreshLevel(postId);
  if (!wishes) return null;
  const level = wishes.levels.get(postId) ?? initial;
  const isFollowing = level === 'following';
  const isMuted = level === 'muted';
  const set = (next: Level) => void change(postId, next);
  return (
    <div className="mt-3 -ml-2 flex flex-wrap items-center">
      <LevelButton
        icon={BellRing}
        isOn={isFollowing}
        describedBy={hintId}
        onClick={() => set(isFollowing ? 'normal' : 'following')}
      >
        {t(isFollowing ? 'following' : 'follow')}
      </LevelButton>
      <LevelButton
        icon={BellOff}
        isOn={isMuted}
        describedBy={hintId}
        onClick={() => set(isMuted ? usual : 'muted')}
      >
        {t(isMuted ? 'muted' : 'mute')}
      </LevelButton>
      <p id={hintId} role="status" className="px-2 text-sm text-quiet">
        {t(`level.${level}`)}
      </p>
    </div>
  );
}

function LevelButton({
  icon,
  isOn,
  describedBy,
  onClick,
  children,
}: {
  icon: LucideIcon;
  isOn: boolean;
  describedBy: string;
  onClick: () => void;
  children: string;
}) {
  const Icon = isOn ? Check : icon;
  return (
    <Button type="button" look="quiet" aria-describedby={describedBy} onClick={onClick}>
      <Icon aria-hidden className="size-4" />
      <span className={isOn ? 'text-ink' : undefined}>{children}</span>
    </Button>
  );
}
