import { comment, lanReads, openPost, pill, row } from '@/tests/e2e/thread';
import { toast } from '@/tests/e2e/tab';
import { expect, live, test } from '@/tests/e2e/test';
import { seedComments } from '@/tests/support/seed';
import { newPerson, type Person } from '@/tests/support/person';

test('a branch is hidden by its button or its line; what is new in it is announced, and the pill opens it', async ({
  someone,
}) => {
  const { lan, minh, postId } = await lanReads(someone);
  const root = await minh.comment(postId, 'the root');
  const reply = await minh.comment(postId, 'a reply', root.id);
  await minh.comment(postId, 'a reply to that', reply.id);
  await openPost(lan.page, postId);
  const button = lan.page.getByRole('button', { name: '2 replies', exact: true });
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await button.click();
  const hidden = lan.page.getByRole('button', { name: '2 replies hidden' });
  await expect(hidden).toHaveAttribute('aria-expanded', 'false');
  await expect(comment(lan.page, 'a reply')).toHaveCount(0);
  await minh.comment(postId, 'news from below', reply.id);
  await expect(lan.page.getByRole('button', { name: '3 replies hidden' })).toBeVisible();
  await pill(lan.page, 1).click();
  await expect(comment(lan.page, 'news from below')).toBeFocused();
  await expect(comment(lan.page, 'a reply')).toBeVisible();
  // The line beside the deepest one is that of the branch it is in.
  const line = row(lan.page, 'news from below').locator('.thread-line').last();
  await line.click({ position: { x: 1, y: 5 } });
  await expect(comment(lan.page, 'news from below')).toHaveCount(0);
  await expect(comment(lan.page, 'a reply')).toBeFocused();
});

test('what hangs too deep goes on as a thread of its own, and leads back out', async ({ someone }) => {
  const { lan, minh, postId } = await lanReads(someone);
  const ids = await chain(minh, postId, 9);
  await openPost(lan.page, postId);
  await expect(comment(lan.page, 'no. 7')).toBeVisible();
  await expect(comment(lan.page, 'no. 8')).toHaveCount(0);
  await lan.page.getByRole('link', { name: 'Continue this thread (2 replies)' }).click();
  await expect(comment(lan.page, 'no. 7')).toBeFocused();
  await expect(comment(lan.page, 'no. 9')).toBeVisible();
  await expect(comment(lan.page, 'no. 6')).toHaveCount(0);
  await expect(comment(lan.page, 'no. 7').getByText('in reply to Minh')).toBeVisible();
  expect(new URL(lan.page.url()).searchParams.get('thread')).toBe(ids[6]);

  // By the browser's own way back, by its link, and anew from the address.
  await lan.page.goBack();
  await expect(lan.page).toHaveURL(new RegExp(`/posts/${postId}$`));
  await expect(comment(lan.page, 'no. 1')).toBeVisible();
  await expect(comment(lan.page, 'no. 7')).toBeFocused();
  await lan.page.goForward();
  await expect(comment(lan.page, 'no. 1')).toHaveCount(0);
  await lan.page.reload();
  await live(lan.page);
  await expect(comment(lan.page, 'no. 9')).toBeVisible();
  await expect(comment(lan.page, 'no. 1')).toHaveCount(0);
  await lan.page.getByRole('link', { name: 'Whole conversation' }).click();
  await expect(comment(lan.page, 'no. 1')).toBeVisible();
  await expect(comment(lan.page, 'no. 7')).toBeFocused();
});

