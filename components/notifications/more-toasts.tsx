'use client';

import { useTranslations } from 'next-intl';
import toast from 'react-hot-toast/headless';
import { useInbox } from '@/components/notifications/use-inbox';
import { PageLink } from '@/components/ui/page-link';

/** How much is unread of what had to give way, below the toasts that stand. */
export function MoreToasts({ ids }: { ids: string[] }) {
  const t = useTranslations('notifications');
  const inbox = useInbox();
  const count = inbox?.items.filter(({ id, readAt }) => readAt === null && ids.includes(id)).length ?? 0;
  if (count === 0) return null;
  return (
    <PageLink
      href="/notifications"
      className="pointer-events-auto ml-auto block w-fit rounded-lg border border-line bg-raised px-3 py-1.5 text-sm text-quiet shadow-float hover:text-ink pointer-coarse:py-3"
      onClick={() => toast.dismiss()}
    >
      {t('andMore', { count })}
    </PageLink>
  );
}
