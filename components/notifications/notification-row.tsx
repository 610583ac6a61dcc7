'use client';

import clsx from 'clsx';
import { Check, Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useId, useState } from 'react';
import { notificationLink } from '@/components/notifications/notification-link';
import type { RowActions } from '@/components/notifications/use-row-actions';
import { PostTitle } from '@/components/posts/post-title';
import { LevelButton } from '@/components/preferences/level-button';
import { Avatar } from '@/components/ui/avatar';
import { PageLink } from '@/components/ui/page-link';
import { RelativeTime } from '@/components/ui/relative-time';
import type { NotificationView } from '@/lib/notifications/schema';

export const ICON_BUTTON =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-sm text-quiet hover:text-ink pointer-coarse:size-11';
const WORD_BUTTON =
  'inline-flex min-h-8 items-center text-sm text-quiet hover:text-ink pointer-coarse:min-h-11';

/** One notification: what happened, the way to it, and what can be done with it. */
export const NotificationRow = memo(function NotificationRow({
  item,
  isInGroup,
  actions,
}: {
  item: NotificationView;
  /** What happened is said above it. */
  isInGroup: boolean;
  actions: RowActions;
}) {
  const t = useTranslations('notifications');
  const ti = useTranslations('inbox');
  const moreId = useId();
  const [hasMore, setHasMore] = useState(false);
  const isUnread = item.readAt === null;
  const what = t(item.type, { name: item.sender.displayName });
  return (
    <div className={isInGroup ? 'py-2' : 'py-2.5'}>
      <div className="flex items-start gap-3">
        <Avatar person={item.sender} size={isInGroup ? 'small' : 'medium'} />
        <PageLink
          data-main
          href={notificationLink(item)}
          className="min-w-0 flex-1"
          onClick={() => actions.open(item)}
        >
          <span className={clsx('block', isUnread && 'font-semibold')}>
            {isUnread && <Dot label={t('unread')} />}
            {isInGroup ? item.sender.displayName : what}
          </span>
          <span dir="auto" className="line-clamp-2 text-quiet">
            {item.preview}
          </span>
          <span className="flex flex-wrap gap-x-1 text-sm text-quiet @lg:flex-nowrap">
            <span className="shrink-0">
              <RelativeTime at={item.createdAt} />
            </span>
            {!isInGroup && <PostTitle postId={item.postId} />}
          </span>
        </PageLink>
        <div className="-my-1 flex shrink-0 flex-col @lg:flex-row">
          {isUnread && (
            <button
              type="button"
              aria-label={t('markOne')}
              title={t('markOne')}
              className={ICON_BUTTON}
              onClick={() => void actions.markRead(item.id, [item.id])}
            >
              <Check aria-hidden className="size-4" />
            </button>
          )}
          <LevelButton of={item} level="muted" look="icon" className={clsx(ICON_BUTTON, '@max-lg:hidden')} />
          <button
            type="button"
            aria-label={ti('more')}
            aria-expanded={hasMore}
            aria-controls={moreId}
            className={ICON_BUTTON}
            onClick={() => setHasMore(!hasMore)}
          >
            <Ellipsis aria-hidden className="size-4" />
          </button>
        </div>
      </div>
      <div
        id={moreId}
        role="group"
        aria-label={what}
        hidden={!hasMore}
        className={clsx('mt-1', isInGroup ? 'ml-9' : 'ml-11')}
      >
        {hasMore && (
          <div className="flex flex-wrap gap-x-5">
            {!isUnread && (
              <button
                type="button"
                className={WORD_BUTTON}
                onClick={() => void actions.markUnread(item.id).then((isDone) => isDone && setHasMore(false))}
              >
                {ti('markUnread')}
              </button>
            )}
            <LevelButton of={item} level="following" look="word" className={WORD_BUTTON} />
            <LevelButton of={item} level="muted" look="word" className={clsx(WORD_BUTTON, '@lg:hidden')} />
            <button type="button" className={WORD_BUTTON} onClick={() => void actions.remove(item.id)}>
              {ti('delete')}
            </button>
          </div>
        )}
      </div>
    </div>
  );
});

/** The one thing in the accent: this is new. */
export function Dot({ label }: { label: string }) {
  return (
    <span
      role="img"
      aria-label={label}
      className="mr-2 inline-block size-2 rounded-full bg-accent align-x-height"
    />
  );
}
