import type { Locator, Page } from '@playwright/test';
import { expectBadge, expectInbox, openBell, rowsIn } from '@/tests/e2e/tab';
import { expect, live, type NewSomeone, type Someone, test } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';
import { seedNotifications } from '@/tests/support/seed';

/** Lan with a post of hers, and three people who may comment on it. */
async function lanAndOthers(someone: NewSomeone) {
  const lan = await someone('Lan');
  const other = (displayName: string) => newPerson(lan.url, displayName);
  const [minh, hoa, tu] = await Promise.all([other('Minh'), other('Hoa'), other('Tú')]);
  return { lan, minh, hoa, tu, postId: await lan.post() };
}

const dots = (place: Locator) => place.getByRole('img', { name: /unread/i });
const markAll = (place: Locator) => place.getByRole('button', { name: 'Mark all as read' });
const main = (page: Page) => page.getByRole('main');

async function openHistory(page: Page, query = ''): Promise<Locator> {
  await page.goto(`/notifications${query}`);
  await live(page);
  return main(page);
}

/** How many notifications somebody has. */
async function countOf(person: Someone): Promise<number> {
  let [count, cursor] = [0, ''];
  do {
    type Listed = { items: unknown[]; next_cursor: string | null };
    const page = await person.call<Listed>('GET', `/notifications?limit=100${cursor}`);
    count += page.items.length;
    cursor = page.next_cursor ? `&cursor=${page.next_cursor}` : '';
  } while (cursor);
  return count;
}

/** Opens what can be done with a row. */
async function more(row: Locator): Promise<void> {
  await row.getByRole('button', { name: 'More' }).click();
}

test('marking all as read, and taking it back, on two devices', async ({ someone }) => {
  const { lan, minh, postId } = await lanAndOthers(someone);
  const phone = await lan.otherDevice();
  await minh.comment(postId, 'one');
  await minh.comment(await lan.post('Another'), 'two');
  const history = await openHistory(phone);
  await expect(dots(history)).toHaveCount(2);
  await expectBadge(2, lan.page);

  const panel = await openBell(lan.page);
  await markAll(panel).click();
  await expectBadge(0, lan.page, phone);
  await expect(dots(panel)).toHaveCount(0);
  await expect(dots(history)).toHaveCount(0);
  await expect(markAll(history)).toHaveCount(0);

  await lan.page.getByRole('button', { name: 'Undo' }).click();
  await expectBadge(2, lan.page, phone);
  await expect(dots(history)).toHaveCount(2);
  await expect(markAll(history)).toBeVisible();
});

test('what arrives after the list was seen stays unread', async ({ someone }) => {
  const { lan, minh, hoa, postId } = await lanAndOthers(someone);
  await minh.comment(postId, 'was seen');
  const history = await openHistory(lan.page);
  await expect(rowsIn(history)).toHaveText([/was seen/]);
  // The request is on its way when another comment arrives, on another post so that it is a row of its own.
  const other = await lan.post('Another');
  await lan.page.route('**/api/v1/notifications/read', async (route) => {
    await hoa.comment(other, 'was not seen');
    await expect(rowsIn(history)).toHaveText([/was not seen/, /was seen/]);
    await route.continue();
  });
  await markAll(history).click();
  await expectBadge(1, lan.page);
  await expect(rowsIn(history).filter({ has: lan.page.getByRole('img', { name: 'Unread' }) })).toHaveText([
    /was not seen/,
  ]);
});

test('comments on one post are a group that opens, and that is marked as one', async ({ someone }) => {
  const { lan, minh, hoa, tu, postId } = await lanAndOthers(someone);
  const phone = await lan.otherDevice();
  await minh.comment(postId, 'the first');
  await hoa.comment(postId, 'the second');
  await minh.comment(postId, 'the third');
  await tu.comment(await lan.post('Another'), 'elsewhere');
  await expectBadge(4, lan.page, phone);
  const history = await openHistory(lan.page);
  const group = history.getByRole('button', { name: /^3 unread Minh and Hoa commented.*A question$/ });
  await expect(group).toContainText('the third');
  await expect(rowsIn(history)).toHaveText([/elsewhere/]);
  // It goes up to where its newest row belongs, and says how many people there are.
  await tu.comment(postId, 'the fourth');
  const grown = history.getByRole('button', { name: /Tú and 2 others commented/ });
  await expect(history.getByRole('listitem')).toHaveText([/Tú and 2 others/, /elsewhere/]);
  await grown.click();
  await expect(grown).toHaveAttribute('aria-expanded', 'true');
  await expect(rowsIn(history)).toHaveText([
    /the fourth/,
    /the third/,
    /the second/,
    /the first/,
    /elsewhere/,
  ]);
  await history.getByRole('button', { name: 'Mark all 4 as read' }).click();
  await expectBadge(1, lan.page, phone);
  await expect(dots(history)).toHaveCount(1);
  await lan.page.getByRole('button', { name: 'Undo' }).click();
  await expectBadge(5, lan.page, phone);
});

