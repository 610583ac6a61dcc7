import type { Page } from '@playwright/test';
import { expect, live, test } from '@/tests/e2e/test';
import { composer, lanReads, openPost } from '@/tests/e2e/thread';
import { freePort, startServer } from '@/tests/support/server';

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
  const first = await lan.page.evaluate(() => performance.timeOrigin);
  await lan.page.getByRole('link', { name: 'Try again' }).click();
  await expect.poll(() => lan.page.evaluate(() => performance.timeOrigin)).not.toBe(first);
  await expect(lan.page.getByRole('heading', { name: 'Tingting cannot be reached' })).toBeVisible();
  // Nothing of whoever is signed in is kept with it.
  await expect(lan.page.locator('body')).not.toContainText('Lan');

  await lan.context.setOffline(false);
  await live(lan.page);
  await expect(composer(lan.page)).toHaveValue('half a thought');
});

test('when it is the server that is away, the page comes back with the server', async ({ browser }) => {
  const port = String(await freePort());
  const first = await startServer('built', { PORT: port, DEMO: 'off' });
  const page = await browser.newPage();
  await page.goto(first.url);
  await kept(page);
  await first.stop({ keepData: true });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Tingting cannot be reached' })).toBeVisible();
  const second = await startServer('built', { PORT: port, DEMO: 'off' }, { dataDir: first.dataDir });
  await expect(page.getByRole('heading', { name: 'Conversations' })).toBeVisible();
  await page.close();
  await second.stop();
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
