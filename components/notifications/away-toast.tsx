'use client';

import { Inbox } from 'lucide-react';
import { useTranslations } from 'next-intl';
import toast, { type Toast } from 'react-hot-toast';
import { ToastSlip } from '@/components/notifications/toast-slip';
import { PageLink } from '@/components/ui/page-link';

const SHOWN_MS = 8_000;
const ID = 'while-away';

/** Raises the one summary of what came while this browser was away, in place of a pile of old toasts. */
export function showAwaySummary(count: number, isMore: boolean): void {
  toast.custom((state) => <AwayToast state={state} count={count} isMore={isMore} />, {
    id: ID,
    duration: SHOWN_MS,
  });
}

export function dismissAwaySummary(): void {
  toast.dismiss(ID);
}

/** @param isMore the count is only the least there is */
export function AwayToast({ state, count, isMore }: { state: Toast; count: number; isMore: boolean }) {
  const t = useTranslations('notifications');
  return (
    <ToastSlip state={state}>
      <span className="flex size-8 shrink-0 items-center justify-center text-quiet">
        <Inbox aria-hidden className="size-5" />
      </span>
      <PageLink href="/notifications" className="min-w-0 flex-1" onClick={() => toast.dismiss(state.id)}>
        <span className="block font-semibold">
          {t('away', { count: isMore ? `${count}+` : String(count) })}
        </span>
        <span className="text-quiet">{t('seeAll')}</span>
      </PageLink>
    </ToastSlip>
  );
}