test('filters show what is unread or of one kind, and stay live', async ({ someone }) => {
  const { lan, minh, hoa, postId } = await lanAndOthers(someone);
  const own = await lan.comment(postId, 'a question of Lan’s');
  await minh.comment(postId, 'a comment');
  await hoa.comment(postId, 'a reply', own.id);
  const elsewhere = await minh.post('Elsewhere');
  await minh.comment(elsewhere, `a mention of @${lan.user.name}`);
  await expectBadge(3, lan.page);

  const history = await openHistory(lan.page);
  await history.getByRole('link', { name: 'Replies' }).click();
  await expect(rowsIn(history)).toHaveText([/a reply/]);
  await hoa.comment(postId, 'a reply that is new', own.id);
  await minh.comment(postId, 'no reply');
  await expectBadge(5, lan.page);
  await history.getByRole('button', { name: '2 in all' }).click();
  await expect(rowsIn(history)).toHaveText([/a reply that is new/, /a reply/]);

  await history.getByRole('link', { name: 'Replies' }).click();
  await expect(lan.page).toHaveURL(/notifications$/);
  await history.getByRole('link', { name: 'Unread', exact: true }).click();
  await expect(lan.page).toHaveURL(/filter=unread$/);
  await history.getByRole('link', { name: 'Mentions' }).click();
  await expect(lan.page).toHaveURL(/filter=unread&type=NEW_MENTION/);
  await expect(rowsIn(history)).toHaveText([/a mention/]);
  await history.getByRole('button', { name: 'Mark as read' }).click();
  await expect(history).toContainText('Nothing of this kind.');
  await expectBadge(4, lan.page);
  // Back in the list of everything it stands as read, among what is not.
  const panel = await openBell(lan.page);
  await panel.getByRole('button', { name: 'Mentions' }).click();
  await expect(rowsIn(panel)).toHaveText([/a mention/]);
  await expect(dots(panel)).toHaveCount(0);
  await panel.getByRole('button', { name: 'Unread', exact: true }).click();
  await expect(panel).toContainText('Nothing of this kind.');
});

test('what is marked as unread comes back into a list of the unread, on another device', async ({
  someone,
}) => {
  const { lan, minh, postId } = await lanAndOthers(someone);
  const phone = await lan.otherDevice();
  await minh.comment(postId, 'once more, please');
  const history = await openHistory(lan.page);
  await history.getByRole('button', { name: 'Mark as read' }).click();
  await expectBadge(0, lan.page, phone);
  const unread = await openHistory(phone, '?filter=unread');
  await expect(unread).toContainText('Everything is read.');

  await more(rowsIn(history));
  await history.getByRole('button', { name: 'Mark as unread' }).click();
  await expectBadge(1, lan.page, phone);
  await expect(dots(history)).toHaveCount(1);
  await expect(rowsIn(unread)).toHaveText([/once more, please/]);
});

test('one that is deleted is gone everywhere, and for good', async ({ someone }) => {
  const { lan, minh, postId } = await lanAndOthers(someone);
  const phone = await lan.otherDevice();
  await minh.comment(postId, 'to keep');
  await minh.comment(await lan.post('Another'), 'to delete');
  await expectBadge(2, lan.page, phone);
  const history = await openHistory(lan.page);
  const row = rowsIn(history).filter({ hasText: 'to delete' });
  await more(row);
  await row.getByRole('button', { name: 'Delete' }).click();
  await expect(rowsIn(history)).toHaveText([/to keep/]);
  await expectBadge(1, lan.page, phone);
  await expectInbox(phone, ['to keep']);
  await lan.page.reload();
  await expect(rowsIn(history)).toHaveText([/to keep/]);
});

test('the page of the history works without a script', async ({ someone, browser, url }) => {
  const { lan, minh, hoa, postId } = await lanAndOthers(someone);
  const own = await lan.comment(postId, 'a question');
  await minh.comment(postId, 'a comment');
  await hoa.comment(postId, 'a reply', own.id);
  await expectBadge(2, lan.page);
  const context = await browser.newContext({ baseURL: url, javaScriptEnabled: false, locale: 'en-GB' });
  await context.addCookies(await lan.context.cookies());
  const page = await context.newPage();
  await page.goto('/notifications');
  await expect(rowsIn(main(page))).toHaveText([/a reply/, /a comment/]);
  await main(page).getByRole('link', { name: 'Replies' }).click();
  await expect(rowsIn(main(page))).toHaveText([/a reply/]);
  await context.close();
});

