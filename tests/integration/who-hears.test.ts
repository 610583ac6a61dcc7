import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { NotificationType, ThreadLevel } from '@/lib/realtime/events';
import { type Device, newPerson, type Person } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';

let server: TestServer;
/** Somebody to whom the last comment of a test is told: what was written before it has been delivered by then. */
let witness: Person;
let witnessed: Device;
beforeAll(async () => {
  server = await startServer('built', { DEMO: 'off' });
  witness = await newPerson(server.url, 'Tâm');
  witnessed = await witness.device();
});
afterAll(async () => {
  witnessed.close();
  expect(await server.stop()).toBe(0);
});

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

/** Minh listens; Lan, or whoever else, writes. */
interface Case {
  /** What Minh is to the comment. */
  as: ('owner' | 'parent' | 'mentioned' | 'bystander')[];
  level?: ThreadLevel;
  off?: NotificationType[];
  hasBlocked?: boolean;
  hears: NotificationType | null;
}

const CASES: Case[] = [
  { as: ['owner'], hears: 'NEW_COMMENT' },
  { as: ['parent'], hears: 'NEW_REPLY' },
  { as: ['mentioned'], hears: 'NEW_MENTION' },
  { as: ['bystander'], hears: null },
  { as: ['owner', 'parent', 'mentioned'], hears: 'NEW_REPLY' },
  { as: ['owner', 'mentioned'], hears: 'NEW_MENTION' },
  // Thread levels.
  { as: ['bystander'], level: 'following', hears: 'NEW_COMMENT' },
  { as: ['owner'], level: 'following', hears: 'NEW_COMMENT' },
  { as: ['owner'], level: 'normal', hears: null },
  { as: ['owner', 'mentioned'], level: 'normal', hears: 'NEW_MENTION' },
  { as: ['owner', 'parent'], level: 'normal', hears: 'NEW_REPLY' },
  { as: ['owner'], level: 'muted', hears: null },
  { as: ['owner', 'mentioned'], level: 'muted', hears: null },
  { as: ['parent'], level: 'muted', hears: null },
  { as: ['parent', 'mentioned', 'owner'], level: 'muted', hears: null },
  // Blocks.
  { as: ['owner'], hasBlocked: true, hears: null },
  { as: ['parent'], hasBlocked: true, hears: null },
  { as: ['mentioned'], hasBlocked: true, hears: null },
  { as: ['owner', 'parent', 'mentioned'], level: 'following', hasBlocked: true, hears: null },
  // Kinds.
  { as: ['owner'], off: ['NEW_COMMENT'], hears: null },
  { as: ['parent'], off: ['NEW_REPLY'], hears: null },
  { as: ['mentioned'], off: ['NEW_MENTION'], hears: null },
  { as: ['owner', 'parent'], off: ['NEW_REPLY'], hears: 'NEW_COMMENT' },
  { as: ['owner', 'parent', 'mentioned'], off: ['NEW_REPLY'], hears: 'NEW_MENTION' },
  { as: ['owner', 'parent', 'mentioned'], off: ['NEW_REPLY', 'NEW_MENTION'], hears: 'NEW_COMMENT' },
  { as: ['owner', 'parent'], level: 'normal', off: ['NEW_REPLY'], hears: null },
  { as: ['bystander'], level: 'following', off: ['NEW_COMMENT'], hears: null },
  { as: ['mentioned'], level: 'normal', off: ['NEW_MENTION'], hears: null },
  { as: ['mentioned'], level: 'muted', off: ['NEW_COMMENT'], hears: null },
];

const nameOf = ({ as, level, off, hasBlocked }: Case) =>
  [
    as.join(' + '),
    level && `level ${level}`,
    off && `without ${off.join(', ')}`,
    hasBlocked && 'writer blocked',
  ]
    .filter(Boolean)
    .join('; ');

