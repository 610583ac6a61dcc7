import type { Page } from '@playwright/test';
import { desktopNotices, openNotices, twoTabs } from '@/tests/e2e/beyond';
import { expectBadge, look, shownToasts, toast, toastOf } from '@/tests/e2e/tab';
import { expect, live, test } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';

test('nobody is asked on opening a page, and without permission there are no desktop notifications', async ({
  someone,
}) => {
  const { minh, postId, tabs } = await twoTabs(someone);
  for (const tab of tabs) await look(tab, 'hidden');
  await minh.comment(postId, 'one');
  await expect.poll(() => shownToasts(...tabs)).toEqual([toastOf('one')]);
  for (const tab of tabs) expect(await tab.evaluate(() => window.timesAsked)).toBe(0);
  expect(await desktopNotices(...tabs)).toEqual([]);
});

test('allowed by the browser but never turned on, there are no desktop notifications', async ({
  someone,
}) => {
  const { lan, minh, postId, tabs } = await twoTabs(someone);
  await lan.context.grantPermissions(['notifications']);
  for (const tab of tabs) await look(tab, 'hidden');
  await minh.comment(postId, 'one');
  await expect.poll(() => shownToasts(...tabs)).toEqual([toastOf('one')]);
  expect(await desktopNotices(...tabs)).toEqual([]);
});

test('the browser is asked after a click in the settings; turned off in another tab they are gone', async ({
  someone,
}) => {
  const { lan, minh, postId, tabs } = await twoTabs(someone);
  await lan.context.grantPermissions(['notifications']);
  for (const tab of tabs) await tab.goto('/settings');
  for (const tab of tabs) await live(tab);
  const [first, second] = [desktopSwitch(tabs[0]), desktopSwitch(tabs[1])];
  await expect(first).not.toBeChecked();
  expect(await tabs[0].evaluate(() => window.timesAsked)).toBe(0);
  await first.click();
  for (const each of [first, second]) await expect(each).toBeChecked();
  expect(await tabs[0].evaluate(() => window.timesAsked)).toBe(1);

  for (const tab of tabs) await look(tab, 'hidden');
  await minh.comment(postId, 'one');
  await expect.poll(() => openNotices(...tabs)).toEqual([toastOf('one')]);
  await second.click();
  for (const each of [first, second]) await expect(each).not.toBeChecked();
  await expect.poll(() => openNotices(...tabs)).toEqual([]);
  await minh.comment(postId, 'two');
  await expect.poll(() => shownToasts(...tabs)).toEqual([toastOf('two')]);
  expect(await desktopNotices(...tabs)).toHaveLength(1);
  await tabs[0].reload();
  await expect(first).not.toBeChecked();
});

test('where the browser blocks them the settings say how to allow them', async ({ someone }) => {
  const lan = await someone('Lan');
  await lan.context.addInitScript(() =>
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' }),
  );
  await lan.page.goto('/settings');
  const choice = desktopSwitch(lan.page);
  await expect(choice).toHaveAccessibleDescription(/Allow notifications in its settings for this site/);
  await choice.click();
  await expect(choice).not.toBeChecked();
});

test('where a page cannot show them the settings say so', async ({ someone }) => {
  const lan = await someone('Lan');
  await lan.context.addInitScript(() => Reflect.deleteProperty(window, 'Notification'));
  await lan.page.goto('/settings');
  await expect(lan.page.getByText('This browser does not let a page show them.')).toBeVisible();
  await expect(desktopSwitch(lan.page)).toHaveCount(0);
});

test('where only service workers may show them, as on Android, the settings say so after the click', async ({
  someone,
}) => {
  const lan = await someone('Lan');
  await lan.context.addInitScript(() => {
    class Illegal {
      static permission = 'default';
      static requestPermission = () => Promise.resolve('granted');
      constructor() {
        throw new TypeError('Illegal constructor');
      }
    }
    Object.defineProperty(window, 'Notification', { value: Illegal });
  });
  await lan.page.goto('/settings');
  await live(lan.page);
  await desktopSwitch(lan.page).click();
  await expect(lan.page.getByText('This browser does not let a page show them.')).toBeVisible();
});

