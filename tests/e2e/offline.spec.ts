import type { Page } from '@playwright/test';
import { expect, live, test } from '@/tests/e2e/test';
import { composer, lanReads, openPost } from '@/tests/e2e/thread';

test('without a network a page says so, comes back by itself, and what was written is there', async ({
  someone,
  expectedNoise,
}) => {
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED/);
  const { lan, postId } = await lanReads(someone);
  await openPost(lan.page, postId);
  await kept(lan.page);
  await composer(lan.page).fill('half a thought');
  await lan.context.setOffline(true);
  await lan.page.reload();
  await expect(lan.page.getByRole('heading', { name: 'Tingting cannot be reached' })).toBeVisible();
  await expect(lan.page.getByText('What you wrote is safe')).toBeVisible();
  await lan.page.getByRole('link', { name: 'Try again' }).click();
  await expect(lan.page.getByRole('heading', { name: 'Tingting cannot be reached' })).toBeVisible();
  // Nothing of whoever is signed in is kept with it.
  await expect(lan.page.locator('body')).not.toContainText('Lan');

  await lan.context.setOffline(false);
  await live(lan.page);
  await expect(composer(lan.page)).toHaveValue('half a thought');
});

test('it says so in the language that was chosen', async ({ page, context, expectedNoise }) => {
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED/);
  await page.goto('/');
  await kept(page);
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? ''))
    .toContain('lang=vi');
  await context.setOffline(true);
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Chưa kết nối được với Tingting' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
});

/** Waits until the page for such times is kept, and the browser would use it. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/offline')) !== undefined))
    .toBe(true);
}