test.each(CASES.map((each) => ({ ...each, name: nameOf(each) })))(
  '$name: hears $hears',
  async ({ as, level, off = [], hasBlocked, hears }) => {
    const [minh, lan, other] = await people('Minh', 'Lan', 'Hoa');
    const device = await minh.device();
    const postId = await (as.includes('owner') ? minh : other).post();
    const parent = as.includes('parent') ? await minh.comment(postId, 'one of mine') : undefined;
    if (level) await minh.call('PUT', `/posts/${postId}/subscription`, { level });
    if (off.length > 0) {
      await minh.call('PATCH', '/preferences', {
        kinds: Object.fromEntries(off.map((kind) => [kind, false])),
      });
    }
    if (hasBlocked) await minh.call('PUT', `/users/${lan.user.id}/block`);

    const body = as.includes('mentioned') ? `listen, @${minh.user.name}!` : 'listen!';
    const comment = await lan.comment(postId, body, parent?.id);
    await delivered(lan);
    const own = async () => {
      const { items } = await minh.call<{ items: { type: string; comment_id: string }[] }>(
        'GET',
        '/notifications',
      );
      return items.filter(({ comment_id }) => comment_id === comment.id).map(({ type }) => type);
    };
    const heard = () =>
      device.notifications.filter(({ data }) => data.comment_id === comment.id).map(({ type }) => type);
    await until(async () => expect([await own(), heard()]).toEqual(hears ? [[hears], [hears]] : [[], []]));
    device.close();
  },
);

test('an edit tells only people who are named for the first time', async () => {
  const [lan, minh, hoa] = await people('Lan', 'Minh', 'Hoa');
  const [minhs, hoas] = await Promise.all([minh.device(), hoa.device()]);
  const postId = await lan.post();
  const comment = await lan.comment(postId, `for @${minh.user.name}`);
  await until(() => expect(minhs.notifications).toHaveLength(1));

  const body = `for @${minh.user.name} and @${hoa.user.name}, and @nobody_at_all`;
  await lan.call('PATCH', `/comments/${comment.id}`, { body });
  await until(() => expect(hoas.notifications.map(({ type }) => type)).toEqual(['NEW_MENTION']));
  expect(minhs.notifications).toHaveLength(1);
  // What Minh has shows the new text, and so does the next look at the inbox.
  await until(async () => expect(await previews(minh)).toEqual([body]));

  // Deleted by Hoa, taken out of the text and named again: once is enough.
  const [{ data }] = hoas.notifications as [(typeof hoas.notifications)[number]];
  await hoa.call('DELETE', `/notifications/${data.notification_id}`);
  await lan.call('PATCH', `/comments/${comment.id}`, { body: 'nobody' });
  await lan.call('PATCH', `/comments/${comment.id}`, { body: `again @${hoa.user.name}` });
  await delivered(lan);
  expect(await previews(hoa)).toEqual([]);
  expect(hoas.notifications).toHaveLength(1);
  for (const device of [minhs, hoas]) device.close();
});

test('who is named by an edit is told of the edit: it is new, and in place of a mere comment', async () => {
  const [lan, minh, hoa] = await people('Lan', 'Minh', 'Hoa');
  const device = await lan.device();
  const postId = await lan.post();
  const early = await minh.comment(postId, 'early');
  await hoa.comment(postId, 'later');
  await until(() => expect(device.notifications).toHaveLength(2));
  const [first, seen] = device.notifications.map(({ data }) => data);
  await lan.call('POST', '/notifications/read', { all: true });

  await minh.call('PATCH', `/comments/${early.id}`, { body: `early, @${lan.user.name}` });
  await until(() => expect(device.notifications.at(-1)?.type).toBe('NEW_MENTION'));
  const told = device.notifications.at(-1)?.data;
  expect(told?.comment_id).toBe(early.id);
  expect(Date.parse(told?.created_at ?? '')).toBeGreaterThan(Date.parse(seen?.created_at ?? ''));
  await until(() =>
    expect(device.inboxes.flatMap(({ retracted = [] }) => retracted)).toContain(first?.notification_id),
  );
  // What was seen before it does not take it along.
  await lan.call('POST', '/notifications/read', { up_to: seen?.notification_id });
  expect(await lan.unreadCount()).toBe(1);
  const { items } = await lan.call<{ items: { type: string }[] }>('GET', '/notifications');
  expect(items.map(({ type }) => type)).toEqual(['NEW_MENTION', 'NEW_COMMENT']);
  device.close();
});

