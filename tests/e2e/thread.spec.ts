import type { Page } from '@playwright/test';
import { expectBadge, openTab, shownToasts, toast, watchTabs } from '@/tests/e2e/tab';
import { expect, live, openHome, test } from '@/tests/e2e/test';
import {
  comment,
  composer,
  lanReads,
  litTexts,
  LONG,
  openPost,
  pill,
  row,
  send,
  topOf,
  watchLight,
} from '@/tests/e2e/thread';

test('what others write out of view is counted by a pill, which leads from one to the next', async ({
  someone,
}) => {
  const { lan, minh, postId } = await lanReads(someone);
  await watchLight(lan.context);
  await lan.comment(postId, LONG);
  const first = await minh.comment(postId, 'the first');
  await lan.comment(postId, `${LONG} And so on.`);
  await openPost(lan.page, postId);
  await minh.comment(postId, 'at the end');
  await expect(pill(lan.page, 1)).toBeVisible();
  await minh.comment(postId, 'in the middle', first.id);
  await pill(lan.page, 2).click();
  await expect(comment(lan.page, 'in the middle')).toBeFocused();
  await expect(comment(lan.page, 'in the middle')).toBeInViewport();
  await pill(lan.page, 1).click();
  await expect(comment(lan.page, 'at the end')).toBeFocused();
  await expect(comment(lan.page, 'at the end')).toBeInViewport();
  await expect(anyPill(lan.page)).toHaveCount(0);
  expect(await litTexts(lan.page)).toMatch(/in the middle.*at the end/);

  await minh.comment(postId, 'back in the middle', first.id);
  await expect(pill(lan.page, 1)).toBeVisible();
  // Above: then the pill stands at the upper edge, and what one scrolls to is seen as well.
  expect(await topOf(pill(lan.page, 1))).toBeLessThan(200);
  await comment(lan.page, 'back in the middle').scrollIntoViewIfNeeded();
  await expect(anyPill(lan.page)).toHaveCount(0);
});

for (const anchors of ['which anchors scrolling', 'which does not']) {
  test(`what one reads stays where it is when something changes above, in a browser ${anchors}`, async ({
    someone,
  }) => {
    const { lan, minh, postId } = await lanReads(someone);
    if (anchors === 'which does not') await lan.page.addInitScript(withoutAnchoring);
    const above = await minh.comment(postId, 'above');
    const doomed = await minh.comment(postId, LONG);
    await minh.comment(postId, 'what Lan reads');
    await minh.comment(postId, LONG);
    await openPost(lan.page, postId);
    const reads = comment(lan.page, 'what Lan reads');
    await reads.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const top = await topOf(reads);
    await minh.comment(postId, 'a reply far above', above.id);
    await expect(pill(lan.page, 1)).toBeVisible();
    await expect.poll(() => topOf(reads)).toBe(top);
    await minh.call('PATCH', `/comments/${above.id}`, { body: LONG.slice(0, 400) });
    await expect(lan.page.getByText('edited', { exact: true })).toHaveCount(1);
    await expect.poll(() => topOf(reads)).toBe(top);
    await minh.call('DELETE', `/comments/${doomed.id}`);
    await expect(lan.page.getByRole('heading', { name: '4 comments' })).toBeAttached();
    await expect.poll(() => topOf(reads)).toBe(top);
  });
}

test('what comes into view while one looks needs no toast and is read at once, on every device', async ({
  someone,
}) => {
  const { lan, minh, postId } = await lanReads(someone);
  await watchTabs(lan.context);
  await watchLight(lan.context);
  const [reading, elsewhere] = [await openTab(lan, `/posts/${postId}`), await openTab(lan)];
  await reading.setViewportSize({ width: 1280, height: 1200 });
  const phone = await lan.otherDevice();
  for (const text of ['right', 'before', 'her eyes']) {
    await minh.comment(postId, text);
    await expect.poll(() => litTexts(reading)).toContain(text);
    await expectBadge(0, reading, elsewhere, phone);
  }
  // Of another post it is news; by then every tab has made up its mind about the first.
  await minh.comment(await lan.post('Another'), 'somewhere else');
  await expect.poll(() => shownToasts(reading, elsewhere)).toEqual(['Minh commented: somewhere else']);
  await expectBadge(1, reading, elsewhere, phone);
});

