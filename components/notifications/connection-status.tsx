'use client';

import clsx from 'clsx';
import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useInbox } from '@/components/notifications/use-inbox';

/** Says quietly whether the page is live: a dot while it is, a cloud and a word while it is not. */
export function ConnectionStatus() {
  const t = useTranslations('connection');
  const status = useInbox()?.status ?? 'connecting';
  const isAway = status === 'reconnecting' || status === 'offline';
  return (
    <span role="status" data-connection={status} className="flex items-center gap-1 px-1 text-sm text-quiet">
      {/* Its place is kept while connecting, so that nothing moves when it appears. */}
      {!isAway && (
        <span
          aria-hidden
          className={clsx('size-1.5 rounded-full bg-outline', status === 'connecting' && 'invisible')}
        />
      )}
      {isAway && <CloudOff aria-hidden className="size-4" />}
      {status !== 'connecting' && <span className={isAway ? 'max-sm:sr-only' : 'sr-only'}>{t(status)}</span>}
    </span>
  );
}
