'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect } from 'react';
import { showUndo } from '@/components/notifications/undo-toast';
import { usePreferences } from '@/components/preferences/use-preferences';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import type { UserView } from '@/lib/auth/schema';
import { unblock } from '@/lib/notifications/actions';

/** The people somebody hears nothing of, each with a way back. */
export function BlockedPeople({ people }: { people: UserView[] }) {
  const t = useTranslations('settings');
  const wishes = usePreferences();
  const blocked = wishes?.preferences.blocked ?? [];
  useNames(blocked.filter((id) => !people.some((person) => person.id === id)));
  if (!wishes) return null;
  const shown = people.filter(({ id }) => blocked.includes(id));
  const letIn = async (event: FormEvent, { id, displayName }: UserView) => {
    event.preventDefault();
    if (!(await wishes.setBlocked(id, false))) return;
    showUndo({
      id: `block.${id}`,
      text: t('unblockedNow', { name: displayName }),
      undo: () => void wishes.setBlocked(id, true),
      takesFocus: true,
    });
  };
  if (shown.length === 0) return <p className="text-quiet">{t('nobodyBlocked')}</p>;
  return (
    <ul className="divide-y divide-line">
      {shown.map((person) => (
        <li key={person.id}>
          <form
            action={unblock}
            onSubmit={(event) => void letIn(event, person)}
            className="flex items-center gap-3 py-2"
          >
            <input type="hidden" name="userId" value={person.id} />
            <Avatar person={person} size="medium" />
            <span className="min-w-0 flex-1">
              {person.displayName} <span className="text-sm text-quiet">@{person.name}</span>
            </span>
            <Button look="plain" aria-label={t('unblockName', { name: person.displayName })}>
              {t('unblock')}
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}

/** Another device blocked somebody: this one knows the id alone, and asks for the page anew. */
function useNames(unknown: string[]): void {
  const router = useRouter();
  const ids = unknown.join(' ');
  useEffect(() => {
    if (ids) router.refresh();
  }, [router, ids]);
}
