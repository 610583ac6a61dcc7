'use client';

import { Inbox } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import toast, { type Toast } from 'react-hot-toast/headless';
import { ToastSlip } from '@/components/notifications/toast-slip';
import { useInbox } from '@/components/notifications/use-inbox';
import { PageLink } from '@/components/ui/page-link';

export interface Summary {
  /** Why they were not told of one by one: nobody was here, or it was to be quiet. */
  reason: 'away' | 'quiet';
  ids: string[];
  /** There are more than these. */
  isMore: boolean;
}

export const SUMMARY_ID = 'summary';
export const SUMMARY_MS = 8_000;

/** Raises the one summary of what came meanwhile, in place of a pile of old toasts. */
export function showSummary(summary: Summary): void {
  toast.custom((state) => <SummaryToast state={state} summary={summary} />, {
    id: SUMMARY_ID,
  });
}

/** Counts what is still unread of what it was raised for, and goes when that is nothing. */
export function SummaryToast({ state, summary }: { state: Toast; summary: Summary }) {
  const t = useTranslations('notifications');
  const inbox = useInbox();
  const unread = inbox?.items.filter(({ id, readAt }) => readAt === null && summary.ids.includes(id));
  const count = unread?.length ?? summary.ids.length;
  useEffect(() => {
    if (count === 0) toast.dismiss(state.id);
  }, [count, state.id]);
  return (
    <ToastSlip state={state} showForMs={SUMMARY_MS}>
      <span className="flex size-8 shrink-0 items-center justify-center text-quiet">
        <Inbox aria-hidden className="size-5" />
      </span>
      <PageLink href="/notifications" className="min-w-0 flex-1" onClick={() => toast.dismiss(state.id)}>
        <span className="block font-semibold">
          {t(summary.reason, { count: shownCount(count, summary.isMore) })}
        </span>
        <span className="text-quiet">{t('seeAll')}</span>
      </PageLink>
    </ToastSlip>
  );
}

export function shownCount(count: number, isMore: boolean): string {
  return isMore ? `${count}+` : String(count);
}
