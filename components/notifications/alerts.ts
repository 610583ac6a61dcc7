import type { useTranslations } from 'next-intl';
import { type AlertClaims, isVisible } from '@/components/notifications/alert-claim';
import { alertPolicy } from '@/components/notifications/alert-policy';
import { alertedIds, rememberAlerted } from '@/components/notifications/alerted';
import { desktopState, subscribeDesktop } from '@/components/notifications/desktop-permission';
import { onBrowserSignals } from '@/components/notifications/browser-signals';
import { createQuietWait } from '@/components/notifications/quiet-wait';
import { isBeingRead } from '@/components/notifications/seen-comments';
import { createStandingAlerts } from '@/components/notifications/standing-alerts';
import type { Summary } from '@/components/notifications/summary-toast';
import { LIMITS } from '@/lib/limits';
import type { InboxView } from '@/lib/notifications/reducer';
import { isNewer } from '@/lib/notifications/row-place';
import type { NotificationView } from '@/lib/notifications/schema';
import { quietEndsAt } from '@/lib/preferences/quiet-hours';
import type { Preferences } from '@/lib/preferences/schema';

export interface Alerts {
  /** Something has just come in. */
  onArrival(item: NotificationView): void;
  /** A snapshot may hold what came while nobody listened. @param before what was held then */
  onCatchUp(items: NotificationView[], before: InboxView): void;
  /** The inbox has changed, here or on another device. */
  onChange(): void;
  stop(): void;
}

export interface AlertDeps {
  election: AlertClaims;
  /** As they are now: a change counts at once. */
  preferences(): Preferences;
  subscribePreferences(listener: () => void): () => void;
  isUnread(id: string): boolean;
  /** Whether its thread is known to be silenced. */
  isMuted(postId: string): boolean;
  markRead(ids: string[]): Promise<void>;
  /** As `markRead`, for what was only looked at: it may fail, quietly, and be told later. */
  markSeen(ids: string[]): void;
  open(href: string): void;
  /** In the language of the page as it is now. */
  t(): ReturnType<typeof useTranslations<'notifications'>>;
}

/** Alerts of what is new: once a browser, however many tabs are open. */
export function startAlerts(deps: AlertDeps): Alerts {
  const policy = () =>
    alertPolicy({
      preferences: deps.preferences(),
      now: new Date(),
      isVisible: isVisible(),
      isDesktopOn: desktopState() === 'on',
    });
  const { election } = deps;
  const standing = createStandingAlerts({ ...deps, policy });
  const quiet = createQuietWait({
    endsAt: () => quietEndsAt(deps.preferences().quietHours, new Date()),
    onEnd: (items, isMore) => void raiseTogether(items, { reason: 'quiet', isMore }),
  });

  // A tab that slept may hear of something long after another has shown it and is gone.
  const claim = async (item: NotificationView) =>
    !alertedIds().has(item.id) && (await election.claim(item.id)) && item;
  const claimAll = async (items: NotificationView[]) => {
    const claimed = (await Promise.all(items.map(claim))).filter((item) => item !== false);
    rememberAlerted(claimed.map(({ id }) => id));
    return claimed;
  };
  const unseen = async (items: NotificationView[]) => {
    const isSeen = await Promise.all(items.map(isBeingRead));
    const seen = items.filter((_, index) => isSeen[index]);
    deps.markSeen(seen.map(({ id }) => id));
    return items.filter((_, index) => !isSeen[index]);
  };
  const raiseTogether = async (items: NotificationView[], because: Omit<Summary, 'ids'>) => {
    const news = await unseen(items.filter(({ id, postId }) => deps.isUnread(id) && !deps.isMuted(postId)));
    if (policy().wait) return quiet.keep(news, because.isMore);
    if (news.length > 0) standing.raise(await election.inTurn(() => claimAll(news)), because);
  };
  const stopListening = [
    onBrowserSignals({ wake: quiet.look, online: quiet.look, offline: () => undefined }),
    deps.subscribePreferences(quiet.look),
    deps.subscribePreferences(standing.tidy),
    subscribeDesktop(() => {
      if (desktopState() !== 'on') standing.closeDesktop();
    }),
  ];
  // A click on one whose page is gone leads nowhere, and nobody could take it away.
  window.addEventListener('pagehide', standing.closeDesktop);
  return {
    async onArrival(item) {
      const news = await unseen([item]);
      if (policy().wait) quiet.keep(news, false);
      else standing.raise(await claimAll(news), { reason: 'away', isMore: false });
    },
    onCatchUp(items, before) {
      const missed = missedRows(items, before);
      void raiseTogether(missed, { reason: 'away', isMore: missed.length >= LIMITS.pageDefault });
    },
    onChange: standing.tidy,
    stop() {
      for (const stop of stopListening) stop();
      window.removeEventListener('pagehide', standing.closeDesktop);
      standing.closeDesktop();
      quiet.stop();
    },
  };
}

/** Unread rows of a snapshot that are new to a view, and not only further down than it reached. */
export function missedRows(items: NotificationView[], before: InboxView): NotificationView[] {
  const lowest = before.items.at(-1);
  return items.filter(
    (item) => item.readAt === null && !before.asOf.has(item.id) && (!lowest || isNewer(item, lowest)),
  );
}
