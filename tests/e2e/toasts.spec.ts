import { expectBadge, look, openBell, toast } from '@/tests/e2e/tab';
import { lanAndMinh, more, readElsewhere, seconds, slips } from '@/tests/e2e/slips';
import { expect, test } from '@/tests/e2e/test';
import { composer, openPost } from '@/tests/e2e/thread';
import { newPerson } from '@/tests/support/person';

test('three stand at most, the newest first; what gave way is counted below, until it is read', async ({
  someone,
}) => {
  const { lan, postId, page } = await lanAndMinh(someone);
  for (const [n, body] of ['one', 'two', 'three', 'four', 'five'].entries()) {
    await (await newPerson(lan.url, 'Hoa')).comment(postId, body);
    await toast(page, new RegExp(body)).hover();
    await expectBadge(n + 1, page);
  }
  await expect(toast(page, /Hoa commented/)).toHaveText([/five/, /four/, /three/]);
  await expect(more(page, 'and 2 more')).toBeVisible();
  await readElsewhere(lan, 'one');
  await more(page, 'and 1 more').click();
  await expect(page.getByRole('heading', { name: 'Notifications', level: 1 })).toBeVisible();
  await expect(slips(page)).toHaveCount(0);
});

test('a toast goes after six seconds; not while it is hovered, has the focus, or the page is hidden', async ({
  someone,
}) => {
  const { minh, postId, page } = await lanAndMinh(someone);
  await page.clock.install();
  for (const [body, hold, letGo] of [
    ['hovered', () => toast(page, /hovered/).hover(), () => page.mouse.move(0, 600)],
    ['focused', () => page.keyboard.press('F6'), () => page.keyboard.press('F6')],
    ['hidden', () => look(page, 'hidden'), () => look(page, 'visible')],
  ] as const) {
    const shown = toast(page, new RegExp(body));
    await minh.comment(postId, body);
    await expect(shown).toBeVisible();
    await hold();
    await seconds(page, 30);
    await expect(shown).toBeVisible();
    await letGo();
    await seconds(page, 1);
    await expect(shown).toBeVisible();
    await seconds(page, 6);
    await expect(shown).toHaveCount(0);
  }
});

test('one that comes while the page is hidden has its six seconds when somebody looks', async ({
  someone,
}) => {
  const { minh, postId, page } = await lanAndMinh(someone);
  await page.clock.install();
  await look(page, 'hidden');
  await seconds(page, 3_600);
  await minh.comment(postId, 'an hour later');
  await expect(toast(page, /an hour later/)).toBeVisible();
  await seconds(page, 60);
  await look(page, 'visible');
  await expect(toast(page, /an hour later/)).toBeVisible();
  await seconds(page, 7);
  await expect(toast(page, /an hour later/)).toHaveCount(0);
});

test('F6 leads to the newest toast and back; Escape closes one after the other', async ({ someone }) => {
  const { lan, minh, page } = await lanAndMinh(someone);
  await openPost(page, await lan.post('Another'));
  const elsewhere = await lan.post('Elsewhere');
  await composer(page).fill('half a thought');
  for (const [who, body] of [
    [minh, 'older'],
    [await newPerson(lan.url, 'Hoa'), 'newer'],
  ] as const) {
    await who.comment(elsewhere, body);
    await toast(page, new RegExp(body)).hover();
  }
  await page.keyboard.press('F6');
  await expect(toast(page, /newer/)).toBeFocused();
  await page.keyboard.press('F6');
  await expect(composer(page)).toBeFocused();
  // Escape means something else to somebody who is writing.
  await page.keyboard.press('Escape');
  await expect(toast(page, /newer/)).toBeVisible();

  await page.keyboard.press('F6');
  await page.keyboard.press('Escape');
  await expect(toast(page, /newer/)).toHaveCount(0);
  await expect(toast(page, /older/)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(slips(page)).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue('half a thought');
});

test('what failed is said at once, by a region of its own', async ({ someone, expectedNoise }) => {
  expectedNoise.push(/ERR_FAILED/);
  const { minh, postId, page } = await lanAndMinh(someone);
  await minh.comment(postId, 'one');
  await expectBadge(1, page);
  await page.route('**/api/v1/notifications/read', (route) => route.abort());
  const panel = await openBell(page);
  await panel.getByRole('button', { name: 'Mark as read' }).click();
  const failure = page.getByRole('alert').filter({ hasText: 'That did not reach the server.' });
  await expect(failure).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'That did not reach' })).toHaveCount(0);
  await failure.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('That did not reach the server.')).toHaveCount(0);
  await expectBadge(1, page);
});
