import { expect, test } from 'vitest';
import { alertIdOf, collapse, type Raised, withNews } from '@/components/notifications/sender-alert';
import { addToSlip, idsInSlip, standSlip } from '@/components/notifications/sender-slips';
import type { NotificationView } from '@/lib/notifications/schema';

const raised = (id: string, { postId = 'post', sender = 'minh', wasMuted = false } = {}): Raised => ({
  item: { id, postId, sender: { id: sender, displayName: sender, avatar: null } } as NotificationView,
  wasMuted,
});

const ALL = ['one', 'two', 'three'].map((id) => raised(id));

/** What the alert says, where these were read and those threads muted. */
function said(all: Raised[], { read = [] as string[], muted = [] as string[] } = {}) {
  const alert = collapse(all, {
    isUnread: (id) => !read.includes(id),
    isMuted: (postId) => muted.includes(postId),
  });
  return alert && [alert.shown.id, alert.more];
}

test('one by itself is shown, and nothing more', () => {
  expect(said([raised('one')])).toEqual(['one', 0]);
});

test('of several the last that came is shown, and the others are counted', () => {
  expect(said(ALL)).toEqual(['three', 2]);
});

test('what was read leaves the count; where it was shown the one before takes its place', () => {
  expect(said(ALL, { read: ['one'] })).toEqual(['three', 1]);
  expect(said(ALL, { read: ['three'] })).toEqual(['two', 1]);
  expect(said(ALL, { read: ['two', 'three'] })).toEqual(['one', 0]);
});

test('when all is read nothing is left', () => {
  expect(said(ALL, { read: ['one', 'two', 'three'] })).toBeNull();
  expect(said([])).toBeNull();
});

test('a thread that is muted afterwards leaves, one that was muted before stays', () => {
  const all = [raised('loud'), raised('silenced', { postId: 'muted' })];
  expect(said(all, { muted: ['muted'] })).toEqual(['loud', 0]);
  const mention = raised('mention', { postId: 'muted', wasMuted: true });
  expect(said([...all, mention], { muted: ['muted'] })).toEqual(['mention', 1]);
});

test('one that comes again is counted once, as the last', () => {
  expect(said(withNews(ALL, raised('one')))).toEqual(['one', 2]);
});

test('an alert is named after its sender', () => {
  const [one, two] = [raised('one'), raised('two')].map(({ item }) => alertIdOf(item));
  expect(one).toBe(two);
  expect(alertIdOf(raised('one', { sender: 'hoa' }).item)).not.toBe(one);
});

test('a slip tells of all that came of its sender while it stands, drawn or not yet', () => {
  const sender = 'stands';
  const id = alertIdOf(raised('one', { sender }).item);
  addToSlip(raised('one', { sender }));
  addToSlip(raised('two', { sender }));
  standSlip(id);
  addToSlip(raised('three', { sender }));
  addToSlip(raised('of somebody else', { sender: 'else' }));
  expect(idsInSlip(id)).toEqual(['one', 'two', 'three']);
  expect(idsInSlip('summary')).toEqual([]);
});

test('a slip that has gone begins anew, and not where it was only drawn again', () => {
  const sender = 'gone';
  const id = alertIdOf(raised('one', { sender }).item);
  addToSlip(raised('one', { sender }));
  // As React does it in development.
  standSlip(id)();
  const goAway = standSlip(id);
  addToSlip(raised('two', { sender }));
  expect(idsInSlip(id)).toEqual(['one', 'two']);
  goAway();
  expect(addToSlip(raised('three', { sender })).map(({ item }) => item.id)).toEqual(['three']);
});