test('ten people a comment are ten, however often it is edited', async () => {
  const [lan] = await people('Lan');
  const postId = await lan.post();
  const crowd = await Promise.all(Array.from({ length: 11 }, () => newPerson(server.url)));
  const names = crowd.map(({ user }) => `@${user.name}`);
  const { id } = await lan.comment(postId, names.slice(0, 10).join(' '));
  const renamed = lan.call('PATCH', `/comments/${id}`, { body: names[10] });
  await expect(renamed).rejects.toThrow(/422.*mentionsTooMany/);
  await lan.call('PATCH', `/comments/${id}`, { body: names[0] });
});

test('deleting a comment takes back what was told of it, on every device', async () => {
  const [lan, minh] = await people('Lan', 'Minh');
  const devices = await Promise.all([minh.device(), minh.device()]);
  const postId = await minh.post();
  await lan.comment(postId, 'this stays');
  const comment = await lan.comment(postId, 'this goes');
  await until(() => expect(devices.map(({ notifications }) => notifications.length)).toEqual([2, 2]));
  const id = devices[0]?.notifications.find(({ data }) => data.comment_id === comment.id)?.data
    .notification_id;
  await lan.call('DELETE', `/comments/${comment.id}`);
  for (const device of devices) {
    await until(() => expect(device.inboxes.at(-1)).toMatchObject({ unread_count: 1, retracted: [id] }));
    device.close();
  }
  expect(await previews(minh)).toEqual(['this stays']);
  await until(async () => {
    const { post } = await minh.call<{ post: { comment_count: number } }>('GET', `/posts/${postId}`);
    expect(post.comment_count).toBe(1);
  });
});

test('a placeholder stays while replies hang below it, and goes with the last of them', async () => {
  const [lan, minh] = await people('Lan', 'Minh');
  const postId = await lan.post();
  const parent = await lan.comment(postId, 'a secret');
  const reply = await minh.comment(postId, 'I heard that', parent.id);
  const listed = async () =>
    (
      await lan.call<{ items: { id: string; body: string; deleted_at: string | null }[] }>(
        'GET',
        `/posts/${postId}/comments`,
      )
    ).items.map(({ id, body, deleted_at }) => [id, body, deleted_at !== null]);

  await lan.call('DELETE', `/comments/${parent.id}`);
  expect(await listed()).toEqual([
    [parent.id, '', true],
    [reply.id, 'I heard that', false],
  ]);
  await expect(minh.comment(postId, 'too late', parent.id)).rejects.toThrow(/422/);
  await minh.call('DELETE', `/comments/${reply.id}`);
  expect(await listed()).toEqual([]);
});

test('a deleted post is gone with all that belongs to it', async () => {
  const [lan, minh, hoa] = await people('Lan', 'Minh', 'Hoa');
  const [lans, minhs] = await Promise.all([lan.device(), minh.device()]);
  const postId = await lan.post();
  const comment = await minh.comment(postId, 'one');
  await hoa.comment(postId, 'two', comment.id);
  await until(() => expect([lans.notifications.length, minhs.notifications.length]).toEqual([2, 1]));
  await minhs.socket.emitWithAck('post:watch', postId);
  const gone = new Promise((resolve) => minhs.socket.once('post', resolve));

  await expect(minh.call('DELETE', `/posts/${postId}`)).rejects.toThrow(/403/);
  await lan.call('DELETE', `/posts/${postId}`);
  expect(await gone).toEqual({ kind: 'deleted', post_id: postId });
  for (const [path, method] of [
    [`/posts/${postId}`, 'GET'],
    [`/posts/${postId}/comments`, 'GET'],
    [`/posts/${postId}`, 'DELETE'],
  ] as const) {
    await expect(lan.call(method, path)).rejects.toThrow(/404/);
  }
  await expect(minh.comment(postId, 'late')).rejects.toThrow(/404/);
  await expect(minh.call('PUT', `/posts/${postId}/subscription`, { level: 'muted' })).rejects.toThrow(/404/);
  await until(async () => expect([await previews(lan), await previews(minh)]).toEqual([[], []]));
  expect([lans.inboxes.at(-1)?.unread_count, minhs.inboxes.at(-1)?.unread_count]).toEqual([0, 0]);
  for (const device of [lans, minhs]) device.close();
});

