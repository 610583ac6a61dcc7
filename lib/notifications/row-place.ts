import type { NotificationView } from '@/lib/notifications/schema';

/** Where a row stands in the history. */
export type RowPlace = Pick<NotificationView, 'createdAt' | 'id'>;

/** Whether a row stands above another: the order of the history. */
export function isNewer(a: RowPlace, b: RowPlace): boolean {
  return a.createdAt === b.createdAt ? a.id > b.id : a.createdAt > b.createdAt;
}

export function newestFirst<T extends RowPlace>(rows: T[]): T[] {
  return [...rows].sort((a, b) => (isNewer(a, b) ? -1 : 1));
}
