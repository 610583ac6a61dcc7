import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import { expect, type Page, test } from '@playwright/test';
import type { ListedState } from '@/preview/app/(bench)/preview/states/route';
import { frameAddress, WIDTHS } from '@/preview/bench/choices';
import { listen } from '@/tests/e2e/test';
import { startPreview } from '@/tests/support/preview-server';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const { resolve } = createRequire(import.meta.url);
const AXE = readFileSync(
  createRequire(resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);
const FEATURES = readdirSync('components', { withFileTypes: true }).filter((entry) => entry.isDirectory());
const READY = 'html[data-stage=ready]:not(:has([data-doing]))';

// One server for all of them: the tests of this file run one after another, beside those of other files.
test.describe.configure({ mode: 'default', timeout: 180_000 });

let bench: Awaited<ReturnType<typeof startPreview>>;
let states: ListedState[];

test.beforeAll(async () => {
  test.setTimeout(180_000);
  bench = await startPreview();
  states = (await (await fetch(`${bench.url}/states`)).json()) as ListedState[];
});

test.afterAll(() => bench?.stop());

for (const { name: feature } of FEATURES) {
  test(`every state of ${feature} is accessible, fits and is silent`, async ({ browser }) => {
    const page = await browser.newPage({ reducedMotion: 'reduce', timezoneId: 'UTC' });
    const noise = listen(page);
    const found: string[] = [];
    const own = states.filter((each) => each.feature === feature);
    expect(own.length).toBeGreaterThan(0);
    for (const [n, { component, state }] of own.entries()) {
      // One language each, in turn: most components have several states, and a page is most of the time this takes.
      const locale = n % 2 === 0 ? 'vi' : 'en';
      const note = (what: string[]) => found.push(...what.map((each) => `${component}, ${state}: ${each}`));
      await open(page, 'light', locale, component, state);
      await page.evaluate(AXE);
      note(await violations(page, { type: 'tag', values: TAGS }));
      // Only these rules look at colours.
      await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
      note(await violations(page, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }));
      note(await overflows(page));
      note(noise.splice(0));
    }
    await page.close();
    expect(found).toEqual([]);
  });
}

test('the bench itself is accessible, and shows a state side by side', async ({ page }) => {
  await page.goto(`${bench.url}/Badge`);
  const frames = page.getByRole('region', { name: '99+ unread, frames' }).locator('iframe');
  await expect(frames).toHaveCount(12);
  await expect(frames.first().contentFrame().getByTestId('unread-badge')).toHaveText('99+');
  await page.getByRole('link', { name: '320', exact: true }).click();
  await expect(frames).toHaveCount(4);
  await page.evaluate(AXE);
  expect(await violations(page, { type: 'tag', values: TAGS })).toEqual([]);
});

async function open(page: Page, theme: string, locale: string, component: string, state: string) {
  await page.goto(new URL(frameAddress(theme, locale, component, state), bench.url).href);
  await page.waitForSelector(READY, { state: 'attached', timeout: 10_000 });
}

async function violations(
  page: Page,
  runOnly: { type: 'tag' | 'rule'; values: string[] },
): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const { violations: found } = await axe.run({ runOnly: only, resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  }, runOnly);
}

async function overflows(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) found.push(`${over} px too wide at ${width}`);
  }
  return found;
}