test('a long list loads as one scrolls, and keeps only what is near in the page', async ({ someone }) => {
  test.slow();
  const COUNT = 230;
  const { lan, minh, postId } = await lanAndOthers(someone);
  await seedNotifications(lan.user.id, minh.user.id, postId, COUNT);
  await minh.comment(postId, 'the very last');
  await expect.poll(() => countOf(lan)).toBe(COUNT + 1);
  const history = await openHistory(lan.page);
  await history.getByRole('button', { name: /in all/ }).click();
  await expect(rowsIn(history).first()).toContainText('the very last');
  const oldest = rowsIn(history).filter({ has: lan.page.getByText('no. 0', { exact: true }) });
  await expect(async () => {
    await lan.page.keyboard.press('End');
    await expect(oldest).toBeInViewport();
  }).toPass();
  await expect(history.getByRole('button', { name: 'Show older' })).toHaveCount(0);
  expect(await rowsIn(history).count()).toBeLessThan(100);
  await expect(async () => {
    await lan.page.keyboard.press('Home');
    await expect(rowsIn(history).first()).toContainText('the very last');
  }).toPass();
});

test('a group that is marked and taken back after one of it was deleted', async ({
  someone,
  expectedNoise,
}) => {
  // One of them is gone, so the others are asked for one by one.
  expectedNoise.push(/status of 404/);
  const { lan, minh, postId } = await lanAndOthers(someone);
  await minh.comment(postId, 'one');
  await minh.comment(postId, 'two');
  const doomed = await minh.comment(postId, 'doomed');
  const history = await openHistory(lan.page);
  await history.getByRole('button', { name: 'Mark all 3 as read' }).click();
  await expectBadge(0, lan.page);
  const undo = lan.page.getByRole('button', { name: 'Undo' });
  await undo.hover();
  await minh.call('DELETE', `/comments/${doomed.id}`);
  await expect(history.getByRole('button', { name: /2 in all/ })).toBeVisible();
  await undo.click();
  await expectBadge(2, lan.page);
});

test('a closed group of very many does not load all of them unasked', async ({ someone }) => {
  const { lan, minh, postId } = await lanAndOthers(someone);
  await seedNotifications(lan.user.id, minh.user.id, postId, 400);
  const history = await openHistory(lan.page);
  const older = history.getByRole('button', { name: 'Show older' });
  await expect(history.getByRole('button', { name: /220 in all/ })).toBeVisible();
  await expect(older).toBeVisible();
  await older.click();
  await expect(history.getByRole('button', { name: /320 in all/ })).toBeVisible();
  await expect(older).toBeVisible();
});

test('the whole inbox by keyboard', async ({ someone }) => {
  const { lan, minh, hoa, postId } = await lanAndOthers(someone);
  const [second, third] = [await lan.post('Second'), await lan.post('Third')];
  await minh.comment(postId, 'oldest');
  await hoa.comment(second, 'middle');
  await minh.comment(third, 'newest');
  await expectBadge(3, lan.page);
  const { page } = lan;
  const bell = page.getByRole('button', { name: /^Notifications/ });
  const panel = page.getByRole('dialog', { name: 'Notifications' });
  const press = (key: string) => page.keyboard.press(key);
  const focused = () => page.locator(':focus');
  /** Goes on with the Tab key until something has the focus. */
  const tabTo = async (target: Locator) => {
    await expect(target).toBeVisible();
    for (let steps = 0; steps < 40; steps++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await press('Tab');
    }
    await expect(target).toBeFocused();
  };
  const link = (text: string) => panel.getByRole('link', { name: text });
  const ofRow = (text: string, name: string) =>
    rowsIn(panel).filter({ hasText: text }).getByRole('button', { name });

  await bell.focus();
  await press('Enter');
  await expect(panel).toBeVisible();
  // Through the filters: what is unread, and back.
  await tabTo(panel.getByRole('button', { name: 'Unread', exact: true }));
  await press('Enter');
  await expect(panel.getByRole('button', { name: 'Unread', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(panel.getByRole('button', { name: 'Unread', exact: true })).toBeFocused();
  await expect(rowsIn(panel)).toHaveCount(3);
  // What is marked leaves this list, and the focus goes to the next row.
  await tabTo(ofRow('newest', 'Mark as read'));
  await press('Enter');
  await expect(link('middle')).toBeFocused();
  await expect(rowsIn(panel)).toHaveCount(2);
  // What is deleted is followed by the one after it, or before it where it was the last.
  await tabTo(ofRow('oldest', 'More'));
  await press('Enter');
  await tabTo(ofRow('oldest', 'Delete'));
  await press('Enter');
  await expect(link('middle')).toBeFocused();
  await expectBadge(1, page);
  // Escape closes it and gives the focus back.
  await press('Escape');
  await expect(panel).toBeHidden();
  await expect(bell).toBeFocused();
  // All at once, taken back, and the focus is where it was.
  await press('Enter');
  await tabTo(markAll(panel));
  await press('Enter');
  await expectBadge(0, page);
  await expect(focused()).toHaveText('Undo');
  await press('Enter');
  await expectBadge(1, page);
  await expect(markAll(panel)).toBeFocused();
  // Followed, a row leads to its comment and is read.
  await tabTo(link('middle'));
  await press('Enter');
  await expect(page).toHaveURL(new RegExp(`/posts/${second}\\?comment=`));
  await expect(page.getByRole('article', { name: 'Hoa' })).toBeVisible();
  await expectBadge(0, page);
});
