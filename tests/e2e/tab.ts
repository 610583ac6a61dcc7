import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect, live, type Someone } from '@/tests/e2e/test';

declare global {
  interface Window {
    /** What the page is told of itself; the browser under test says that every page is looked at. */
    visibility: DocumentVisibilityState;
    /** Every toast that ever stood here, in order: one that has gone by is counted too. */
    shownToasts: string[];
  }
}

type Missing = 'locks' | 'BroadcastChannel';

/** Makes the tabs that a browser opens from now on remember their toasts, and able to be hidden. */
export async function watchTabs(context: BrowserContext, { without = [] as Missing[] } = {}): Promise<void> {
  await context.addInitScript((missing) => {
    if (missing.includes('locks')) Object.defineProperty(navigator, 'locks', { value: undefined });
    if (missing.includes('BroadcastChannel')) Reflect.deleteProperty(window, 'BroadcastChannel');
    window.visibility = 'visible';
    Object.defineProperty(document, 'visibilityState', { get: () => window.visibility });
    Object.defineProperty(document, 'hidden', { get: () => window.visibility === 'hidden' });
    window.shownToasts = [];
    const note = (node: Node) => {
      const isToast = node instanceof Element && node.closest('[role="status"][aria-relevant]');
      if (!isToast) return;
      // A slip that comes, or what comes into one that stands.
      const link = node.querySelector('a') ?? node.closest('a > :first-child')?.parentElement;
      if (link) window.shownToasts.push([...link.children].map((each) => each.textContent).join(': '));
    };
    new MutationObserver((records) => {
      for (const { addedNodes } of records) addedNodes.forEach(note);
    }).observe(document, { childList: true, subtree: true });
  }, without);
}

/** Opens a page in one more tab of a person's browser, with a live connection. */
export async function openTab({ context }: Someone, path = '/'): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(path);
  await live(tab);
  return tab;
}

export async function look(tab: Page, visibility: DocumentVisibilityState): Promise<void> {
  await tab.evaluate((wanted) => {
    window.visibility = wanted;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, visibility);
}

/** The toasts of these tabs so far, those that have gone by included. */
export async function shownToasts(...tabs: Page[]): Promise<string[]> {
  return (await Promise.all(tabs.map((tab) => tab.evaluate(() => window.shownToasts)))).flat();
}

/** What `shownToasts` says of a comment of Minh's. */
export function toastOf(body: string): string {
  return `Minh commented: ${body}`;
}

/** A toast that stands: the panel under the bell names the same notifications. */
export function toast(tab: Page, name: string | RegExp): Locator {
  return tab.getByRole('status').getByRole('link', { name });
}

/** The rows of notifications in a page or panel; groups are none. */
export function rowsIn(place: Locator): Locator {
  return place.getByRole('listitem').filter({ has: place.page().getByRole('link') });
}

/** Opens the bell, if it is not. */
export async function openBell(tab: Page): Promise<Locator> {
  const panel = tab.getByRole('dialog', { name: 'Notifications' });
  if (!(await panel.isVisible())) await tab.getByRole('button', { name: /^Notifications/ }).click();
  await expect(panel.getByRole('link', { name: 'See all' })).toBeVisible();
  return panel;
}

/** What stands under the bell, newest first, is exactly this. Its groups are opened, and the bell is closed again. */
export async function expectInbox(
  tab: Page,
  texts: (string | RegExp)[],
  { andMore = false } = {},
): Promise<void> {
  const panel = await openBell(tab);
  const groups = panel.getByRole('button', { name: /in all/, expanded: false });
  const shown = async () => {
    for (const group of await groups.all()) await group.click();
    const all = await rowsIn(panel).allTextContents();
    return andMore ? all.slice(0, texts.length) : all;
  };
  await expect
    .poll(shown)
    .toEqual(
      texts.map((text) =>
        typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text),
      ),
    );
  await tab.keyboard.press('Escape');
  await expect(panel).toBeHidden();
}

export async function expectBadge(count: number, ...tabs: Page[]): Promise<void> {
  for (const tab of tabs) {
    if (count === 0) await expect(tab.getByTestId('unread-badge')).toHaveCount(0);
    else await expect(tab.getByTestId('unread-badge')).toHaveText(String(count));
  }
}

/** Does something, and waits for what the indicator then says. @returns after how many milliseconds it does */
export async function msUntil(
  tab: Page,
  state: 'live' | 'reconnecting' | 'offline',
  act: () => Promise<unknown> | void,
): Promise<number> {
  // Looked at in every frame: it may say so for a tenth of a second only.
  const reached = tab.waitForFunction(
    (wanted) => document.querySelector(`[data-connection="${wanted}"]`) && Date.now(),
    state,
    { polling: 'raf', timeout: 30_000 },
  );
  const from = Date.now();
  await act();
  const at = await (await reached).jsonValue();
  return (at as number) - from;
}

/**
 * Stops all that a page does, timers and messages included: this browser does not freeze a page on demand
 * (`Page.setWebLifecycleState` leaves its timers running). @returns how to go on
 */
export async function fallAsleep(tab: Page): Promise<() => Promise<void>> {
  const debug = await tab.context().newCDPSession(tab);
  await debug.send('Debugger.enable');
  const isAsleep = new Promise<void>((resolve) => debug.once('Debugger.paused', () => resolve()));
  await debug.send('Debugger.pause');
  await isAsleep;
  return async () => {
    await debug.send('Debugger.resume');
    await debug.detach();
  };
}
