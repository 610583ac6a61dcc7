import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { ListedState } from '@/preview/app/(bench)/preview/states/route';
import type { Theme } from '@/preview/bench/choices';

const FOLDER = 'preview/pictures';
const MAKER = path.join(FOLDER, 'made-with.json');

/** Of the tallest picture, in pixels: the upper part of a long list looks like the rest of it. */
export const HEIGHT = 800;

/**
 * Which theme is pictured at which width. Colours do not depend on the width, nor the layout on colours: two pictures
 * show both themes, and the layouts of a desk and of a phone.
 */
export const PICTURED: Record<number, Theme | undefined> = { 768: 'light', 320: 'dark' };

/** Whatever browsers leave to the system: letters outside of the site's typeface, controls and their words. */
const PROBE = `
  <p style="font: 32px sans-serif">Nguyễn Ⅳ → Ж Ł 😀👩🏽‍💻🇻🇳 مرحبا שלום 你好 こんにちは 안녕 ไทย हिन्दी 𝔘</p>
  <p style="font: 15px system-ui">Handgloves <code>0O1lI</code> <b>bold</b></p>
  <select><option>One</select> <input type="checkbox" checked> <input type="radio"> <input type="time"> <input type="file">`;

interface Maker {
  browser: string;
  /** SHA-256 of how the probe looks. */
  system: string;
}

/** Compares the page, down to the last thing that is seen in it, with the stored picture of this state. */
export async function expectPicture(page: Page, component: string, state: string, theme: Theme) {
  const { width = 0 } = page.viewportSize() ?? {};
  const clip = { x: 0, y: 0, width, height: await page.evaluate(lowestEdge, HEIGHT) };
  await expect.soft(page).toHaveScreenshot([component, fileOf(state, theme)], { clip });
}

/**
 * @returns why this browser cannot be held to the stored pictures; undefined when it can, or when it makes all anew
 * @throws Error when it would make some anew, and leave others that were made elsewhere
 */
export async function whyIncomparable(browser: Browser): Promise<string | undefined> {
  const why = await whyOther(browser);
  if (!isUpdating()) return why;
  if (why && process.env.PICTURES === 'some')
    throw new Error(`${why} Take all of them: npm run preview:update`);
  return undefined;
}

async function whyOther(browser: Browser): Promise<string | undefined> {
  if (!existsSync(MAKER)) return 'There are no pictures to compare with: npm run preview:update makes them.';
  const own = await makerOf(browser);
  const made = JSON.parse(readFileSync(MAKER, 'utf8')) as Maker;
  if (made.browser !== own.browser)
    return `The pictures were made with ${made.browser} and are not compared with ${own.browser}.`;
  return made.system === own.system
    ? undefined
    : 'The pictures were made on a system with other fonts and are not compared with this one.';
}

export function isUpdating(): boolean {
  return test.info().config.updateSnapshots !== 'none';
}

/** Pictures that no state has. */
export function strayPictures(states: ListedState[]): string[] {
  const wanted = states.flatMap(({ component, state }) =>
    Object.values(PICTURED).map((theme = 'light') => path.join(component, fileOf(state, theme))),
  );
  expect(new Set(wanted).size, 'two states of a component share a file').toBe(wanted.length);
  const stored = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.webp'),
  );
  return stored.filter((file) => !wanted.includes(file));
}

/** Once all pictures are taken: what they were taken with, and none that no state has. */
export async function finishUpdate(browser: Browser, states: ListedState[]): Promise<void> {
  writeFileSync(MAKER, `${JSON.stringify(await makerOf(browser), null, 2)}\n`);
  for (const file of strayPictures(states)) rmSync(path.join(FOLDER, file));
}

function fileOf(state: string, theme: Theme): string {
  return `${state.replace(/[^\p{L}\p{N}]+/gu, '-')}-${theme}.webp`;
}

async function makerOf(browser: Browser): Promise<Maker> {
  const session = await browser.newBrowserCDPSession();
  // Unlike `browser.version()` it tells the browser without a window from the whole one.
  const { product } = await session.send('Browser.getVersion');
  await session.detach();
  const page = await browser.newPage({ viewport: { width: 800, height: 200 } });
  await page.setContent(PROBE);
  const system = createHash('sha256')
    .update(await page.screenshot())
    .digest('hex');
  await page.close();
  return { browser: product, system };
}

/** In the page: where what is seen in it ends, with room for a shadow or the ring of the focus. */
function lowestEdge(height: number): number {
  const RING_PX = 8;
  let lowest = 0;
  for (const element of document.body.querySelectorAll('*')) {
    const { width, height: own, bottom } = element.getBoundingClientRect();
    if (width > 0 && own > 0) lowest = Math.max(lowest, bottom);
  }
  return Math.min(height, Math.ceil(lowest) + RING_PX);
}
