import toast from 'react-hot-toast/headless';
import type { useTranslations } from 'next-intl';
import type { AlertPolicy } from '@/components/notifications/alert-policy';
import { alertText } from '@/components/notifications/alert-text';
import { createDesktopNotices, type DesktopNotice } from '@/components/notifications/desktop-notices';
import { notificationLink } from '@/components/notifications/notification-link';
import { showNotification } from '@/components/notifications/notification-toast';
import {
  showSummary,
  shownCount,
  type Summary,
  SUMMARY_ID,
  SUMMARY_MS,
} from '@/components/notifications/summary-toast';
import { LIMITS } from '@/lib/limits';
import type { NotificationView } from '@/lib/notifications/schema';
import type { Preferences } from '@/lib/preferences/schema';

export interface StandingAlerts {
  /** Alerts of what this tab has won: of one by itself, of more in one summary. */
  raise(items: NotificationView[], because: Omit<Summary, 'ids'>): void;
  /** Takes away what has been read or retracted, or whose thread was muted, here or anywhere. */
  tidy(): void;
  closeDesktop(): void;
}

/** Keeps which alerts stand in this tab, and lets none outlive what it tells of. */
export function createStandingAlerts(deps: {
  policy(): AlertPolicy;
  preferences(): Preferences;
  isUnread(id: string): boolean;
  isMuted(postId: string): boolean;
  markRead(ids: string[]): Promise<void>;
  open(href: string): void;
  t(): ReturnType<typeof useTranslations<'notifications'>>;
}): StandingAlerts {
  const desktop = createDesktopNotices();
  // What was muted before an alert came is the server's business.
  const raised = new Map<string, { postId: string; wasMuted: boolean }>();
  let counted = { ids: [] as string[], until: 0 };
  let summaryOnDesktop: Summary | undefined;

  const noticeOf = (item: NotificationView): DesktopNotice => {
    const { title, text } = alertText(deps.t(), item, deps.preferences().preview);
    return {
      title,
      body: text ?? '',
      onClick() {
        void deps.markRead([item.id]);
        deps.open(notificationLink(item));
      },
    };
  };
  const raiseOne = (item: NotificationView, isDesktop: boolean) => {
    raised.set(item.id, { postId: item.postId, wasMuted: deps.isMuted(item.postId) });
    const isShown = isDesktop && desktop.show(item.id, noticeOf(item));
    if (!isShown && deps.preferences().toasts) showNotification(item, deps.markRead);
  };
  const showSummaryOnDesktop = (summary: Summary) => {
    summaryOnDesktop = summary;
    const title = deps.t()(summary.reason, { count: shownCount(summary.ids.length, summary.isMore) });
    return desktop.show(SUMMARY_ID, { title, body: '', onClick: () => deps.open('/notifications') });
  };
  const raiseSummary = (summary: Summary, isDesktop: boolean) => {
    // What the last one counted goes on to be counted while that may still be seen.
    const before = counted.until > Date.now() ? counted.ids.filter(deps.isUnread) : [];
    const ids = [...new Set([...before, ...summary.ids])];
    counted = { ids, until: Date.now() + SUMMARY_MS };
    const isShown = isDesktop && showSummaryOnDesktop({ ...summary, ids });
    if (!isShown && deps.preferences().toasts) showSummary({ ...summary, ids });
  };
  return {
    raise(items, because) {
      const ways = deps.policy();
      // Some may have been read or retracted while the tabs agreed on who alerts.
      const news = items.filter(({ id }) => deps.isUnread(id));
      const [only] = news;
      if (!only) return;
      if (ways.sound) ring();
      if (!ways.toast && !ways.desktop) return;
      if (news.length === 1) raiseOne(only, ways.desktop);
      else {
        const isMore = because.isMore && news.length >= LIMITS.pageDefault;
        raiseSummary({ ...because, isMore, ids: news.map(({ id }) => id) }, ways.desktop);
      }
    },
    tidy() {
      for (const [id, { postId, wasMuted }] of raised) {
        const isSilenced = !wasMuted && deps.isMuted(postId);
        if (deps.isUnread(id) && !isSilenced) continue;
        raised.delete(id);
        toast.dismiss(id);
        desktop.close(id);
      }
      if (!summaryOnDesktop || !desktop.stands(SUMMARY_ID)) return;
      const ids = summaryOnDesktop.ids.filter(deps.isUnread);
      if (ids.length === 0) desktop.close(SUMMARY_ID);
      else if (ids.length < summaryOnDesktop.ids.length) showSummaryOnDesktop({ ...summaryOnDesktop, ids });
    },
    closeDesktop: desktop.closeAll,
  };
}

function ring(): void {
  import('@/components/notifications/chime').then(
    ({ playChime }) => playChime(),
    // The network has gone since: what is new is seen all the same.
    () => undefined,
  );
}
