import type { Page } from '@playwright/test';
import { desktopNotices, openNotices, soundsOf, turnOnDesktop, watchBeyond } from '@/tests/e2e/beyond';
import { expectBadge, look, openTab, shownToasts, toast, toastOf, watchTabs } from '@/tests/e2e/tab';
import { expect, live, type NewSomeone, type Someone, test } from '@/tests/e2e/test';
import { newPerson, type Person } from '@/tests/support/person';

const ZONE = 'Asia/Kathmandu';

type Someones = NewSomeone;

/** A person for whom it is quiet, with two tabs of one browser, and somebody who writes to them. */
async function quietPerson(someone: Someones, { isDesktopOn = false } = {}) {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await lan.post();
  await lan.call('PATCH', '/preferences', { sound: true, quiet_hours: hoursAround(new Date()) });
  await watchTabs(lan.context);
  await watchBeyond(lan.context);
  if (isDesktopOn) await turnOnDesktop(lan);
  await lan.context.clock.install({ time: new Date() });
  const tabs = [await openTab(lan), await openTab(lan)] as const;
  return { lan, minh, postId, tabs };
}

test('nothing is shown or heard, the badge counts, and one summary comes when it is over', async ({
  someone,
}) => {
  const { lan, minh, postId, tabs } = await quietPerson(someone);
  await writes(minh, postId, tabs, ['one', 'two', 'three']);
  expect(await shownToasts(...tabs)).toEqual([]);
  await twoHoursLater(lan);
  await expect.poll(() => shownToasts(...tabs)).toEqual([summaryOf(3)]);
  await expect.poll(() => soundsOf(...tabs)).toBe(1);
  await expectBadge(3, ...tabs);
  // By then the other tab has had its turn as well.
  await minh.comment(postId, 'by day');
  await expect.poll(() => shownToasts(...tabs)).toContain(toastOf('by day'));
  expect(await shownToasts(...tabs)).toEqual(expect.arrayContaining([summaryOf(3), toastOf('by day')]));
  expect(await shownToasts(...tabs)).toHaveLength(2);
});

test('a tab that is looked at shows the summary, not one that is hidden', async ({ someone }) => {
  const { lan, minh, postId, tabs } = await quietPerson(someone);
  const [hidden, seen] = tabs;
  await look(hidden, 'hidden');
  await writes(minh, postId, tabs, ['one', 'two']);
  await twoHoursLater(lan);
  await expect(toast(seen, '2 while it was quiet')).toBeVisible();
  expect(await shownToasts(hidden)).toEqual([]);
});

test('who sleeps through the end is told on waking up', async ({ someone }) => {
  const { lan, minh, postId, tabs } = await quietPerson(someone);
  const [tab, other] = tabs;
  await other.close();
  await writes(minh, postId, [tab], ['one', 'two']);
  // The clock goes on and no timer runs: asleep.
  await lan.context.clock.setSystemTime(Date.now() + 2 * 60 * 60_000);
  expect(await shownToasts(tab)).toEqual([]);
  await look(tab, 'hidden');
  await look(tab, 'visible');
  await expect(toast(tab, '2 while it was quiet')).toBeVisible();
});

test('what was read meanwhile is not in the summary, and goes from it later', async ({ someone }) => {
  const { lan, minh, postId, tabs } = await quietPerson(someone);
  const [tab, other] = tabs;
  await other.close();
  await writes(minh, postId, [tab], ['one', 'two', 'three', 'four']);
  await read(lan, 1);
  await expectBadge(3, tab);
  await twoHoursLater(lan);
  // Pointed at it stays.
  await toast(tab, '3 while it was quiet').hover();
  await read(lan, 1);
  await expect(toast(tab, '2 while it was quiet')).toBeVisible();
  await lan.call('POST', '/notifications/read', { all: true });
  await expect(toast(tab, /while it was quiet/)).toHaveCount(0);
  expect(await shownToasts(tab)).toEqual([summaryOf(3)]);
});

test('when everything was read or deleted meanwhile nothing is said', async ({ someone }) => {
  const { lan, minh, postId, tabs } = await quietPerson(someone);
  await writes(minh, postId, tabs, ['one']);
  const { id } = await minh.comment(postId, 'two');
  await expectBadge(2, ...tabs);
  await minh.call('DELETE', `/comments/${id}`);
  await expectBadge(1, ...tabs);
  await lan.call('POST', '/notifications/read', { all: true });
  await expectBadge(0, ...tabs);
  await twoHoursLater(lan);
  await minh.comment(postId, 'by day');
  await expect.poll(() => shownToasts(...tabs)).toEqual([toastOf('by day')]);
});

