'use client';

import clsx from 'clsx';
import { CheckCheck, ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Dot, ICON_BUTTON } from '@/components/notifications/notification-row';
import type { RowActions } from '@/components/notifications/use-row-actions';
import { PostTitle } from '@/components/posts/post-title';
import { Avatar } from '@/components/ui/avatar';
import { RelativeTime } from '@/components/ui/relative-time';
import type { GroupEntry } from '@/lib/notifications/grouping';

/** What several notifications have in common; a click shows them. */
export const GroupRow = memo(function GroupRow({
  group,
  actions,
}: {
  group: GroupEntry;
  actions: RowActions;
}) {
  const t = useTranslations('inbox');
  const { items, senders, unreadCount, isOpen } = group;
  const [newest] = items;
  const isUnread = unreadCount > 0;
  return (
    <div className="flex items-start gap-3 py-2.5">
      <Avatar person={senders[0]} size="medium" />
      <button
        type="button"
        data-main
        aria-expanded={isOpen}
        className="min-w-0 flex-1 text-left"
        onClick={() => actions.toggle(group.key)}
      >
        <span className={clsx('block', isUnread && 'font-semibold')}>
          {isUnread && <Dot label={t('newCount', { count: unreadCount })} />}
          {t(`group.${newest.type}`, {
            name: senders[0].displayName,
            second: senders[1]?.displayName ?? '',
            others: senders.length - 1,
            count: items.length,
          })}
        </span>
        {!isOpen && (
          <span dir="auto" className="line-clamp-1 text-quiet">
            {newest.preview}
          </span>
        )}
        <span className="flex flex-wrap items-center gap-x-1 text-sm text-quiet @lg:flex-nowrap">
          <span className="shrink-0">
            <RelativeTime at={newest.createdAt} />
          </span>
          <span aria-hidden>·</span>
          <span className="shrink-0">{t('groupCount', { count: items.length })}</span>
          <PostTitle postId={newest.postId} />
          <ChevronDown aria-hidden className={clsx('size-4 shrink-0', isOpen && 'rotate-180')} />
        </span>
      </button>
      {isUnread && (
        <button
          type="button"
          aria-label={t('markGroup', { count: unreadCount })}
          title={t('markGroup', { count: unreadCount })}
          className={clsx(ICON_BUTTON, '-my-1')}
          onClick={() =>
            void actions.markGroup(
              group.key,
              items.filter(({ readAt }) => readAt === null).map(({ id }) => id),
            )
          }
        >
          <CheckCheck aria-hidden className="size-4" />
        </button>
      )}
    </div>
  );
});
