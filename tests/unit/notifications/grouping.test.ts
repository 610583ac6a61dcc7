import { expect, test } from 'vitest';
import { dayBefore, dayOf, type ListEntry, listEntries } from '@/lib/notifications/grouping';
import type { NotificationView } from '@/lib/notifications/schema';

const POST = 'b'.repeat(24);
let count = 0;

function row(name: string, createdAt: string, rest: Partial<NotificationView> = {}): NotificationView {
  const id = String(++count).padStart(24, '0');
  return {
    id,
    type: 'NEW_COMMENT',
    sender: { id: name, displayName: name, avatar: null },
    postId: POST,
    commentId: id,
    preview: `${name} at ${createdAt}`,
    createdAt,
    readAt: null,
    ...rest,
  };
}

const at = (hour: string) => `2026-03-05T${hour}:00.000Z`;
const newestFirst = (...rows: NotificationView[]) =>
  rows.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));

/** A list in words. */
const shape = (entries: ListEntry[]) =>
  entries.map((entry) => {
    if (entry.kind === 'day') return entry.day;
    if (entry.kind === 'row') return `${entry.isInGroup ? '  ' : ''}${entry.item.sender.displayName}`;
    return `${entry.senders.map(({ displayName }) => displayName).join('+')} ×${entry.items.length}, ${entry.unreadCount} unread`;
  });

test('several people on one post are one group, whoever came last first', () => {
  const rows = newestFirst(row('Lan', at('08:00')), row('Minh', at('09:00')), row('Hoa', at('10:00')));
  expect(shape(listEntries(rows, 'UTC'))).toEqual(['2026-03-05', 'Hoa+Minh+Lan ×3, 3 unread']);
});

test('the same person counts once, at the place of what came last', () => {
  const rows = newestFirst(row('Lan', at('08:00')), row('Minh', at('09:00')), row('Lan', at('10:00')));
  expect(shape(listEntries(rows, 'UTC'))).toEqual(['2026-03-05', 'Lan+Minh ×3, 3 unread']);
});

test('the newest row decides where a group stands', () => {
  const other = { postId: 'c'.repeat(24) };
  const rows = newestFirst(
    row('Lan', at('08:00')),
    row('Minh', at('09:00'), other),
    row('Hoa', at('10:00')),
    row('Tú', at('11:00'), other),
    row('An', at('07:00'), { postId: 'd'.repeat(24) }),
  );
  expect(shape(listEntries(rows, 'UTC'))).toEqual([
    '2026-03-05',
    'Tú+Minh ×2, 2 unread',
    'Hoa+Lan ×2, 2 unread',
    'An',
  ]);
});

test('another kind is another group, and a group of one is a plain row', () => {
  const rows = newestFirst(row('Lan', at('08:00')), row('Lan', at('09:00'), { type: 'NEW_REPLY' }));
  expect(shape(listEntries(rows, 'UTC'))).toEqual(['2026-03-05', 'Lan', 'Lan']);
});

test('a group counts what is unread in it', () => {
  const read = { readAt: at('12:00') };
  const rows = newestFirst(
    row('Lan', at('08:00'), read),
    row('Minh', at('09:00')),
    row('Hoa', at('10:00'), read),
  );
  expect(shape(listEntries(rows, 'UTC'))).toEqual(['2026-03-05', 'Hoa+Minh+Lan ×3, 1 unread']);
});

test('an open group shows its rows below it, and keeps its key when more arrives', () => {
  const rows = newestFirst(row('Lan', at('08:00')), row('Minh', at('09:00')));
  const key = listEntries(rows, 'UTC')[1]?.key ?? '';
  const more = newestFirst(...rows, row('Hoa', at('10:00')));
  expect(shape(listEntries(more, 'UTC', new Set([key])))).toEqual([
    '2026-03-05',
    'Hoa+Minh+Lan ×3, 3 unread',
    '  Hoa',
    '  Minh',
    '  Lan',
  ]);
});

test('midnight is where the reader is', () => {
  // 17:30 and 16:30 in UTC are 00:30 and 23:30 in Vietnam.
  const rows = newestFirst(row('Lan', at('16:30')), row('Minh', at('17:30')));
  expect(shape(listEntries(rows, 'Asia/Ho_Chi_Minh'))).toEqual(['2026-03-06', 'Minh', '2026-03-05', 'Lan']);
  expect(shape(listEntries(rows, 'UTC'))).toEqual(['2026-03-05', 'Minh+Lan ×2, 2 unread']);
  expect(dayOf(at('17:30'), 'America/New_York')).toBe('2026-03-05');
});

test('no two entries have the same key, whatever is open', () => {
  const rows = newestFirst(
    ...Array.from({ length: 60 }, (_, n) =>
      row(`p${n % 7}`, new Date(Date.parse(at('00:00')) + n * 3_600_000).toISOString(), {
        postId: String(n % 3).repeat(24),
      }),
    ),
  );
  const all = new Set(listEntries(rows, 'UTC').map(({ key }) => key));
  const keys = listEntries(rows, 'UTC', all).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the day before the first of March knows leap years', () => {
  expect(dayBefore('2026-03-01')).toBe('2026-02-28');
  expect(dayBefore('2028-03-01')).toBe('2028-02-29');
  expect(dayBefore('2026-01-01')).toBe('2025-12-31');
});

test('nothing is an empty list', () => {
  expect(listEntries([], 'UTC')).toEqual([]);
});
