'use client';

import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useInbox } from '@/components/notifications/use-inbox';

/** Says when the page is not live; says nothing when it is. */
export function ConnectionStatus() {
  const t = useTranslations('connection');
  const status = useInbox()?.status;
  const isAway = status === 'reconnecting' || status === 'offline';
  return (
    <span role="status" data-connection={status} className="flex items-center gap-1 text-sm text-quiet">
      {isAway && (
        <>
          <CloudOff aria-hidden className="size-4" />
          <span className="max-sm:sr-only">{t(status)}</span>
        </>
      )}
    </span>
  );
}
