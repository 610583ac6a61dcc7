import { joinAlertElection } from '@/components/notifications/alert-claim';
import { alertedIds, rememberAlerted } from '@/components/notifications/alerted';
import { showAwaySummary } from '@/components/notifications/away-toast';
import { showNotification } from '@/components/notifications/notification-toast';
import { isNewer, type InboxView } from '@/lib/notifications/reducer';
import type { NotificationView } from '@/lib/notifications/schema';
import { LIMITS } from '@/lib/limits';

export interface Alerts {
  /** Something has just come in. */
  onArrival(item: NotificationView): Promise<void>;
  /** A snapshot may hold what came while nobody listened. @param before what was held then */
  onCatchUp(items: NotificationView[], before: InboxView): Promise<void>;
  stop(): void;
}

/** Alerts of what is new: once a browser, however many tabs are open. */
export function startAlerts(markRead: (ids: string[]) => Promise<void>): Alerts {
  const election = joinAlertElection();
  // A tab that slept may hear of something long after another has shown it and is gone.
  const claim = async (item: NotificationView) =>
    !alertedIds().has(item.id) && (await election.claim(item.id)) && item;
  return {
    async onArrival(item) {
      if (!(await claim(item))) return;
      rememberAlerted([item.id]);
      showNotification(item, markRead);
    },
    async onCatchUp(items, before) {
      const missed = missedRows(items, before);
      if (missed.length === 0) return;
      const own = await election.inTurn(async () => {
        const claimed = (await Promise.all(missed.map(claim))).filter((item) => item !== false);
        rememberAlerted(claimed.map(({ id }) => id));
        return claimed;
      });
      const [only] = own;
      if (own.length === 1 && only) showNotification(only, markRead);
      else if (own.length > 1) showAwaySummary(own.length, own.length === LIMITS.pageDefault);
    },
    stop: election.stop,
  };
}

/** Unread rows of a snapshot that are new to a view, and not only further down than it reached. */
export function missedRows(items: NotificationView[], before: InboxView): NotificationView[] {
  const lowest = before.items.at(-1);
  return items.filter(
    (item) => item.readAt === null && !before.asOf.has(item.id) && (!lowest || isNewer(item, lowest)),
  );
}
