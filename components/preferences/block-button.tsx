'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { showUndo } from '@/components/notifications/undo-toast';
import { usePreferences } from '@/components/preferences/use-preferences';

/** Blocks a person, or lets them in again; says beside it what that does. Nothing for a visitor. */
export function BlockButton({
  person,
  className,
}: {
  person: { id: string; displayName: string };
  className?: string;
}) {
  const t = useTranslations('preferences');
  const hintId = useId();
  const wishes = usePreferences();
  if (!wishes) return null;
  const name = person.displayName;
  const isBlocked = wishes.preferences.blocked.includes(person.id);
  const toggle = async () => {
    if (!(await wishes.setBlocked(person.id, !isBlocked)) || isBlocked) return;
    showUndo({
      id: `block.${person.id}`,
      text: t('blockedNow', { name }),
      undo: () => void wishes.setBlocked(person.id, false),
    });
  };
  return (
    <div className={clsx('text-sm', className)}>
      <button
        type="button"
        aria-describedby={hintId}
        className="min-h-6 text-left underline underline-offset-4 pointer-coarse:min-h-11"
        onClick={() => void toggle()}
      >
        {t(isBlocked ? 'unblock' : 'block', { name })}
      </button>
      <p id={hintId} className="text-quiet">
        {t(isBlocked ? 'unblockHint' : 'blockHint', { name })}
      </p>
    </div>
  );
}
