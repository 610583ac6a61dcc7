import type { useTranslations } from 'next-intl';
import type { AlertPolicy } from '@/components/notifications/alert-policy';
import { alertText, moreText } from '@/components/notifications/alert-text';
import { createDesktopNotices } from '@/components/notifications/desktop-notices';
import { notificationLink } from '@/components/notifications/notification-link';
import {
  alertIdOf,
  collapse,
  type Raised,
  type SenderAlert,
  withNews,
} from '@/components/notifications/sender-alert';
import { showNotification } from '@/components/notifications/sender-toast';
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
  /** Alerts of what this tab has won: of one in the alert of its sender, of more in one summary. */
  raise(items: NotificationView[], because: Omit<Summary, 'ids'>): void;
  /**
   * Takes away desktop notifications of what has been read or retracted, or whose thread was muted, here or anywhere.
   * Toasts see to that themselves.
   */
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
  const onDesktop = new Map<string, { raised: Raised[]; said: SenderAlert }>();
  let counted = { ids: [] as string[], until: 0 };
  let summaryOnDesktop: Summary | undefined;

  const showOnDesktop = (id: string, raised: Raised[], said: SenderAlert, isNews: boolean) => {
    const { shown, more } = said;
    const { preview } = deps.preferences();
    const { title, text } = alertText(deps.t(), shown, preview);
    const rest = more > 0 && moreText(deps.t(), shown, more, preview);
    onDesktop.set(id, { raised, said });
    return desktop.show(id, {
      title,
      body: [text, rest].filter(Boolean).join('\n'),
      isNews,
      onClick() {
        void deps.markRead([shown.id]);
        deps.open(notificationLink(shown));
      },
    });
  };
  const raiseOnDesktop = (news: Raised) => {
    const id = alertIdOf(news.item);
    const before = desktop.stands(id) ? onDesktop.get(id) : undefined;
    const raised = withNews(before?.raised ?? [], news);
    const said = collapse(raised, deps);
    return said !== null && showOnDesktop(id, raised, said, true);
  };
  const raiseOne = (item: NotificationView, isDesktop: boolean) => {
    const news = { item, wasMuted: deps.isMuted(item.postId) };
    const isShown = isDesktop && raiseOnDesktop(news);
    if (!isShown && deps.preferences().toasts) showNotification(news, deps.markRead);
  };
  const showSummaryOnDesktop = (summary: Summary, isNews: boolean) => {
    summaryOnDesktop = summary;
    const title = deps.t()(summary.reason, { count: shownCount(summary.ids.length, summary.isMore) });
    return desktop.show(SUMMARY_ID, { title, body: '', isNews, onClick: () => deps.open('/notifications') });
  };
  const raiseSummary = (summary: Summary, isDesktop: boolean) => {
    // What the last one counted goes on to be counted while that may still be seen.
    const before = counted.until > Date.now() ? counted.ids.filter(deps.isUnread) : [];
    const ids = [...new Set([...before, ...summary.ids])];
    counted = { ids, until: Date.now() + SUMMARY_MS };
    const isShown = isDesktop && showSummaryOnDesktop({ ...summary, ids }, true);
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
      for (const [id, { raised, said }] of onDesktop) {
        const left = desktop.stands(id) ? collapse(raised, deps) : null;
        if (left?.shown === said.shown && left.more === said.more) continue;
        if (left) showOnDesktop(id, raised, left, false);
        else {
          desktop.close(id);
          onDesktop.delete(id);
        }
      }
      if (!summaryOnDesktop || !desktop.stands(SUMMARY_ID)) return;
      const ids = summaryOnDesktop.ids.filter(deps.isUnread);
      if (ids.length === 0) desktop.close(SUMMARY_ID);
      else if (ids.length < summaryOnDesktop.ids.length)
        showSummaryOnDesktop({ ...summaryOnDesktop, ids }, false);
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
