import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import type { Board } from '@/scripts/screenshots/board';
import { type Name, TIME_ZONE, TIMES } from '@/scripts/screenshots/scene';
import { sessionCookie } from '@/tests/support/session';

export const SCREENS = {
  desktop: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
} satisfies Record<string, BrowserContextOptions>;

/**
 * A page that somebody is signed in on, in a browser of their own whose clock stands still as that of the server does.
 * @param who null for a visitor
 */
export async function openPage(
  browser: Browser,
  board: Board,
  who: Name | null,
  options: BrowserContextOptions,
): Promise<Page> {
  // The camera puts a style of its own into pages, which their policy forbids.
  const context = await browser.newContext({
    baseURL: board.url,
    timezoneId: TIME_ZONE,
    bypassCSP: true,
    ...options,
  });
  await context.addInitScript(askAboutNotifications);
  await context.clock.setFixedTime(TIMES.now);
  if (who) await context.addCookies([await sessionCookie(board.url, board.people[who].user.id)]);
  return context.newPage();
}

/** Goes to a page, and waits until it is live where somebody is signed in. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const status = page.locator('[data-connection]');
  if ((await status.count()) > 0) await expect(status).toHaveAttribute('data-connection', 'live');
}

/** Waits until nothing in a page is still to come: no font, no image, no animation. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode()));
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
  });
}

/** A browser without a window refuses them; one with a window would ask. */
function askAboutNotifications(): void {
  Object.defineProperty(Notification, 'permission', { value: 'default' });
}