test('blocking takes the person’s notifications out of the inbox, and nobody tells them', async () => {
  const [lan, minh] = await people('Lan', 'Minh');
  const [lans, minhs] = await Promise.all([lan.device(), minh.device()]);
  const postId = await minh.post();
  await lan.comment(postId, 'one');
  await until(() => expect(minhs.notifications).toHaveLength(1));
  const told = lans.inboxes.length;
  const { preferences } = await minh.call<{ preferences: { blocked: string[]; version: number } }>(
    'PUT',
    `/users/${lan.user.id}/block`,
  );
  expect(preferences.blocked).toEqual([lan.user.id]);
  await until(() => expect(minhs.inboxes.at(-1)?.unread_count).toBe(0));
  expect(await previews(minh)).toEqual([]);
  await minh.call('DELETE', `/users/${lan.user.id}/block`);
  await lan.comment(postId, 'two');
  await until(async () => expect(await previews(minh)).toEqual(['two']));
  expect(lans.inboxes).toHaveLength(told);
  for (const device of [lans, minhs]) device.close();
});

test('wishes reach the other devices at once', async () => {
  const [lan] = await people('Lan');
  const device = await lan.device();
  // The first are those a device begins with, which may come before or after its inbox.
  const heard: unknown[] = [];
  device.socket.on('preferences', (preferences) => heard.push(preferences));
  const hours = { from: '22:00', to: '07:30', time_zone: 'Asia/Ho_Chi_Minh' };
  const changed = await lan.call('PATCH', '/preferences', {
    quiet_hours: hours,
    preview: 'sender',
    kinds: { NEW_REPLY: false },
  });
  await until(() => expect(heard.at(-1)).toEqual(changed.preferences));
  expect(changed.preferences).toMatchObject({
    version: 1,
    kinds: { NEW_COMMENT: true, NEW_REPLY: false, NEW_MENTION: true },
    quiet_hours: hours,
    preview: 'sender',
  });
  const off = await lan.call('PATCH', '/preferences', { quiet_hours: null, kinds: { NEW_REPLY: true } });
  expect(off.preferences).toMatchObject({ version: 2, quiet_hours: null, kinds: { NEW_REPLY: true } });
  const level = new Promise((resolve) => device.socket.once('subscription', resolve));
  const postId = await lan.post();
  await lan.call('PUT', `/posts/${postId}/subscription`, { level: 'muted' });
  expect(await level).toEqual({ post_id: postId, level: 'muted' });
  device.close();
});

test('mark all, undone, is what it was; what came meanwhile is not touched', async () => {
  const [lan, minh] = await people('Lan', 'Minh');
  const [phone, laptop] = await Promise.all([lan.device(), lan.device()]);
  const postId = await lan.post();
  for (const body of ['one', 'two', 'three']) await minh.comment(postId, body);
  await until(() => expect(phone.notifications).toHaveLength(3));
  const ids = phone.notifications.map(({ data }) => data.notification_id);
  await lan.call('POST', '/notifications/read', { ids: [ids[0]] });

  const { inbox } = await lan.call<{ inbox: { revision: number; unread_count: number } }>(
    'POST',
    '/notifications/read',
    { up_to: ids[1] },
  );
  // The third was not seen yet.
  expect(inbox.unread_count).toBe(1);
  await until(() => expect(laptop.inboxes.at(-1)).toMatchObject({ unread_count: 1, read: [ids[1]] }));
  await lan.call('POST', '/notifications/unread', { revision: inbox.revision });
  await until(() => expect(laptop.inboxes.at(-1)).toMatchObject({ unread_count: 2, unread: [ids[1]] }));

  const all = await lan.call<{ inbox: { revision: number; unread_count: number } }>(
    'POST',
    '/notifications/read',
    { all: true },
  );
  expect(all.inbox.unread_count).toBe(0);
  await minh.comment(postId, 'four');
  await until(() => expect(phone.notifications).toHaveLength(4));
  const undone = await lan.call('POST', '/notifications/unread', { revision: all.inbox.revision });
  expect(undone.inbox).toMatchObject({ unread_count: 3 });
  // The one that was read by hand stays read.
  const unread = await lan.call<{ items: { preview: string }[] }>('GET', '/notifications?filter=unread');
  expect(unread.items.map(({ preview }) => preview)).toEqual(['four', 'three', 'two']);
  for (const device of [phone, laptop]) device.close();
});