test('a link, a toast and the pill lead to what hangs too deep, and what is answered there stands there', async ({
  someone,
}) => {
  const { lan, minh, postId } = await lanReads(someone);
  const ids = await chain(minh, postId, 8);
  await lan.page.goto(`/posts/${postId}?comment=${ids[7]}`);
  await live(lan.page);
  await expect(comment(lan.page, 'no. 8')).toBeFocused();
  await expect(comment(lan.page, 'no. 1')).toHaveCount(0);

  // Something new outside of the branch: the pill leads out.
  await minh.comment(postId, 'from the start', ids[0]);
  await pill(lan.page, 1).click();
  await expect(comment(lan.page, 'from the start')).toBeFocused();
  await expect(comment(lan.page, 'no. 8')).toHaveCount(0);

  // And in again, by the toast of an answer to what one answers at the deepest level.
  await row(lan.page, 'no. 7').getByRole('button', { name: 'Reply to Minh' }).click();
  await lan.page.getByLabel('Your reply').fill('from the deep');
  await lan.page.getByLabel('Your reply').press('Control+Enter');
  await expect(comment(lan.page, 'from the deep')).toBeFocused();
  await expect(comment(lan.page, 'no. 6')).toHaveCount(0);
  await lan.page.getByRole('link', { name: 'Whole conversation' }).click();
  await expect(comment(lan.page, 'from the deep')).toHaveCount(0);
  await minh.comment(postId, 'an answer', ids[7]);
  await toast(lan.page, 'Minh commented').click();
  await expect(comment(lan.page, 'an answer')).toBeFocused();
  await expect(comment(lan.page, 'from the deep')).toBeVisible();
});

test('a branch below a deleted comment is there by its address, and leads back out', async ({ someone }) => {
  const { lan, minh, postId } = await lanReads(someone);
  const ids = await chain(minh, postId, 9);
  await minh.call('DELETE', `/comments/${ids[6]}`);
  await expect.poll(() => lan.unreadCount()).toBe(8);
  await lan.page.goto(`/posts/${postId}?thread=${ids[6]}`);
  await live(lan.page);
  await expect(comment(lan.page, 'no. 8')).toBeVisible();
  await expect(comment(lan.page, 'no. 1')).toHaveCount(0);
  await expect(lan.page.getByText('The comment you were looking for is gone')).toHaveCount(0);
  await lan.page.getByRole('link', { name: 'Whole conversation' }).click();
  await expect(comment(lan.page, 'no. 1')).toBeVisible();
  await expect(comment(lan.page, 'no. 8')).toHaveCount(0);
});

test('a link to a comment that is not loaded yet shows its branch; past the header leads past the header', async ({
  someone,
}) => {
  const { lan, minh, postId } = await lanReads(someone);
  const authors = { authorId: minh.user.id, ownerId: lan.user.id };
  await seedComments(
    postId,
    authors,
    Array.from({ length: 100 }, (_, n) => `old no. ${n}`),
  );
  const ids = await chain(minh, postId, 8);
  await expect.poll(() => lan.unreadCount()).toBe(8);
  await openPost(lan.page, postId);
  await expect(comment(lan.page, 'no. 1')).toHaveCount(0);
  await lan.page.getByRole('button', { name: /^Notifications/ }).click();
  const panel = lan.page.getByRole('dialog');
  await panel.locator('[data-main][aria-expanded]').click();
  await panel.locator(`a[href*="${ids[7]}"]`).click();
  await expect(comment(lan.page, 'no. 8')).toBeFocused();
  await expect(comment(lan.page, 'no. 1')).toHaveCount(0);
  const skip = lan.page.getByRole('link', { name: 'Skip to content' });
  await skip.focus();
  await skip.press('Enter');
  await expect(comment(lan.page, 'no. 8')).toBeVisible();
  await expect(comment(lan.page, 'no. 8')).not.toBeFocused();
  await lan.page.goBack();
  await expect(comment(lan.page, 'no. 8')).toBeVisible();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('a branch is gone on to, and back', async ({ page, url, expectedNoise }) => {
    // Scripts are what this browser refuses.
    expectedNoise.push(/\.js csp/);
    const minh = await newPerson(url, 'Minh');
    const postId = await minh.post();
    await chain(minh, postId, 8);
    await page.goto(`/posts/${postId}`);
    await page.getByRole('link', { name: 'Continue this thread (1 reply)' }).click();
    await expect(comment(page, 'no. 8')).toBeVisible();
    await expect(comment(page, 'no. 1')).toHaveCount(0);
    await page.getByRole('link', { name: 'Whole conversation' }).click();
    await expect(comment(page, 'no. 1')).toBeVisible();
  });
});

/** Comments of which each answers the one before. @returns their ids */
async function chain(author: Pick<Person, 'comment'>, postId: string, length: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= length; n += 1) {
    ids.push((await author.comment(postId, `no. ${n}`, ids.at(-1))).id);
  }
  return ids;
}
