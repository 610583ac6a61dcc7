import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type InboxEvent, inboxFrom, inboxReducer, needsSnapshot } from '@/lib/notifications/reducer';
import type { NotificationView } from '@/lib/notifications/schema';

const EMPTY = { revision: 0, unreadCount: 0, items: [] };
const AT = '2026-01-01T00:00:00.000Z';

function item(n: number, readAt: string | null = null): NotificationView {
  return {
    id: String(n).padStart(24, '0'),
    type: 'NEW_COMMENT',
    sender: { id: 'a'.repeat(24), displayName: 'Lan', avatar: null },
    postId: 'b'.repeat(24),
    commentId: String(n).padStart(24, '0'),
    preview: `comment ${n}`,
    createdAt: new Date(1_700_000_000_000 + n * 1000).toISOString(),
    readAt,
  };
}

const arrives = (n: number, revision: number, unreadCount: number): InboxEvent => ({
  kind: 'notification',
  item: item(n),
  inbox: { revision, unreadCount },
});

const marks = (revision: number, unreadCount: number, what: object): InboxEvent => ({
  kind: 'change',
  inbox: { revision, unreadCount },
  at: AT,
  ...what,
});

test('the same notification twice stands once', () => {
  const view = [arrives(1, 1, 1), arrives(1, 1, 1)].reduce(inboxReducer, inboxFrom(EMPTY));
  expect(view.items).toHaveLength(1);
  expect(view.unreadCount).toBe(1);
});

test('an older state never replaces a newer one, but its item is kept', () => {
  const view = [arrives(2, 2, 2), arrives(1, 1, 1)].reduce(inboxReducer, inboxFrom(EMPTY));
  expect(view).toMatchObject({ revision: 2, unreadCount: 2 });
  expect(view.items.map(({ preview }) => preview)).toEqual(['comment 2', 'comment 1']);
});

test('what belongs below the rows that were loaded comes with its page', () => {
  const rows = Array.from({ length: 20 }, (_, n) => item(100 - n));
  const full = inboxFrom({ revision: 20, unreadCount: 20, items: rows });
  const view = inboxReducer(full, arrives(1, 21, 21));
  expect(view.unreadCount).toBe(21);
  expect(view.items).toEqual(rows);
  const after = view.items.at(-1) ?? null;
  const page = { kind: 'page' as const, after, isLast: true, items: [item(2), item(1)] };
  const whole = inboxReducer(view, { ...page, inbox: { revision: 21, unreadCount: 21 } });
  expect(whole.items.map(({ id }) => id)).toEqual([...rows, item(2), item(1)].map(({ id }) => id));
});

test('an old snapshot that comes late changes nothing', () => {
  const view = inboxReducer(inboxFrom(EMPTY), arrives(1, 5, 1));
  expect(inboxReducer(view, { kind: 'snapshot', snapshot: { revision: 4, unreadCount: 0, items: [] } })).toBe(
    view,
  );
});

test('read-all on another device marks what is here and what was on its way', () => {
  const events: InboxEvent[] = [
    arrives(1, 1, 1),
    { kind: 'change', inbox: { revision: 3, unreadCount: 0 }, read: 'all', at: AT },
    arrives(2, 2, 2),
    arrives(3, 4, 1),
  ];
  const view = events.reduce(inboxReducer, inboxFrom(EMPTY));
  expect(view.items.filter(({ readAt }) => readAt === null).map(({ preview }) => preview)).toEqual([
    'comment 3',
  ]);
  expect(view.unreadCount).toBe(1);
});

test('what is marked as unread stands unread again, and an older "read" that comes late does not take it back', () => {
  const read = (revision: number): InboxEvent => marks(revision, 0, { read: [item(1).id] });
  const unread = marks(3, 1, { unread: [item(1).id] });
  const view = [arrives(1, 1, 1), read(2), unread, read(2)].reduce(inboxReducer, inboxFrom(EMPTY));
  expect(view.items[0]?.readAt).toBeNull();
  expect(inboxReducer(view, read(4)).items[0]?.readAt).toBe(AT);
});

test('what is told of a row before the row comes is not forgotten', () => {
  const told = [marks(2, 0, { read: [item(1).id] }), marks(3, 1, { unread: [item(1).id] })];
  const rowAfter = (events: InboxEvent[]) =>
    [...events, arrives(1, 1, 1)].reduce(inboxReducer, inboxFrom(EMPTY)).items[0];
  expect(rowAfter(told.slice(0, 1))?.readAt).not.toBeNull();
  expect(rowAfter(told)?.readAt).toBeNull();
  expect(rowAfter([...told, marks(4, 0, { read: 'all' })])?.readAt).not.toBeNull();
});

test('marked as unread before "all read" and told after it stays read', () => {
  const all = marks(3, 0, { read: 'all' });
  const late = marks(2, 1, { unread: [item(1).id] });
  const view = [arrives(1, 1, 1), all, late].reduce(inboxReducer, inboxFrom(EMPTY));
  expect(view.items[0]?.readAt).toBe(AT);
});

test('an answer shows at once, and is asked about when no message confirms it', () => {
  const answer: InboxEvent = {
    kind: 'state',
    inbox: { revision: 2, unreadCount: 0 },
    read: [item(1).id],
    at: AT,
  };
  const answered = [arrives(1, 1, 1), answer].reduce(inboxReducer, inboxFrom(EMPTY));
  expect(answered.items[0]?.readAt).toBe(AT);
  expect(needsSnapshot(inboxReducer(answered, marks(2, 0, { read: [item(1).id] })))).toBe(false);
  expect(needsSnapshot(inboxReducer(answered, marks(2, 0, { retracted: [item(9).id] })))).toBe(true);
});

