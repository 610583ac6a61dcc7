import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { newPerson, PASSWORD, type Person } from '@/tests/support/person';
import { sessionCookie } from '@/tests/support/session';

export { expect };

export interface Someone extends Person {
  page: Page;
  context: BrowserContext;
  /** Another device of the same person. */
  otherDevice(): Promise<Page>;
}

/**
 * A new person, signed in on a browser of their own. It shows the home page, or is blank until the test opens what it
 * needs; who only acts by REST needs none at all (`newPerson`).
 */
export type NewSomeone = (displayName: string, options?: { isBlank?: boolean }) => Promise<Someone>;

interface Fixtures {
  url: string;
  someone: NewSomeone;
  /** Complaints of the browser that a test expects; any other fails it. */
  expectedNoise: RegExp[];
}

export const test = base.extend<Fixtures>({
  url: async ({}, use) => {
    const url = process.env.TINGTING_URL;
    if (!url) throw new Error('the test server is not running');
    await use(url);
  },
  baseURL: async ({ url }, use) => use(url),
  expectedNoise: async ({}, use) => use([]),
  page: async ({ page, expectedNoise }, use) => {
    const noise = listen(page);
    await use(page);
    expect(noise.filter((line) => !expectedNoise.some((each) => each.test(line)))).toEqual([]);
  },
  someone: async ({ browser, url, expectedNoise, contextOptions }, use) => {
    const noise: string[][] = [];
    const contexts: BrowserContext[] = [];
    const open = async (userId: string, isBlank = false) => {
      const context = await newContext(browser, url, contextOptions);
      contexts.push(context);
      context.on('page', (tab) => noise.push(listen(tab)));
      await context.addCookies([await sessionCookie(url, userId)]);
      const page = await context.newPage();
      if (!isBlank) await openHome(page);
      return { page, context };
    };
    await use(async (displayName, { isBlank } = {}) => {
      const person = await newPerson(url, displayName);
      const { page, context } = await open(person.user.id, isBlank);
      const otherDevice = async () => (await open(person.user.id)).page;
      return Object.assign(person, { page, context, otherDevice });
    });
    for (const context of contexts) await context.close();
    expect(noise.flat().filter((line) => !expectedNoise.some((each) => each.test(line)))).toEqual([]);
  },
});

function newContext(browser: Browser, baseURL: string, options: object): Promise<BrowserContext> {
  return browser.newContext({ ...options, baseURL, locale: 'en-GB' });
}

/** Signs in by the form; most tests begin with a session instead, which saves them a page. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((address) => address.pathname === '/');
  await live(page);
}

export async function openHome(page: Page): Promise<void> {
  await page.goto('/');
  await live(page);
}

/** Waits until the page's socket is connected: from then on it misses nothing. */
export async function live(page: Page): Promise<void> {
  await expect(page.locator('[data-connection="live"]')).toBeAttached();
}

/** Collects what the browser complains of. */
export function listen(page: Page): string[] {
  const noise: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') noise.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => noise.push(`page: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A navigation abandons what it no longer needs, such as a prefetch.
    if (!/ERR_ABORTED|NS_BINDING_ABORTED/.test(reason)) noise.push(`request: ${request.url()} ${reason}`);
  });
  return noise;
}
