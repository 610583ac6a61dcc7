'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useRef } from 'react';
import { MarkAllButton } from '@/components/notifications/mark-all-button';
import { NotificationFilters } from '@/components/notifications/notification-filters';
import { NotificationList } from '@/components/notifications/notification-list';
import { useNotificationList } from '@/components/notifications/use-notification-list';
import type { InboxContextValue } from '@/components/notifications/use-inbox';
import type { ListFilter } from '@/lib/notifications/filtered';
import type { InboxSnapshot } from '@/lib/notifications/schema';

/**
 * The inbox with its filters, on its page and under the bell.
 * @param first what the server rendered of a filtered list
 */
export function NotificationInbox({
  inbox,
  wanted,
  first = null,
  title,
  place,
  onChange,
  onOpen,
}: {
  inbox: InboxContextValue;
  wanted: ListFilter;
  first?: InboxSnapshot | null;
  title: ReactNode;
  place: 'page' | 'panel';
  /** Where the filter changes in place. */
  onChange?: (wanted: ListFilter) => void;
  /** A row is followed. */
  onOpen?: () => void;
}) {
  const t = useTranslations('notifications');
  const ti = useTranslations('inbox');
  const list = useNotificationList(inbox, wanted, first);
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const isPanel = place === 'panel';
  const empty = wanted.type ? ti('emptyKind') : t(wanted.filter === 'unread' ? 'emptyUnread' : 'empty');
  const focusAgain = useCallback(
    () => root.current?.querySelector<HTMLElement>('[data-mark-all], [tabindex="-1"]')?.focus(),
    [],
  );
  return (
    <div ref={root} className={clsx(isPanel && 'flex min-h-0 flex-col')}>
      <div className={clsx(isPanel ? 'px-4 pt-2' : 'sticky top-header z-1 bg-paper', 'border-b border-line')}>
        <div className="flex min-h-9 items-center justify-between gap-4">
          {title}
          <MarkAllButton inbox={inbox} items={list.items} wanted={wanted} onDone={focusAgain} />
        </div>
        <NotificationFilters wanted={wanted} onChange={onChange} />
      </div>
      <div ref={scroller} className={clsx(isPanel && 'min-h-0 overflow-y-auto px-4')}>
        <NotificationList
          // Another filter is another list, with nothing open in it.
          key={`${wanted.filter} ${wanted.type}`}
          list={list}
          actions={inbox.actions}
          empty={empty}
          headings={isPanel ? 'h3' : 'h2'}
          scroller={isPanel ? scroller : undefined}
          onOpen={onOpen}
        />
      </div>
    </div>
  );
}