test('a row below the snapshot that only an answer spoke of is read again', () => {
  const newest = Array.from({ length: 20 }, (_, n) => item(99 - n));
  const held = inboxFrom({ revision: 1, unreadCount: 21, items: [...newest, item(1)] });
  const inbox = { revision: 2, unreadCount: 20 };
  const answered = inboxReducer(held, { kind: 'state', inbox, read: [item(1).id], at: AT });
  const told = inboxReducer(answered, marks(2, 20, { retracted: [item(500).id] }));
  const view = inboxReducer(told, { kind: 'snapshot', snapshot: { ...inbox, items: newest } });
  expect(view.staleBelow?.id).toBe(item(80).id);
});

test('what was retracted before it arrived does not come back', () => {
  const gone: InboxEvent = {
    kind: 'change',
    inbox: { revision: 2, unreadCount: 0 },
    retracted: [item(1).id],
    at: AT,
  };
  expect([gone, arrives(1, 1, 1)].reduce(inboxReducer, inboxFrom(EMPTY)).items).toEqual([]);
});

test('rows that were scrolled to stay below a new snapshot, and are read again when something was missed', () => {
  const newest = Array.from({ length: 20 }, (_, n) => item(99 - n));
  const scrolled = inboxFrom({ ...EMPTY, items: [item(1)] });
  const snapshot = { revision: 1, unreadCount: 21, items: newest };
  const view = inboxReducer(scrolled, { kind: 'snapshot', snapshot });
  expect(view.items.at(-1)?.preview).toBe('comment 1');
  expect(view.staleBelow?.id).toBe(item(80).id);
  const page: InboxEvent = { kind: 'page', after: item(80), isLast: true, items: [], inbox: snapshot };
  const read = inboxReducer(view, page);
  expect(read.items.at(-1)?.preview).toBe('comment 80');
  expect(read.staleBelow).toBeNull();
});

test('a snapshot that is the whole inbox leaves nothing below it', () => {
  const scrolled = inboxFrom({ ...EMPTY, items: [item(1)] });
  const snapshot = { revision: 1, unreadCount: 1, items: [item(9)] };
  expect(inboxReducer(scrolled, { kind: 'snapshot', snapshot }).items).toEqual([item(9)]);
});

test('numbers that come with no rows ask for a snapshot; a late answer of a request takes nothing back', () => {
  const view = inboxReducer(inboxFrom(EMPTY), arrives(1, 3, 1));
  expect(needsSnapshot(view)).toBe(true);
  const late = inboxReducer(view, { kind: 'state', inbox: { revision: 2, unreadCount: 9 }, at: AT });
  expect(late).toMatchObject({ revision: 3, unreadCount: 1 });
  const whole = inboxReducer(late, {
    kind: 'snapshot',
    snapshot: { revision: 3, unreadCount: 1, items: [item(1)] },
  });
  expect(needsSnapshot(whole)).toBe(false);
});

test('another number at the same revision asks for a snapshot: its change was never given a revision', () => {
  const view = inboxReducer(inboxFrom(EMPTY), arrives(1, 1, 1));
  const answer: InboxEvent = {
    kind: 'state',
    inbox: { revision: 1, unreadCount: 0 },
    read: [item(1).id],
    at: AT,
  };
  const odd = inboxReducer(view, answer);
  expect(needsSnapshot(odd)).toBe(true);
  const snapshot = { revision: 1, unreadCount: 0, items: [item(1, AT)] };
  const whole = inboxReducer(odd, { kind: 'snapshot', snapshot });
  expect(whole.unreadCount).toBe(0);
  expect(needsSnapshot(whole)).toBe(false);
});

test('an "all read" that left something unread has the rows below the snapshot read again as well', () => {
  const newest = Array.from({ length: 20 }, (_, n) => item(99 - n));
  const held = inboxFrom({ revision: 1, unreadCount: 21, items: [...newest, item(1)] });
  const all: InboxEvent = { kind: 'change', inbox: { revision: 2, unreadCount: 1 }, read: 'all', at: AT };
  const snapshot = { revision: 2, unreadCount: 1, items: newest.map((row) => ({ ...row, readAt: AT })) };
  const view = inboxReducer(inboxReducer(held, all), { kind: 'snapshot', snapshot });
  expect(view.staleBelow?.id).toBe(item(80).id);
});

test('arrivals and reads in any order, with repeats, end in the state the server has', () => {
  const history: InboxEvent[] = [
    arrives(1, 1, 1),
    arrives(2, 2, 2),
    { kind: 'change', inbox: { revision: 3, unreadCount: 1 }, read: [item(1).id], at: AT },
    arrives(3, 4, 2),
    { kind: 'change', inbox: { revision: 5, unreadCount: 0 }, read: 'all', at: AT },
    arrives(4, 6, 1),
  ];
  const order = fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 });
  fc.assert(
    fc.property(order, (events) => {
      const view = events.reduce(inboxReducer, inboxFrom(EMPTY));
      const unread = view.items.filter(({ readAt }) => readAt === null).map(({ preview }) => preview);
      return (
        view.revision === 6 &&
        view.unreadCount === 1 &&
        unread.join() === 'comment 4' &&
        view.items.length === 4
      );
    }),
    { numRuns: 300 },
  );
});