test('what cannot be is refused, and changes nothing', async () => {
  const [lan, minh] = await people('Lan', 'Minh');
  const device = await lan.device();
  const postId = await lan.post();
  const comment = await minh.comment(postId, 'mine');
  await until(() => expect(device.notifications).toHaveLength(1));
  const id = device.notifications[0]?.data.notification_id ?? '';
  const crowd = await Promise.all(Array.from({ length: 11 }, () => newPerson(server.url)));
  const eleven = crowd.map(({ user }) => `@${user.name}`).join(' ');
  const gone = 'f'.repeat(24);
  const hours = (zone: string) => ({ quiet_hours: { from: '22:00', to: '07:00', time_zone: zone } });

  for (const [who, method, path, body, status] of [
    [minh, 'POST', '/notifications/read', { ids: [id] }, 404],
    [minh, 'POST', '/notifications/read', { up_to: id }, 404],
    [minh, 'POST', '/notifications/unread', { ids: [id] }, 404],
    [minh, 'DELETE', `/notifications/${id}`, undefined, 404],
    [lan, 'DELETE', '/notifications/nonsense', undefined, 400],
    [lan, 'GET', '/notifications?cursor=nonsense', undefined, 400],
    [lan, 'GET', '/notifications?type=NEW_THING', undefined, 400],
    [lan, 'POST', '/notifications/unread', { revision: -1 }, 400],
    [lan, 'PUT', `/posts/${gone}/subscription`, { level: 'muted' }, 404],
    [lan, 'PUT', `/posts/${postId}/subscription`, { level: 'loud' }, 400],
    [lan, 'PATCH', '/preferences', hours('Mars/Olympus'), 400],
    [lan, 'PATCH', '/preferences', hours('+07:00'), 400],
    [lan, 'PATCH', '/preferences', { quiet_hours: { from: '25:00', to: '07:00', time_zone: 'UTC' } }, 400],
    [lan, 'PATCH', '/preferences', { quiet_hours: { from: '07:00', to: '07:00', time_zone: 'UTC' } }, 400],
    [lan, 'PATCH', '/preferences', { kinds: { NEW_THING: true } }, 400],
    [lan, 'PATCH', '/preferences', { preview: { $ne: '' } }, 400],
    [lan, 'PUT', `/users/${lan.user.id}/block`, undefined, 422],
    [lan, 'PUT', `/users/${gone}/block`, undefined, 404],
    [lan, 'PATCH', `/comments/${comment.id}`, { body: 'not mine' }, 403],
    [lan, 'DELETE', `/comments/${comment.id}`, undefined, 403],
    [minh, 'PATCH', `/comments/${comment.id}`, { body: ' ' }, 400],
    [minh, 'PATCH', `/comments/${comment.id}`, { body: eleven }, 422],
    [minh, 'POST', `/posts/${postId}/comments`, { body: eleven }, 422],
    [minh, 'PATCH', `/comments/${gone}`, { body: 'where?' }, 404],
    [minh, 'GET', '/users?prefix=a&names=b', undefined, 400],
    [minh, 'GET', `/posts/${postId}/comments?changed_since=now`, undefined, 400],
  ] as const) {
    await expect(who.call(method, path, body), `${method} ${path}`).rejects.toThrow(`: ${status} `);
  }
  expect(await previews(lan)).toEqual(['mine']);
  expect((await lan.call('GET', '/notifications')).inbox).toEqual({ revision: 1, unread_count: 1 });
  expect((await lan.call<{ preferences: object }>('GET', '/preferences')).preferences).toMatchObject({
    version: 0,
    blocked: [],
  });
  device.close();
});

async function people(...names: string[]): Promise<[Person, Person, Person]> {
  return (await Promise.all(names.map((name) => newPerson(server.url, name)))) as [Person, Person, Person];
}

async function previews(person: Person): Promise<string[]> {
  const { items } = await person.call<{ items: { preview: string }[] }>('GET', '/notifications');
  return items.map(({ preview }) => preview);
}

/** Waits until all that was written before has been delivered. */
async function delivered(writer: Person): Promise<void> {
  const last = await writer.comment(await witness.post('the end'), 'the end');
  await until(() => expect(witnessed.notifications.map(({ data }) => data.comment_id)).toContain(last.id));
}