test('what waits below the view is unread until one scrolls to it', async ({ someone }) => {
  const { lan, minh, postId } = await lanReads(someone);
  await lan.comment(postId, LONG);
  await minh.comment(postId, 'far down');
  await openPost(lan.page, postId);
  await expectBadge(1, lan.page);
  await comment(lan.page, 'far down').scrollIntoViewIfNeeded();
  await expectBadge(0, lan.page);
});

test('what has become too old for the bell is read as well when one comes to it', async ({ someone }) => {
  const { lan, minh, postId } = await lanReads(someone);
  await lan.comment(postId, LONG);
  await minh.comment(postId, 'an old one');
  const other = await lan.post('Another');
  await Promise.all(Array.from({ length: 25 }, (_, n) => minh.comment(other, `newer ${n}`)));
  await openPost(lan.page, postId);
  await expectBadge(26, lan.page);
  await comment(lan.page, 'an old one').scrollIntoViewIfNeeded();
  await expectBadge(25, lan.page);
});

test('two comments sent one after the other stand there at once, and stay in order', async ({ someone }) => {
  const lan = await someone('Lan', { isBlank: true });
  const postId = await lan.post();
  await openPost(lan.page, postId);
  let letThrough = () => {};
  const isLetThrough = new Promise<void>((resolve) => (letThrough = resolve));
  await lan.page.route('**/api/v1/posts/*/comments', async (route) => {
    await isLetThrough;
    await route.continue();
  });
  await send(lan.page, 'first');
  await send(lan.page, 'second');
  for (const text of ['first', 'second']) {
    await expect(comment(lan.page, text)).toContainText('sending…');
  }
  letThrough();
  await expect(lan.page.getByText('sending…')).toHaveCount(0);
  await lan.page.reload();
  await expect(lan.page.getByRole('article', { name: 'Lan' })).toHaveText([/first/, /second/]);
});

test('an edit is seen on the other device, marked as one; a refused one says why beside the field', async ({
  someone,
}) => {
  const { lan, minh, postId } = await lanReads(someone);
  await minh.comment(postId, 'a typpo');
  await openPost(lan.page, postId);
  await openPost(minh.page, postId);
  await row(minh.page, 'a typpo').getByRole('button', { name: 'Edit' }).click();
  const field = minh.page.getByLabel('Your comment');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('a typpo');
  await field.fill('   ');
  await minh.page.getByRole('button', { name: 'Save' }).click();
  await expect(field).toHaveAccessibleDescription('Write something first.');
  await field.fill('a typo');
  // What is being changed survives a reload, like everything that is typed.
  await minh.page.reload();
  await row(minh.page, 'a typpo').getByRole('button', { name: 'Edit' }).click();
  await expect(field).toHaveValue('a typo');
  await minh.page.keyboard.press('Control+Enter');
  for (const page of [minh.page, lan.page]) {
    await expect(comment(page, 'a typo')).toContainText('edited');
    await expect(comment(page, 'a typpo')).toHaveCount(0);
  }
});

test('a deleted comment goes everywhere; one with replies leaves a placeholder, until the last of them goes', async ({
  someone,
}) => {
  const { lan, minh, postId } = await lanReads(someone);
  const parent = await minh.comment(postId, 'the parent');
  const reply = await lan.comment(postId, 'the reply', parent.id);
  await minh.comment(postId, 'alone');
  await openPost(lan.page, postId);
  await openPost(minh.page, postId);

  const remove = async (text: string) => {
    await row(minh.page, text).getByRole('button', { name: 'Delete' }).click();
    await minh.page.getByRole('button', { name: 'Delete', exact: true, description: /Delete this/ }).click();
  };
  await row(minh.page, 'alone').getByRole('button', { name: 'Delete' }).click();
  await minh.page.keyboard.press('Escape');
  await expect(comment(minh.page, 'alone')).toBeFocused();
  await remove('alone');
  await remove('the parent');
  for (const page of [minh.page, lan.page]) {
    await expect(comment(page, 'alone')).toHaveCount(0);
    await expect(comment(page, 'This comment was deleted.')).toHaveCount(1);
    await expect(page.getByRole('heading', { name: '1 comment', exact: true })).toBeVisible();
  }
  await lan.call('DELETE', `/comments/${reply.id}`);
  for (const page of [minh.page, lan.page]) {
    await expect(page.getByRole('heading', { name: 'No comments yet' })).toBeVisible();
    await expect(page.getByText('This comment was deleted.')).toHaveCount(0);
  }
});

