'use client';

import { useTranslations } from 'next-intl';
import { NotificationInbox } from '@/components/notifications/notification-inbox';
import { useInbox } from '@/components/notifications/use-inbox';
import type { ListFilter } from '@/lib/notifications/filtered';
import type { InboxSnapshot } from '@/lib/notifications/schema';

/** The page of the history. @param first the rows of a filtered list; those of the whole inbox come with every page */
export function NotificationHistory({ wanted, first }: { wanted: ListFilter; first: InboxSnapshot | null }) {
  const t = useTranslations('notifications');
  const inbox = useInbox();
  if (!inbox) return null;
  return (
    <NotificationInbox
      inbox={inbox}
      wanted={wanted}
      first={first}
      title={<h1 className="text-xl font-semibold">{t('title')}</h1>}
      place="page"
    />
  );
}
