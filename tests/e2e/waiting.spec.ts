import type { Page, Route } from '@playwright/test';
import { expect, openHome, test } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';

test('a page that is long on its way says so, until it is there', async ({ someone }) => {
  const lan = await someone('Lan');
  const release = await hold(lan.page, '**/settings?*');
  await lan.page.getByRole('button', { name: 'Account menu' }).click();
  await lan.page.getByRole('link', { name: 'Settings' }).click();
  await expect(lan.page.locator('[data-on-its-way]')).toBeAttached();
  const line = () =>
    lan.page.evaluate(() => getComputedStyle(document.querySelector('header')!, '::after').width);
  await expect.poll(async () => parseFloat(await line())).toBeGreaterThan(100);
  release();
  await expect(lan.page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(lan.page.locator('[data-on-its-way]')).toHaveCount(0);
  expect(await line()).toBe('0px');
});

test('rows that are on their way keep their place: what comes is as high, and nothing moves', async ({
  someone,
  url,
}) => {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(url, 'Minh');
  await minh.comment(await lan.post('A question'), 'An answer.');
  await openHome(lan.page);
  const release = await hold(lan.page, '**/api/v1/notifications?*');
  await lan.page.getByRole('button', { name: /^Notifications/ }).click();
  const panel = lan.page.getByRole('dialog', { name: 'Notifications' });
  await panel.getByRole('button', { name: 'Comments' }).click();
  await expect(panel.getByText('Loading…')).toBeAttached();
  const held = await panel.locator('[aria-hidden].divide-y > div').last().boundingBox();
  release();
  const row = panel.getByRole('listitem').filter({ hasText: 'An answer.' });
  await expect(row.getByText('A question')).toBeVisible();
  const came = await row.locator('.py-2\\.5').boundingBox();
  expect(held).not.toBeNull();
  expect(came?.height).toBeCloseTo(held?.height ?? 0, 0);
});

/** Holds back what is asked for. @returns how to let it go */
async function hold(page: Page, address: string): Promise<() => void> {
  let release = () => undefined as void;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(address, async (route: Route) => {
    await released;
    await route.continue();
  });
  return () => release();
}