test('of two hidden tabs one shows each desktop notification, in place of the toast', async ({ someone }) => {
  const { lan, postId, tabs } = await twoTabs(someone, { isDesktopOn: true });
  for (const tab of tabs) await look(tab, 'hidden');
  const bodies = ['one', 'two', 'three', 'four'];
  for (const body of bodies) {
    // Of one person only the last would stand.
    await (await newPerson(lan.url, 'Minh')).comment(postId, body);
    await expect.poll(() => openNotices(...tabs)).toContain(toastOf(body));
  }
  // All tabs have made up their minds about all but the last.
  const decided = (await openNotices(...tabs)).filter((each) => each !== toastOf('four'));
  expect(decided.sort()).toEqual(['one', 'three', 'two'].map(toastOf));
  expect(await shownToasts(...tabs)).toEqual([]);
});

test('there is no desktop notification while a tab is looked at, not even in another one', async ({
  someone,
}) => {
  const { minh, postId, tabs } = await twoTabs(someone, { isDesktopOn: true });
  const [seen, hidden] = tabs;
  await look(hidden, 'hidden');
  for (const [index, body] of ['one', 'two', 'three'].entries()) {
    await minh.comment(postId, body);
    await expectBadge(index + 1, ...tabs);
    await expect.poll(() => shownToasts(seen)).toContain(toastOf(body));
  }
  await look(seen, 'hidden');
  await minh.comment(postId, 'four');
  await expect.poll(() => openNotices(...tabs)).toEqual([toastOf('four')]);
  expect(await desktopNotices(...tabs)).toHaveLength(1);
});

test('of one sender one desktop notification stands, and goes when all it tells of is read on another device', async ({
  someone,
}) => {
  const { lan, minh, postId, tabs } = await twoTabs(someone, { isDesktopOn: true });
  const [tab, other] = tabs;
  await other.close();
  await look(tab, 'hidden');
  const hoa = await newPerson(lan.url, 'Hoa');
  await hoa.comment(postId, 'hello');
  await expect.poll(() => openNotices(tab)).toEqual(['Hoa commented: hello']);
  await minh.comment(postId, 'one');
  await expect.poll(() => openNotices(tab)).toContain(toastOf('one'));
  await minh.comment(postId, 'two');
  const both = ['Hoa commented: hello', `${toastOf('two')}\nand 1 more from Minh`];
  await expect.poll(() => openNotices(tab)).toEqual(both);
  const notices = await desktopNotices(tab);
  expect(new Set(notices.map(({ tag }) => tag)).size).toBe(2);
  expect(notices.every(({ isNews }) => isNews)).toBe(true);

  const { items } = await lan.call<{ items: { notification_id: string }[] }>('GET', '/notifications');
  const ids = items.map((item) => item.notification_id);
  await lan.call('POST', '/notifications/read', { ids: ids.slice(0, 1) });
  await expect.poll(() => openNotices(tab)).toEqual(['Hoa commented: hello', toastOf('one')]);
  // Nothing has come, so nothing comes up again.
  expect((await desktopNotices(tab)).at(-1)).toMatchObject({ isNews: false });
  await lan.call('POST', '/notifications/read', { all: true });
  await expect.poll(() => openNotices(tab)).toEqual([]);
  await minh.comment(postId, 'anew');
  await expect.poll(() => openNotices(tab)).toEqual([toastOf('anew')]);
});