test('deleting a comment closes its toast on the devices of whoever heard of it', async ({ someone }) => {
  const { lan, minh, postId } = await lanReads(someone);
  const phone = await lan.otherDevice();
  await openHome(lan.page);
  await openPost(minh.page, postId);
  await send(minh.page, 'said too soon');
  for (const page of [lan.page, phone]) {
    await expect(toast(page, /said too soon/)).toBeVisible();
    // A toast that is looked at stays for as long as that.
    await toast(page, /said too soon/).hover();
  }
  await expect(comment(minh.page, 'said too soon')).not.toContainText('sending…');
  await row(minh.page, 'said too soon').getByRole('button', { name: 'Delete' }).click();
  await minh.page.keyboard.press('Enter');
  for (const page of [lan.page, phone]) {
    await expect(toast(page, /said too soon/)).toHaveCount(0);
    await expectBadge(0, page);
  }
});

test('edits and deletions that were made while the network was away are there when it is back', async ({
  someone,
  expectedNoise,
}) => {
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED/);
  const { lan, minh, postId } = await lanReads(someone);
  const [edited, deleted] = [await minh.comment(postId, 'before'), await minh.comment(postId, 'doomed')];
  await openPost(lan.page, postId);
  // What is in view is read: afterwards there is nothing of what is deleted to be marked.
  await expect.poll(() => lan.unreadCount()).toBe(0);
  await lan.context.setOffline(true);
  await expect(lan.page.locator('[data-connection="offline"]')).toBeAttached();
  await minh.call('PATCH', `/comments/${edited.id}`, { body: 'after' });
  await minh.call('DELETE', `/comments/${deleted.id}`);
  await minh.comment(postId, 'and more');
  await lan.context.setOffline(false);
  await live(lan.page);
  for (const text of ['after', 'and more']) await expect(comment(lan.page, text)).toHaveCount(1);
  for (const text of ['before', 'doomed']) await expect(comment(lan.page, text)).toHaveCount(0);
});

test('a deleted post: a sentence on the home page, and whoever has it open keeps what they were writing', async ({
  someone,
  expectedNoise,
}) => {
  expectedNoise.push(/status of 404/);
  const { lan, minh, postId } = await lanReads(someone);
  await minh.comment(postId, 'a comment');
  await openPost(minh.page, postId);
  await composer(minh.page).fill('half a thought');
  await openPost(lan.page, postId);
  await lan.page.getByRole('button', { name: 'Delete post' }).click();
  await expect(lan.page.getByText('Delete this post and all its comments?')).toBeVisible();
  await lan.page.keyboard.press('Enter');
  await expect(lan.page.getByRole('status').filter({ hasText: 'Your post is deleted' })).toBeVisible();
  expect(new URL(lan.page.url()).pathname).toBe('/');

  await expect(minh.page.getByText('The author has deleted this post.')).toBeVisible();
  await expect(composer(minh.page)).toHaveValue('half a thought');
  await expect(minh.page.getByRole('button', { name: 'Comment', exact: true })).toBeDisabled();
  await minh.page.reload();
  await expect(minh.page.getByRole('heading', { name: 'This conversation is gone' })).toBeVisible();
  await expect(minh.page.getByText('half a thought')).toBeVisible();
});

test('what somebody wrote who is blocked is folded, and shown on demand', async ({ someone }) => {
  const { lan, minh, postId } = await lanReads(someone);
  const theirs = await minh.comment(postId, 'something rude');
  await lan.comment(postId, 'an answer to it', theirs.id);
  await openPost(lan.page, postId);
  await row(lan.page, 'something rude').getByRole('button', { name: 'More about Minh' }).click();
  await lan.page.getByRole('button', { name: 'Block Minh' }).click();
  await expect(comment(lan.page, 'something rude')).toHaveCount(0);
  await expect(comment(lan.page, 'an answer to it')).toBeVisible();
  await minh.comment(postId, 'rude again');
  await expect(lan.page.getByText('From somebody you blocked')).toHaveCount(2);
  await expect(anyPill(lan.page)).toHaveCount(0);
  await lan.page.getByRole('button', { name: 'Show' }).first().click();
  await expect(comment(lan.page, 'something rude')).toBeVisible();
});

function anyPill(page: Page) {
  return page.getByRole('button', { name: /new repl/ });
}

/** As Safari is. */
function withoutAnchoring(): void {
  const supports = CSS.supports.bind(CSS) as (...asked: string[]) => boolean;
  CSS.supports = (...asked: string[]) => asked[0] !== 'overflow-anchor' && supports(...asked);
  document.addEventListener(
    'DOMContentLoaded',
    () => (document.documentElement.style.overflowAnchor = 'none'),
  );
}
