import type { Page } from '@playwright/test';
import { expect, live, type NewSomeone, type Someone, test } from '@/tests/e2e/test';
import {
  expectBadge,
  expectInbox,
  msUntil,
  openTab,
  shownToasts,
  toast,
  toastOf,
  watchTabs,
} from '@/tests/e2e/tab';
import { newPerson, type Person } from '@/tests/support/person';

test.beforeEach(({ expectedNoise }) => {
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED/);
});

test('three comments while offline are one summary on return', async ({ someone }) => {
  const { lan, minh, postId, tab } = await owner(someone);
  await whileOffline(lan, [tab], () => minhWrites(lan, minh, postId, ['one', 'two', 'three']));
  await expect(toast(tab, '3 while you were away')).toBeVisible();
  await expectBadge(3, tab);
  await hearsOneMore(minh, postId, [tab], 4);
  expect(await shownToasts(tab)).toEqual(['3 while you were away: See all', toastOf('one more')]);
});

test('two tabs that come back together show one summary', async ({ someone }) => {
  const { lan, minh, postId, tab } = await owner(someone);
  const tabs = [tab, await openTab(lan)];
  await whileOffline(lan, tabs, () => minhWrites(lan, minh, postId, ['one', 'two', 'three']));
  for (const each of tabs) await expectInbox(each, ['three', 'two', 'one']);
  await expectBadge(3, ...tabs);
  await hearsOneMore(minh, postId, tabs, 4);
  const shown = await shownToasts(...tabs);
  expect(shown.filter((each) => each !== toastOf('one more'))).toEqual(['3 while you were away: See all']);
});

test('one comment while offline is its own toast on return', async ({ someone }) => {
  const { lan, minh, postId, tab } = await owner(someone);
  await whileOffline(lan, [tab], () => minhWrites(lan, minh, postId, ['just this']));
  await expect(toast(tab, /Minh commented just this/)).toBeVisible();
  await hearsOneMore(minh, postId, [tab], 2);
  expect(await shownToasts(tab)).toEqual([toastOf('just this'), toastOf('one more')]);
});

test('what was read elsewhere meanwhile is not in the summary', async ({ someone }) => {
  const { lan, minh, postId, tab } = await owner(someone);
  const phone = await lan.otherDevice();
  await whileOffline(lan, [tab], async () => {
    await minhWrites(lan, minh, postId, ['one', 'two', 'three']);
    await phone.getByRole('button', { name: 'Notifications, 3 unread' }).click();
    const panel = phone.getByRole('dialog', { name: 'Notifications' });
    await panel.getByRole('button', { name: '3 in all' }).click();
    await panel.getByRole('button', { name: 'Mark as read' }).first().click();
    await expectBadge(2, phone);
  });
  await expect(toast(tab, '2 while you were away')).toBeVisible();
  await expectBadge(2, tab);
  await hearsOneMore(minh, postId, [tab], 3);
  expect(await shownToasts(tab)).toEqual(['2 while you were away: See all', toastOf('one more')]);
});

test('the indicator says that the network is gone, and that it is back', async ({ someone }) => {
  const { lan, tab } = await owner(someone);
  const gone = await msUntil(tab, 'offline', () => lan.context.setOffline(true));
  await expect(tab.getByRole('status').filter({ hasText: 'You are offline' })).toBeVisible();
  const back = await msUntil(tab, 'live', () => lan.context.setOffline(false));
  console.log(`offline said after ${gone} ms, live again after ${back} ms`);
});

async function owner(someone: NewSomeone) {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await lan.post();
  await watchTabs(lan.context);
  const tab = await openTab(lan);
  return { lan, minh, postId, tab };
}

async function whileOffline(lan: Someone, tabs: Page[], act: () => Promise<unknown>): Promise<void> {
  await lan.context.setOffline(true);
  for (const tab of tabs) await expect(tab.locator('[data-connection="offline"]')).toBeAttached();
  await act();
  await lan.context.setOffline(false);
  for (const tab of tabs) await live(tab);
}

/** Until the server has told what there is to tell. */
async function minhWrites(lan: Someone, minh: Person, postId: string, bodies: string[]): Promise<void> {
  for (const body of bodies) await minh.comment(postId, body);
  await expect.poll(() => lan.unreadCount()).toBe(bodies.length);
}

/** A last comment, heard by all: by then the tabs have shown what they had to show of the time before. */
async function hearsOneMore(minh: Person, postId: string, tabs: Page[], unread: number): Promise<void> {
  await minh.comment(postId, 'one more');
  await expectBadge(unread, ...tabs);
  await expect.poll(() => shownToasts(...tabs)).toContain(toastOf('one more'));
}