test('a desktop notification goes when the comment is deleted or its thread muted', async ({ someone }) => {
  const { lan, minh, postId, tabs } = await twoTabs(someone, { isDesktopOn: true });
  for (const tab of tabs) await look(tab, 'hidden');
  const { id } = await minh.comment(postId, 'said too soon');
  await expect.poll(() => openNotices(...tabs)).toEqual([toastOf('said too soon')]);
  await minh.call('DELETE', `/comments/${id}`);
  await expect.poll(() => openNotices(...tabs)).toEqual([]);
  await expectBadge(0, ...tabs);

  await minh.comment(postId, 'and again');
  await expect.poll(() => openNotices(...tabs)).toEqual([toastOf('and again')]);
  await lan.call('PUT', `/posts/${postId}/subscription`, { level: 'muted' });
  await expect.poll(() => openNotices(...tabs)).toEqual([]);
  await expectBadge(1, ...tabs);
});

test('a click on a desktop notification leads to the comment and marks it as read', async ({ someone }) => {
  const { minh, postId, tabs } = await twoTabs(someone, { isDesktopOn: true });
  for (const tab of tabs) await look(tab, 'hidden');
  const { id } = await minh.comment(postId, 'look here');
  await expect.poll(() => openNotices(...tabs)).toHaveLength(1);
  for (const tab of tabs) {
    const [notice] = await desktopNotices(tab);
    if (!notice) continue;
    await tab.evaluate((tag) => window.clickDesktopNotice(tag), notice.tag);
    await tab.waitForURL(new RegExp(`/posts/${postId}\\?comment=${id}`));
    await expect(tab.getByRole('article', { name: 'Minh' })).toContainText('look here');
  }
  await expectBadge(0, ...tabs);
  expect(await openNotices(...tabs)).toEqual([]);
});

test('what came while the browser was offline is one desktop notification, and counts down as it is read', async ({
  someone,
  expectedNoise,
}) => {
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED/);
  const { lan, minh, postId, tabs } = await twoTabs(someone, { isDesktopOn: true });
  for (const tab of tabs) await look(tab, 'hidden');
  // The part that shows them has to be here by then.
  await minh.comment(postId, 'before');
  await expect.poll(() => openNotices(...tabs)).toEqual([toastOf('before')]);
  await lan.call('POST', '/notifications/read', { all: true });
  await lan.context.setOffline(true);
  for (const tab of tabs) await expect(tab.locator('[data-connection="offline"]')).toBeAttached();
  for (const body of ['one', 'two', 'three']) await minh.comment(postId, body);
  await expect.poll(() => lan.unreadCount()).toBe(3);
  await lan.context.setOffline(false);
  await expect.poll(() => openNotices(...tabs)).toEqual(['3 while you were away']);
  const { items } = await lan.call<{ items: { notification_id: string }[] }>('GET', '/notifications');
  await lan.call('POST', '/notifications/read', { ids: [items[0]?.notification_id] });
  await expect.poll(() => openNotices(...tabs)).toEqual(['2 while you were away']);
  await lan.call('POST', '/notifications/read', { all: true });
  await expect.poll(() => openNotices(...tabs)).toEqual([]);
  expect(await shownToasts(...tabs)).toEqual([]);
});

for (const [preview, said] of [
  ['sender', 'Minh commented'],
  ['nothing', 'New comment'],
] as const) {
  test(`with a preview of "${preview}" neither a desktop notification nor a toast says more`, async ({
    someone,
  }) => {
    const { lan, minh, postId, tabs } = await twoTabs(someone, { isDesktopOn: true });
    const [tab, other] = tabs;
    await other.close();
    await lan.call('PATCH', '/preferences', { preview });
    await minh.comment(postId, 'a secret');
    await expect(toast(tab, said)).toBeVisible();
    await look(tab, 'hidden');
    await minh.comment(postId, 'another secret');
    await expect.poll(() => openNotices(tab)).toEqual([said]);
    expect((await shownToasts(tab)).join()).not.toMatch(preview === 'nothing' ? /secret|Minh/ : /secret/);
  });
}

function desktopSwitch(page: Page) {
  return page.getByRole('switch', { name: 'Desktop notifications' });
}
