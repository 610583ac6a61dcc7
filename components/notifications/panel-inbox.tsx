'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { NotificationInbox } from '@/components/notifications/notification-inbox';
import type { InboxContextValue } from '@/components/notifications/use-inbox';
import { PageLink } from '@/components/ui/page-link';
import { EVERYTHING } from '@/lib/notifications/filtered';

/** The inbox as it stands under the bell. */
export function PanelInbox({
  inbox,
  titleId,
  onClose,
}: {
  inbox: InboxContextValue;
  titleId: string;
  onClose: () => void;
}) {
  const t = useTranslations('notifications');
  const [wanted, setWanted] = useState(EVERYTHING);
  return (
    <>
      <NotificationInbox
        inbox={inbox}
        wanted={wanted}
        title={
          <h2 id={titleId} className="font-semibold">
            {t('title')}
          </h2>
        }
        place="panel"
        onChange={setWanted}
        onOpen={onClose}
      />
      <PageLink
        href="/notifications"
        onClick={onClose}
        className="shrink-0 border-t border-line py-2.5 text-center text-sm underline underline-offset-4"
      >
        {t('seeAll')}
      </PageLink>
    </>
  );
}
