import { userToWire } from '@/lib/auth/wire';
import type { NotificationView } from '@/lib/notifications/schema';
import { notificationToWire } from '@/lib/notifications/wire';
import type { Preferences } from '@/lib/preferences/schema';
import { preferencesToWire } from '@/lib/preferences/wire';
import type { ThreadLevel } from '@/lib/realtime/events';
import { idOf } from '@/preview/data/id';
import { NOW } from '@/preview/data/now';
import { HOA, LAN, LONGEST, MINH, PEOPLE } from '@/preview/data/people';
import { POSTS } from '@/preview/data/posts';

/** What the server would know, in this frame alone: enough of it that what is clicked is answered. */
const FIRST = {
  preferences: {
    version: 1,
    kinds: { NEW_COMMENT: true, NEW_REPLY: true, NEW_MENTION: true },
    toasts: true,
    sound: false,
    quietHours: null,
    preview: 'all',
    blocked: [],
  } as Preferences,
  items: [] as NotificationView[],
  unreadCount: 0,
  revision: 1,
};
const board = { ...FIRST, levels: new Map<string, ThreadLevel>(), written: 0 };

/**
 * Begins anew, also on the server, where one board serves every frame that is drawn.
 * @returns what the page of somebody signed in comes with
 */
export function setUp(items: NotificationView[], unreadCount: number, wishes: Partial<Preferences>) {
  Object.assign(board, FIRST, { items, unreadCount, preferences: { ...FIRST.preferences, ...wishes } });
  return { snapshot: { revision: board.revision, unreadCount, items }, preferences: board.preferences };
}

export function changePreferences(change: Partial<Preferences>): Preferences {
  board.preferences = { ...board.preferences, ...change, version: board.preferences.version + 1 };
  return board.preferences;
}

export function answerTo(method: string, url: URL, body: Record<string, unknown>): unknown {
  const [what, id = '', part] = url.pathname.split('/').slice(3);
  const asked = url.searchParams;
  if (what === 'posts' && id === 'titles') {
    return { items: (asked.get('ids') ?? '').split(',').map((each) => ({ id: each, title: titleOf(each) })) };
  }
  if (what === 'posts' && part === 'subscription') return { subscription: level(id, body.level) };
  if (what === 'posts' && part === 'comments') {
    return method === 'POST' ? { comment: written(id, body) } : { items: [], next_cursor: null };
  }
  if (what === 'users' && part === 'block') return { preferences: block(id, method === 'PUT') };
  if (what === 'users') return { items: people(asked).map(userToWire) };
  if (what === 'notifications' && method === 'POST') return { inbox: mark(id === 'read', body) };
  if (what === 'notifications' && method === 'GET') return page(asked);
  return undefined;
}

function titleOf(postId: string): string {
  return Object.values(POSTS).find((post) => post.id === postId)?.title ?? POSTS.usual.title;
}

function level(postId: string, next: unknown) {
  if (next) board.levels.set(postId, next as ThreadLevel);
  return { post_id: postId, level: board.levels.get(postId) ?? 'normal' };
}

function written(postId: string, { body, parent_id }: Record<string, unknown>) {
  const id = idOf('comment', 0xf000 + board.written++);
  const times = { created_at: NOW.toISOString(), edited_at: null, deleted_at: null };
  return { id, post_id: postId, parent_id: parent_id ?? null, author: userToWire(LAN), body, ...times };
}

function block(userId: string, isBlocked: boolean) {
  const others = board.preferences.blocked.filter((each) => each !== userId);
  return preferencesToWire(changePreferences({ blocked: isBlocked ? [...others, userId] : others }));
}

function people(asked: URLSearchParams) {
  const names = asked.get('names')?.split(',');
  const prefix = asked.get('prefix') ?? '';
  const all = [LAN, MINH, HOA, LONGEST, PEOPLE['right to left'], PEOPLE.emoji];
  return all.filter(({ name }) => (names ? names.includes(name) : name.startsWith(prefix)));
}

function mark(isRead: boolean, { ids }: Record<string, unknown>) {
  const meant = Array.isArray(ids) ? ids : board.items.map(({ id }) => id);
  const readAt = isRead ? NOW.toISOString() : null;
  const changed = board.items.filter((item) => meant.includes(item.id) && (item.readAt === null) === isRead);
  board.items = board.items.map((item) => (changed.includes(item) ? { ...item, readAt } : item));
  board.unreadCount += isRead ? -changed.length : changed.length;
  return { revision: ++board.revision, unread_count: Math.max(0, board.unreadCount) };
}

function page(asked: URLSearchParams) {
  const items = board.items.filter(
    ({ type, readAt }) =>
      !asked.has('cursor') &&
      (asked.get('filter') !== 'unread' || readAt === null) &&
      (asked.get('type') ?? type) === type,
  );
  const inbox = { revision: board.revision, unread_count: board.unreadCount };
  return { items: items.map(notificationToWire), next_cursor: null, inbox };
}
