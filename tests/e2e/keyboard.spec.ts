import type { Page } from '@playwright/test';
import { expect, openHome, test } from '@/tests/e2e/test';
import { comment, lanReads, openPost, row } from '@/tests/e2e/thread';

test('the first stop leads past the header, and the header is walked from left to right', async ({
  someone,
}) => {
  const { lan } = await lanReads(someone);
  await openHome(lan.page);
  expect(await walk(lan.page, 7)).toEqual([
    'Skip to content',
    'Tingting, home',
    'Tiếng Việt',
    'Switch between light and dark',
    'Write a post',
    'Notifications',
    'Account menu',
  ]);
  await lan.page.reload();
  await lan.page.keyboard.press('Tab');
  await lan.page.keyboard.press('Enter');
  await lan.page.keyboard.press('Tab');
  await expect(lan.page.getByRole('main').locator(':focus')).toBeVisible();
});

test('what floats takes the focus, and gives it back to where it was', async ({ someone }) => {
  const { lan, minh, postId } = await lanReads(someone);
  await minh.comment(postId, 'something new');
  await openHome(lan.page);
  for (const name of [/^Notifications/, 'Account menu']) {
    const opener = lan.page.getByRole('button', { name });
    await opener.focus();
    await lan.page.keyboard.press('Enter');
    const floating = lan.page.locator(`#${await opener.getAttribute('popovertarget')}`);
    // Its content may come a moment later than it opens.
    await expect(floating.getByRole('link').first()).toBeVisible();
    await lan.page.keyboard.press('Tab');
    await expect(floating.locator(':focus')).toBeVisible();
    await lan.page.keyboard.press('Escape');
    await expect(opener).toBeFocused();
  }
});

test('reply, edit and delete by keyboard: the focus goes to what follows, and never gets lost', async ({
  someone,
}) => {
  const { lan, minh, postId } = await lanReads(someone);
  await minh.comment(postId, 'the question');
  await openPost(lan.page, postId);
  const { keyboard } = lan.page;
  await lan.page.getByRole('button', { name: 'Reply to Minh' }).press('Enter');
  await expect(lan.page.getByLabel('Your reply')).toBeFocused();
  await keyboard.type('an answer');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(comment(lan.page, 'an answer')).toBeFocused();
  // While it is on its way there is nothing to do with it.
  await expect(lan.page.getByRole('button', { name: 'Reply to Lan' })).toBeVisible();
  await keyboard.press('Tab');
  await expect(lan.page.getByRole('button', { name: 'Reply to Lan' })).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(lan.page.getByLabel('Your comment')).toBeFocused();
  await keyboard.type(', edited');
  await keyboard.press('Control+Enter');
  await expect(comment(lan.page, 'an answer, edited')).toBeFocused();
  await lan.page.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
  await expect(lan.page.getByText('Delete this comment?')).toBeVisible();
  await keyboard.press('Enter');
  await expect(comment(lan.page, 'an answer, edited')).toHaveCount(0);
  await expect(comment(lan.page, 'the question')).toBeFocused();
});

test('a deletion that is told before it is answered leaves the focus beside it; so does one made elsewhere', async ({
  someone,
}) => {
  const { lan, minh, postId } = await lanReads(someone);
  await minh.comment(postId, 'the question');
  await lan.comment(postId, 'a mistake');
  const alone = await lan.comment(postId, 'another');
  const parent = await lan.comment(postId, 'answered');
  await minh.comment(postId, 'the answer', parent.id);
  await openPost(lan.page, postId);
  const release = await holdAnswers(lan.page, postId);
  for (const [text, next] of [
    ['a mistake', 'another'],
    ['answered', 'This comment was deleted.'],
  ] as const) {
    await row(lan.page, text).getByRole('button', { name: 'Delete', exact: true }).press('Enter');
    await expect(lan.page.getByText('Delete this comment?')).toBeVisible();
    await lan.page.keyboard.press('Enter');
    await expect(comment(lan.page, text)).toHaveCount(0);
    await expect(comment(lan.page, next)).toBeFocused();
    release();
    await expect(lan.page.getByText('Delete this comment?')).toHaveCount(0);
    await expect(comment(lan.page, next)).toBeFocused();
  }

  // From another device, while one stands on it; and while one stands elsewhere.
  await comment(lan.page, 'another').focus();
  await lan.call('DELETE', `/comments/${alone.id}`);
  await expect(comment(lan.page, 'another')).toHaveCount(0);
  await expect(comment(lan.page, 'This comment was deleted.')).toBeFocused();
  const late = await lan.comment(postId, 'too late');
  await expect(comment(lan.page, 'too late')).toBeVisible();
  const composer = lan.page.locator('#comment textarea');
  await composer.focus();
  await lan.call('DELETE', `/comments/${late.id}`);
  await expect(comment(lan.page, 'too late')).toHaveCount(0);
  await expect(composer).toBeFocused();
});

/** Holds back what server actions of a post's page answer. @returns lets those go that are held */
async function holdAnswers(page: Page, postId: string): Promise<() => void> {
  let held: (() => void)[] = [];
  await page.route(`**/posts/${postId}`, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    const response = await route.fetch();
    await new Promise<void>((resolve) => held.push(resolve));
    await route.fulfill({ response });
  });
  return () => {
    for (const release of held) release();
    held = [];
  };
}

/** The names of what the Tab key comes to. */
async function walk(page: Page, steps: number): Promise<string[]> {
  const names: string[] = [];
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    names.push(name.trim());
  }
  return names;
}
