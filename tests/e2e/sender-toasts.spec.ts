import type { Page } from '@playwright/test';
import { expectBadge, shownToasts, toast, toastOf } from '@/tests/e2e/tab';
import { lanAndMinh, more, readElsewhere, seconds, slips } from '@/tests/e2e/slips';
import { expect, type Someone, test } from '@/tests/e2e/test';
import { newPerson, type Person } from '@/tests/support/person';

async function unread(lan: Someone): Promise<string[]> {
  const { items } = await lan.call<{ items: { preview: string }[] }>('GET', '/notifications?filter=unread');
  return items.map(({ preview }) => preview);
}

/** Each waits for the one before. None goes by itself meanwhile: the last one is pointed at. */
async function say(page: Page, minh: Person, postId: string, bodies: string[]): Promise<void> {
  for (const body of bodies) {
    await minh.comment(postId, body);
    await toast(page, `Minh commented ${body}`).hover();
  }
}

test('several from one sender are one slip with the newest, and each is spoken once', async ({ someone }) => {
  const { lan, minh, postId, page } = await lanAndMinh(someone);
  await say(page, minh, postId, ['one']);
  await expect(slips(page)).not.toContainText('from Minh');
  await say(page, minh, postId, ['two', 'three', 'four']);
  await expect(slips(page)).toHaveCount(1);
  await expect(more(page, 'and 3 more from Minh')).toBeVisible();
  expect(await shownToasts(page)).toEqual(['one', 'two', 'three', 'four'].map(toastOf));

  await slips(page).getByRole('button', { name: 'Close' }).click();
  await expect(slips(page)).toHaveCount(0);
  await say(page, minh, postId, ['anew']);
  await expect(slips(page)).toHaveCount(1);
  await expect(slips(page)).not.toContainText('from Minh');
  await say(page, minh, postId, ['and again']);
  // Of what the slip tells of this alone is read, and the slip goes.
  await toast(page, /and again/).click();
  await expect(page.getByRole('article', { name: 'Minh' }).getByText('and again')).toBeInViewport();
  await expect(slips(page)).toHaveCount(0);
  await expect.poll(() => unread(lan)).not.toContain('and again');
});

test('what is read elsewhere leaves the slip of its sender, and the next newest takes its place unspoken', async ({
  someone,
}) => {
  const { lan, minh, postId, page } = await lanAndMinh(someone);
  await say(page, minh, postId, ['one', 'two', 'three', 'four']);
  await readElsewhere(lan, 'four');
  await expect(toast(page, 'Minh commented three')).toBeVisible();
  await expect(toast(page, /four/)).toHaveCount(0);
  await expect(more(page, 'and 2 more from Minh')).toBeVisible();
  await readElsewhere(lan, 'one');
  await expect(more(page, 'and 1 more from Minh')).toBeVisible();
  await readElsewhere(lan, 'three');
  await expect(toast(page, 'Minh commented two')).toBeVisible();
  await expect(slips(page)).not.toContainText('from Minh');
  await readElsewhere(lan, 'two');
  await expect(slips(page)).toHaveCount(0);
  expect(await shownToasts(page)).toEqual(['one', 'two', 'three', 'four'].map(toastOf));
});

test('what is deleted, or whose thread is muted, leaves the slip of its sender', async ({ someone }) => {
  const { lan, minh, postId, page } = await lanAndMinh(someone);
  const elsewhere = await lan.post('Elsewhere');
  const { id } = await minh.comment(postId, 'said too soon');
  await toast(page, /said too soon/).hover();
  await say(page, minh, postId, ['stays']);
  await say(page, minh, elsewhere, ['too', 'much']);
  await expect(more(page, 'and 3 more from Minh')).toBeVisible();
  await minh.call('DELETE', `/comments/${id}`);
  await expect(more(page, 'and 2 more from Minh')).toBeVisible();
  await slips(page).getByRole('button', { name: 'Mute this conversation' }).click();
  await expect(toast(page, 'Minh commented stays')).toBeVisible();
  await expect(slips(page).getByText('from Minh')).toHaveCount(0);
  await lan.call('PUT', `/posts/${postId}/subscription`, { level: 'muted' });
  await expect(toast(page, /Minh commented/)).toHaveCount(0);
});

test('three senders stand at most: who was without news for longest gives way, with all that they said', async ({
  someone,
}) => {
  const { lan, minh, postId, page } = await lanAndMinh(someone);
  const [hoa, an] = await Promise.all(['Hoa', 'An'].map((name) => newPerson(lan.url, name)));
  const [first, second] = [hoa!, an!];
  await say(page, minh, postId, ['one']);
  for (const body of ['two', 'three']) {
    await first.comment(postId, body);
    await toast(page, `Hoa commented ${body}`).hover();
  }
  await second.comment(postId, 'four');
  await toast(page, 'An commented four').hover();
  // The slip that began first has the latest news.
  await say(page, minh, postId, ['five']);
  await expect(toast(page, /commented/)).toHaveText([/four/, /three/, /five/]);
  await expect(more(page, 'and 1 more from Hoa')).toBeVisible();

  await (await newPerson(lan.url, 'Bình')).comment(postId, 'six');
  await expect(toast(page, /commented/)).toHaveText([/six/, /four/, /five/]);
  await expect(more(page, 'and 1 more from Minh')).toBeVisible();
  await expect(more(page, 'and 2 more')).toBeVisible();
});

test('the six seconds begin anew when more comes of the same sender', async ({ someone }) => {
  const { minh, postId, page } = await lanAndMinh(someone);
  await page.clock.install();
  await minh.comment(postId, 'one');
  await expect(toast(page, 'Minh commented one')).toBeVisible();
  await seconds(page, 4);
  await minh.comment(postId, 'two');
  await expect(toast(page, 'Minh commented two')).toBeVisible();
  await seconds(page, 4);
  await expect(more(page, 'and 1 more from Minh')).toBeVisible();
  await seconds(page, 3);
  await expect(slips(page)).toHaveCount(0);
});

test('the focus stays in a slip to which more comes; Escape closes all of it', async ({ someone }) => {
  const { minh, postId, page } = await lanAndMinh(someone);
  await say(page, minh, postId, ['one']);
  await page.keyboard.press('F6');
  await say(page, minh, postId, ['two']);
  await expect(toast(page, 'Minh commented two')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(slips(page)).toHaveCount(0);
  await expectBadge(2, page);
});
