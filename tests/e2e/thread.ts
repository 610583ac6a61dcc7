import type { BrowserContext, Locator, Page } from '@playwright/test';
import { live, type NewSomeone } from '@/tests/e2e/test';

declare global {
  interface Window {
    /** The texts of all comments that were ever shown as new, in order. */
    lit: string[];
  }
}

/** Longer than a window is high. */
export const LONG = 'A line of a long story.\n'.repeat(60).trim();

/** Opens a post with a live connection. */
export async function openPost(page: Page, postId: string): Promise<void> {
  await page.goto(`/posts/${postId}`);
  await live(page);
}

/** The comment that says exactly this. */
export function comment(page: Page, text: string): Locator {
  return page.getByRole('article').filter({ has: page.getByText(text, { exact: true }) });
}

/** A comment with the buttons below it. */
export function row(page: Page, text: string): Locator {
  return page.getByRole('listitem').filter({ has: comment(page, text) });
}

export function composer(page: Page): Locator {
  return page.getByLabel('Comment', { exact: true });
}

export async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
}

/** The pill that says how much is new out of view. */
export function pill(page: Page, count: number): Locator {
  return page.getByRole('button', { name: count === 1 ? '1 new reply' : `${count} new replies` });
}

/** How far below the top of the window something stands. */
export function topOf(place: Locator): Promise<number> {
  return place.evaluate((element) => Math.round(element.getBoundingClientRect().top));
}

/** Makes the pages that a browser opens from now on remember what they show as new: that lasts for a moment only. */
export async function watchLight(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.lit = [];
    const note = () => {
      for (const { textContent } of document.querySelectorAll('article.bg-fresh')) {
        if (!window.lit.includes(textContent)) window.lit.push(textContent);
      }
    };
    const filter = { attributes: true, attributeFilter: ['class'] };
    new MutationObserver(note).observe(document, { ...filter, childList: true, subtree: true });
  });
}

/** What was shown as new so far. */
export function litTexts(page: Page): Promise<string> {
  return page.evaluate(() => window.lit.join(' | '));
}

/** Two people, and a post of the first one. */
export async function lanReads(someone: NewSomeone) {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await someone('Minh', { isBlank: true });
  return { lan, minh, postId: await lan.post() };
}
