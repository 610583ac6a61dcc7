import type { NotificationDoc } from '@/lib/db/models/notification';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import type { LeasedComment } from '@/lib/notifications/outbox-store';

/** Counts a notification that has just been told, and how long after its comment was written (or edited) that was. */
export function noteTold({ type, createdAt }: NotificationDoc, told: 'alert' | 'quiet'): void {
  metrics().notified.inc({ type, told });
  // Clocks of nodes may differ: nobody is told before it was written.
  metrics().delivery.observe(Math.max(0, Date.now() - createdAt.getTime()) / 1000);
}

/** Logs of each comment that a request has written how many were just told of it. */
export function logTold(rows: { comment: LeasedComment }[], told: NotificationDoc[][]): void {
  if (!log().isLevelEnabled('info')) return;
  const counts = new Map<string, number>();
  for (const { comment } of told.flat()) {
    counts.set(comment.toString(), (counts.get(comment.toString()) ?? 0) + 1);
  }
  for (const { _id: comment, outbox } of new Set(rows.map((row) => row.comment))) {
    const people = counts.get(comment.toString());
    if (outbox.request && people) log().info({ request: outbox.request, comment, people }, 'comment told');
  }
}

/** Logs of each comment that a request has written that its delivery is done. @param changed ids that wait again */
export function logDelivered(comments: LeasedComment[], changed: string[]): void {
  if (!log().isLevelEnabled('info')) return;
  const waiting = new Set(changed);
  for (const { _id: comment, changedAt, createdAt, outbox } of comments) {
    const { request, attempts } = outbox;
    if (!request || waiting.has(comment.toString())) continue;
    const ms = Date.now() - (changedAt ?? createdAt).getTime();
    log().info({ request, comment, attempts, ms }, 'comment delivered');
  }
}
