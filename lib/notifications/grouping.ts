import type { NotificationView, SenderView } from '@/lib/notifications/schema';

/** A list of notifications as it is shown, flat: headings of days, groups, and rows; those of an open group below it. */
export type ListEntry = DayEntry | GroupEntry | RowEntry;

interface Entry {
  key: string;
  /** `YYYY-MM-DD` in the time zone of the reader. */
  day: string;
}

export interface DayEntry extends Entry {
  kind: 'day';
}

/** What happened to one post in one way on one day: "Lan and 3 others commented". */
export interface GroupEntry extends Entry {
  kind: 'group';
  /** Newest first; at least two. */
  items: [NotificationView, ...NotificationView[]];
  /** Each person once, whoever came last first. */
  senders: [SenderView, ...SenderView[]];
  unreadCount: number;
  isOpen: boolean;
}

export interface RowEntry extends Entry {
  kind: 'row';
  item: NotificationView;
  isInGroup: boolean;
}

/**
 * Lays out notifications as a list.
 * @param rows newest first
 * @param timeZone IANA name: whose days are meant
 * @param open keys of the groups that show their rows
 */
export function listEntries(
  rows: NotificationView[],
  timeZone: string,
  open: ReadonlySet<string> = new Set(),
): ListEntry[] {
  const days = new Map<string, Map<string, NotificationView[]>>();
  for (const item of rows) {
    const day = dayOf(item.createdAt, timeZone);
    const groups = days.get(day) ?? new Map<string, NotificationView[]>();
    days.set(day, groups);
    const key = `${day} ${item.postId} ${item.type}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  // A map keeps the order in which its keys came first, so the newest row decides the place of its group.
  return [...days].flatMap(([day, groups]) => [
    { kind: 'day' as const, key: day, day },
    ...[...groups].flatMap(([key, items]) => entriesOf({ key, day }, items, open.has(key))),
  ]);
}

/**
 * The day of a moment on somebody's calendar.
 * @returns `YYYY-MM-DD`
 */
export function dayOf(at: string | number | Date, timeZone: string): string {
  return formatOf(timeZone).format(new Date(at));
}

/** @param day `YYYY-MM-DD` */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 3600 * 1000).toISOString().slice(0, 10);
}

function entriesOf({ key, day }: Entry, items: NotificationView[], isOpen: boolean): ListEntry[] {
  const rows = (isInGroup: boolean) =>
    items.map((item) => ({ kind: 'row' as const, key: item.id, day, item, isInGroup }));
  const [newest, ...older] = items;
  if (!newest || older.length === 0) return rows(false);
  const senders = new Map(items.map(({ sender }) => [sender.id, sender]));
  const group: GroupEntry = {
    kind: 'group',
    key,
    day,
    items: [newest, ...older],
    senders: [...senders.values()] as GroupEntry['senders'],
    unreadCount: items.filter(({ readAt }) => readAt === null).length,
    isOpen,
  };
  return isOpen ? [group, ...rows(true)] : [group];
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  // Swedish writes a date as ISO 8601 does. Making a format takes far longer than using one.
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv', { timeZone });
  formats.set(timeZone, format);
  return format;
}