test('what waits survives that the page is made anew, and a thread that is muted meanwhile is silent', async ({
  someone,
}) => {
  const { lan, minh, postId, tabs } = await quietPerson(someone);
  const [tab, other] = tabs;
  await other.close();
  await tab.goto('/settings');
  await live(tab);
  await writes(minh, postId, [tab], ['silenced']);
  await minh.comment(await lan.post('Another'), 'still here');
  await expectBadge(2, tab);
  const hoa = await newPerson(lan.url, 'Hoa');
  await lan.call('PUT', `/users/${hoa.user.id}/block`);
  await expect(tab.getByRole('button', { name: 'Unblock Hoa' })).toBeVisible();
  await lan.call('PUT', `/posts/${postId}/subscription`, { level: 'muted' });
  // Told after the level, on the same connection: by then the tab knows that too.
  await minh.comment(await lan.post('A third'), 'and one more');
  await expectBadge(3, tab);
  await twoHoursLater(lan);
  await expect.poll(() => shownToasts(tab)).toEqual([summaryOf(2)]);
});

test('a single one is told as itself', async ({ someone }) => {
  const { lan, minh, postId, tabs } = await quietPerson(someone);
  await writes(minh, postId, tabs, ['just this']);
  await twoHoursLater(lan);
  await expect.poll(() => shownToasts(...tabs)).toEqual([toastOf('just this')]);
});

test('turned off on another device, they end at once', async ({ someone }) => {
  const { lan, minh, postId, tabs } = await quietPerson(someone);
  await writes(minh, postId, tabs, ['one', 'two']);
  expect(await shownToasts(...tabs)).toEqual([]);
  await lan.call('PATCH', '/preferences', { quiet_hours: null });
  await expect.poll(() => shownToasts(...tabs)).toEqual([summaryOf(2)]);
});

test('turned on on another device, they begin at once', async ({ someone }) => {
  const { lan, minh, postId, tabs } = await quietPerson(someone);
  await lan.call('PATCH', '/preferences', { quiet_hours: null });
  await minh.comment(postId, 'one');
  await expect.poll(() => shownToasts(...tabs)).toEqual([toastOf('one')]);
  await lan.call('PATCH', '/preferences', { quiet_hours: hoursAround(new Date()) });
  await minh.comment(postId, 'two');
  await expectBadge(2, ...tabs);
  await lan.call('PATCH', '/preferences', { quiet_hours: null });
  await expect.poll(() => shownToasts(...tabs)).toContain(toastOf('two'));
  expect(await shownToasts(...tabs)).toHaveLength(2);
});

test('desktop notifications wait as well, and are one summary', async ({ someone }) => {
  const { lan, minh, postId, tabs } = await quietPerson(someone, { isDesktopOn: true });
  for (const tab of tabs) await look(tab, 'hidden');
  await writes(minh, postId, tabs, ['one', 'two', 'three']);
  expect(await desktopNotices(...tabs)).toEqual([]);
  await twoHoursLater(lan);
  await expect.poll(() => openNotices(...tabs)).toEqual(['3 while it was quiet']);
  expect(await shownToasts(...tabs)).toEqual([]);
});

test('with toasts off there are none, and the badge counts', async ({ someone }) => {
  const lan = await someone('Lan');
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await lan.post();
  await watchTabs(lan.context);
  const tab = await openTab(lan);
  await lan.page.close();
  await lan.call('PATCH', '/preferences', { toasts: false });
  await writes(minh, postId, [tab], ['one', 'two']);
  await lan.call('PATCH', '/preferences', { toasts: true });
  await minh.comment(postId, 'three');
  await expect.poll(() => shownToasts(tab)).toEqual([toastOf('three')]);
  await expectBadge(3, tab);
});

/** From an hour before a moment to an hour after it, by the clocks of a zone far from here. */
function hoursAround(moment: Date) {
  const clock = (at: number) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(at);
  const HOUR_MS = 60 * 60_000;
  return { from: clock(moment.getTime() - HOUR_MS), to: clock(moment.getTime() + HOUR_MS), time_zone: ZONE };
}

/** Timers included, in every tab. */
async function twoHoursLater({ context }: Someone): Promise<void> {
  await context.clock.fastForward('02:00:00');
}

async function writes(minh: Person, postId: string, tabs: readonly Page[], bodies: string[]): Promise<void> {
  for (const body of bodies) await minh.comment(postId, body);
  await expectBadge(bodies.length, ...tabs);
}

/** Reads so many of the newest unread ones on another device. */
async function read(person: Someone, count: number): Promise<void> {
  type Page = { items: { notification_id: string }[] };
  const { items } = await person.call<Page>('GET', `/notifications?filter=unread&limit=${count}`);
  await person.call('POST', '/notifications/read', { ids: items.map((item) => item.notification_id) });
}

function summaryOf(count: number): string {
  return `${count} while it was quiet: See all`;
}
