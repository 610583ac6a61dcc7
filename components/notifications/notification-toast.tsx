'use client';

import { Bell } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import toast, { type Toast } from 'react-hot-toast/headless';
import { alertText, moreText } from '@/components/notifications/alert-text';
import { notificationLink, replyLink } from '@/components/notifications/notification-link';
import { ToastSlip } from '@/components/notifications/toast-slip';
import { LevelButton } from '@/components/preferences/level-button';
import { usePreferences } from '@/components/preferences/use-preferences';
import { Avatar } from '@/components/ui/avatar';
import { PageLink } from '@/components/ui/page-link';
import type { NotificationView } from '@/lib/notifications/schema';

const SHOWN_MS = 6_000;
const ACTION = 'inline-flex min-h-6 items-center text-sm text-quiet hover:text-ink pointer-coarse:min-h-11';
const MORE = 'mt-2 -mr-9 -mb-1 block truncate text-sm/6 text-quiet hover:text-ink pointer-coarse:text-sm/11';

/** The slip of a sender: what they did last, what to do about that, and how much more there is. */
export function NotificationToast({
  state,
  item,
  more = 0,
  spokenId = item.id,
  markRead,
}: {
  state: Toast;
  item: NotificationView;
  /** How much else of the same sender is unread. */
  more?: number;
  /** What came last. It is spoken once; what takes its place when it goes was spoken in its time. */
  spokenId?: string;
  markRead: (ids: string[]) => Promise<void>;
}) {
  const t = useTranslations('notifications');
  const shown = usePreferences()?.preferences.preview ?? 'all';
  const { title, text } = alertText(t, item, shown);
  const close = () => toast.dismiss(state.id);
  const open = () => {
    close();
    void markRead([item.id]);
  };
  return (
    <ToastSlip state={state} showForMs={SHOWN_MS}>
      {shown === 'nothing' ? (
        <span className="flex size-8 shrink-0 items-center justify-center text-quiet">
          <Bell aria-hidden className="size-5" />
        </span>
      ) : (
        <Avatar person={item.sender} size="medium" />
      )}
      <div className="min-w-0 flex-1">
        <PageLink href={notificationLink(item)} className="block" onClick={open}>
          {/* Only what is added is spoken. The link stays, and the focus that may be on it. */}
          <Fragment key={spokenId}>
            <span className="block font-semibold">{title}</span>
            {text && (
              <span dir="auto" className="line-clamp-2 text-quiet">
                {text}
              </span>
            )}
          </Fragment>
        </PageLink>
        {/* The whole width, since the cross is above: in Vietnamese three words need it on a phone. */}
        <div className="mt-1 -mr-9 -mb-1 flex gap-4">
          <PageLink href={replyLink(item)} className={ACTION} onClick={open}>
            {t('reply')}
          </PageLink>
          <LevelButton of={item} level="following" look="word" className={ACTION} />
          <LevelButton of={item} level="muted" look="word" className={ACTION} />
        </div>
        {more > 0 && (
          // Each of them was spoken when it came.
          <PageLink href="/notifications" aria-live="off" className={MORE} onClick={close}>
            {moreText(t, item, more, shown)}
          </PageLink>
        )}
      </div>
    </ToastSlip>
  );
}
