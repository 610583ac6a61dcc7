import { expectBadge, openBell, rowsIn, toast } from '@/tests/e2e/tab';
import { expect, openHome, test } from '@/tests/e2e/test';
import { comment, litTexts, LONG, openPost, row, watchLight } from '@/tests/e2e/thread';
import { seedComments } from '@/tests/support/seed';
import { newPerson, type Person } from '@/tests/support/person';

test('a notification about a comment on page 5 of a long thread leads to it, and is read', async ({
  someone,
}) => {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  await watchLight(lan.context);
  await openHome(lan.page);
  const postId = await minh.post('A long thread');
  await fill(minh, postId, 420);
  const own = await lan.comment(postId, 'what Lan asked');
  await expect.poll(() => minh.unreadCount()).toBe(1);
  await minh.comment(postId, 'the answer', own.id);
  await expectBadge(1, lan.page);

  await rowsIn(await openBell(lan.page))
    .getByRole('link')
    .click();
  await expect(comment(lan.page, 'the answer')).toBeFocused();
  await expect(comment(lan.page, 'the answer')).toBeInViewport();
  await expect(comment(lan.page, 'the answer')).toHaveAttribute('aria-current', 'location');
  expect(await litTexts(lan.page)).toContain('the answer');
  await expectBadge(0, lan.page);
  await expect(comment(lan.page, 'no. 0')).toHaveCount(1);
});

test('a link to a comment of the post that is open leads to it each time, also into a collapsed branch', async ({
  someone,
}) => {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await lan.post();
  const root = await lan.comment(postId, 'the root');
  await lan.comment(postId, LONG);
  await openPost(lan.page, postId);
  await lan.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const reply = await minh.comment(postId, 'look here', root.id);
  await expectBadge(1, lan.page);
  const link = async () => {
    await rowsIn(await openBell(lan.page))
      .getByRole('link')
      .first()
      .click();
  };
  for (const _ of ['first', 'second'] as const) {
    await lan.page.getByRole('button', { name: '1 reply', exact: true }).click();
    await expect(comment(lan.page, 'look here')).toHaveCount(0);
    await lan.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await link();
    await expect(comment(lan.page, 'look here')).toBeFocused();
    await expect(comment(lan.page, 'look here')).toBeInViewport();
    await expect(lan.page).toHaveURL(new RegExp(`comment=${reply.id}`));
  }
  await expectBadge(0, lan.page);
  await lan.page.goBack();
  await expect(comment(lan.page, 'look here')).toBeAttached();
});

test('Reply in a toast leads to the comment, with an answer begun', async ({ someone }) => {
  const lan = await someone('Lan');
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await lan.post();
  await minh.comment(postId, 'a question');
  for (const text of ['an answer', 'and one more']) {
    await toast(lan.page, 'Reply').click();
    const field = lan.page.getByLabel('Your reply');
    await expect(field).toBeFocused();
    await field.fill(text);
    await lan.page.keyboard.press('Control+Enter');
    await expect(comment(lan.page, text)).toBeFocused();
    await expect(comment(lan.page, text)).not.toContainText('sending…');
    await lan.page.goto('/');
    await minh.comment(postId, `after ${text}`);
  }
});

test('a link to a comment that is gone says so kindly, where one looks', async ({ someone }) => {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await lan.post('Long', LONG);
  await minh.comment(postId, 'still here');
  const gone = await minh.comment(postId, 'not for long');
  await minh.call('DELETE', `/comments/${gone.id}`);
  const notice = lan.page.getByText('The comment you were looking for is gone.');
  await lan.page.goto(`/posts/${postId}?comment=${gone.id}#comment-${gone.id}`);
  await expect(notice).toBeInViewport();
  await expect(notice).toBeFocused();
  await expect(comment(lan.page, 'still here')).toBeAttached();
  await lan.page.goto(`/posts/${postId}?comment=nonsense`);
  await expect(notice).toBeInViewport();
});

test('that a comment is gone is said as well after another one was gone to', async ({ someone }) => {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await lan.post();
  const gone = await minh.comment(postId, 'not for long');
  await minh.comment(postId, 'here');
  await openPost(lan.page, postId);
  await expectBadge(0, lan.page);
  const panel = await openBell(lan.page);
  await panel.getByRole('button', { name: '2 in all' }).click();
  await rowsIn(panel).getByRole('link', { name: /here/ }).click();
  await expect(comment(lan.page, 'here')).toBeFocused();
  await minh.call('DELETE', `/comments/${gone.id}`);
  await expect(comment(lan.page, 'not for long')).toHaveCount(0);
  // As from a desktop notification that nobody could take away.
  await lan.page.evaluate(
    (href) => (window as unknown as { next: { router: { push(to: string): void } } }).next.router.push(href),
    `/posts/${postId}?comment=${gone.id}`,
  );
  await expect(lan.page.getByText('The comment you were looking for is gone.')).toBeVisible();
});

test('a link into a post that is gone says so kindly', async ({ someone, expectedNoise }) => {
  expectedNoise.push(/status of 404/);
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await minh.post();
  const { id } = await minh.comment(postId, 'a comment');
  await minh.call('DELETE', `/posts/${postId}`);
  const answer = await lan.page.goto(`/posts/${postId}?comment=${id}#comment-${id}`);
  expect(answer?.status()).toBe(404);
  await expect(lan.page.getByRole('heading', { name: 'This conversation is gone' })).toBeVisible();
  await lan.page.getByRole('link', { name: 'Go to the conversations' }).click();
  await expect(lan.page.getByRole('heading', { name: 'Conversations' })).toBeVisible();
});

test('a comment of a page that is not loaded is found from an open post', async ({ someone }) => {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await minh.post();
  await fill(minh, postId, 120);
  const own = await lan.comment(postId, 'mine');
  await minh.comment(postId, 'an answer', own.id);
  type Answer = { post: { comment_count: number } };
  const count = async () => (await lan.call<Answer>('GET', `/posts/${postId}`)).post.comment_count;
  await expect.poll(count).toBe(122);
  await openPost(lan.page, postId);
  await expectBadge(1, lan.page);
  await expect(comment(lan.page, 'an answer')).toHaveCount(0);
  await expect(lan.page.getByRole('button', { name: 'Show more comments' })).toBeVisible();
  await expect(lan.page.getByRole('heading', { name: '122 comments' })).toBeVisible();
  await rowsIn(await openBell(lan.page))
    .getByRole('link')
    .click();
  await expect(comment(lan.page, 'an answer')).toBeFocused();
  await expect(row(lan.page, 'an answer')).toBeInViewport();
  await expect(lan.page.getByRole('button', { name: 'Show more comments' })).toHaveCount(0);
});

/** Comments by the post's own author: nobody hears of them. */
function fill({ user }: Person, postId: string, count: number): Promise<void> {
  const bodies = Array.from({ length: count }, (_, n) => `no. ${n}`);
  return seedComments(postId, { authorId: user.id, ownerId: user.id }, bodies);
}
