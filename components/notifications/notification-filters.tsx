'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { PageLink } from '@/components/ui/page-link';
import type { ListFilter } from '@/lib/notifications/filtered';

const KINDS = ['NEW_COMMENT', 'NEW_REPLY', 'NEW_MENTION'] as const;

/**
 * What of the inbox is shown: all or what is unread, and of which kind. Links where a page is behind each (they work
 * without a script), buttons where the list changes in place.
 */
export function NotificationFilters({
  wanted,
  onChange,
}: {
  wanted: ListFilter;
  onChange?: (wanted: ListFilter) => void;
}) {
  const t = useTranslations('inbox');
  const choices = [
    ...(['all', 'unread'] as const).map((filter) => ({
      name: t(`filters.${filter}`),
      isOn: wanted.filter === filter,
      leadsTo: { ...wanted, filter },
    })),
    ...KINDS.map((type) => ({
      name: t(`filters.${type}`),
      isOn: wanted.type === type,
      // The kind that is chosen leads back to all of them.
      leadsTo: { ...wanted, type: wanted.type === type ? null : type },
    })),
  ];
  const look = (isOn: boolean) =>
    clsx(
      'inline-flex min-h-9 items-center border-b-2 text-sm pointer-coarse:min-h-11',
      isOn ? 'border-ink font-semibold' : 'border-transparent text-quiet hover:text-ink',
    );
  const content = choices.map(({ name, isOn, leadsTo }) =>
    onChange ? (
      <button
        key={name}
        type="button"
        aria-pressed={isOn}
        className={look(isOn)}
        onClick={() => onChange(leadsTo)}
      >
        {name}
      </button>
    ) : (
      <PageLink
        key={name}
        href={addressOf(leadsTo)}
        aria-current={isOn ? 'true' : undefined}
        className={look(isOn)}
      >
        {name}
      </PageLink>
    ),
  );
  const className = 'flex flex-wrap gap-x-3';
  return onChange ? (
    <div role="group" aria-label={t('filter')} className={className}>
      {content}
    </div>
  ) : (
    <nav aria-label={t('filter')} className={className}>
      {content}
    </nav>
  );
}

function addressOf({ filter, type }: ListFilter): string {
  const query = new URLSearchParams({
    ...(filter === 'unread' && { filter }),
    ...(type && { type }),
  }).toString();
  return query ? `/notifications?${query}` : '/notifications';
}
